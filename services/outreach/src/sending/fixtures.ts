import { DELINQUENCY_STREAM, LOAN_STREAM, OUTREACH_ANSWERS_STREAM } from '@mora/contracts';
import { inTransaction, Log, Pii, runtimeMigrations } from '@mora/runtime';
import { useDatabase } from '@mora/testing';
import type { OutreachConfig } from '../config.js';
import { id128 } from '../domain/ids.js';
import type { Gateways } from '../gateways/channel-port.js';
import { GenericSms } from '../gateways/sms/generic.js';
import { ProviderUnderTest } from '../gateways/sms/provider-under-test.js';
import { allowed, linked, LoanLane, personFacts, registered, started, WANG } from '../handlers/loan/fixtures.js';
import type { LoanCommands } from '../handlers/loan/loan-commands.js';
import { CANARIES, keysInMemory } from '../handlers/person/fixtures.js';
import type { PersonCommands } from '../handlers/person/person-commands.js';
import { loanMigrations } from '../persistence/loan/migrations.js';
import { noticesMigrations } from '../persistence/notices/migrations.js';
import { peopleMigrations } from '../persistence/people/migrations.js';
import { personMigrations } from '../persistence/person/migrations.js';
import { Persons } from '../persistence/person/persons.js';
import { loadPolicies } from '../policies/load.js';
import { Vault } from '../vault/vault.js';
import { ProviderIntake } from '../webhooks/provider-intake.js';
import { HandOver } from './hand-over.js';
import { Renderer } from './render.js';
import { Sender } from './sender.js';
import { ClaimSweeper } from './sweeper.js';

const POLICIES = loadPolicies();

export const CONFIG = {
  TIME_ZONE: 'Asia/Shanghai',
  SEND_DEADLINE_MS: 300,
  SEND_AT_ONCE: 4,
  SMS_FROM: 'MORA',
  PUBLIC_URL: 'https://bank.example',
  PARTY_SOURCES: ['crm=demo'],
} as unknown as OutreachConfig;

/** Every answer here is about a loan: the lane of the person is told through it. */
const OF_NO_LOAN = {} as PersonCommands;

type Database = ReturnType<typeof useDatabase>;

/** A loan of which one notice by SMS may be sent, on a real database and to a provider that speaks HTTP. */
export function useSending() {
  const db = useDatabase({
    migrations: [
      ...runtimeMigrations,
      ...personMigrations,
      ...loanMigrations,
      ...noticesMigrations,
      ...peopleMigrations,
    ],
    people: true,
  });
  let sending: Sending;
  beforeEach(async () => {
    sending = await Sending.on(db);
  });
  afterEach(() => sending.provider.stop());
  return {
    db,
    get sending() {
      return sending;
    },
  };
}

export class Sending {
  /** What was logged. */
  readonly lines: string[] = [];
  readonly vault: Vault;
  noticeId = '';
  private readonly gateway: GenericSms;
  private readonly clock = { now: () => this.lane.now };
  private readonly log = new Log({
    service: 'outreach',
    level: 'debug',
    destination: { write: (line) => void this.lines.push(line) },
  });

  private constructor(
    private readonly db: Database,
    readonly lane: LoanLane,
    readonly provider: ProviderUnderTest,
    url: string,
  ) {
    this.gateway = new GenericSms({ url, token: undefined, callbackUrl: undefined });
    this.vault = new Vault(db.pool, keysInMemory(), () => lane.now);
  }

  static async on(db: Database): Promise<Sending> {
    const provider = new ProviderUnderTest();
    const url = await provider.start();
    const sending = new Sending(db, await LoanLane.on(db), provider, url);
    await sending.begin();
    return sending;
  }

  partsOf(commands: LoanCommands = this.lane.commands, config = CONFIG) {
    const { db, clock, log, vault } = this;
    const gateways: Gateways = new Map([['sms', this.gateway]]);
    const handOver = new HandOver(clock, config, this.rendererOf(config), log);
    return {
      handOver,
      sender: new Sender(db.pool, clock, config, gateways, commands, handOver),
      sweeper: new ClaimSweeper(db.pool, clock, POLICIES, gateways, commands, log),
      intake: new ProviderIntake(db.pool, clock, config, POLICIES, commands, OF_NO_LOAN, vault, log),
    };
  }

  rendererOf(config = CONFIG): Renderer {
    const { db, clock, vault } = this;
    return new Renderer(db.pool, clock, config, POLICIES, vault, new Persons(db.pool, clock, config));
  }

  private async begin(): Promise<void> {
    const { db, lane, vault } = this;
    await inTransaction(db.pool, (tx) =>
      vault.seal(tx, WANG, [
        { field: 'name', ordinal: '', version: 1, value: new Pii(CANARIES.name) },
        { field: 'point', ordinal: 'mobile-1', version: 1, value: new Pii(CANARIES.mobile), index: 'phone' },
      ]),
    );
    await lane.take(LOAN_STREAM, registered('L-1', '2026-03-09'), linked('L-1', '2026-03-09'));
    await lane.take(DELINQUENCY_STREAM, started('L-1', '2026-03-09'));
    await lane.take(OUTREACH_ANSWERS_STREAM, personFacts('L-1', '2026-03-09'));
    await lane.close('2026-03-09');
    const { rows: said } = await db.pool.query<{ wanted: { contactId: string; step: string } }>(
      `select payload::jsonb as wanted from outbox where type like '%contact-wanted%' order by position desc limit 1`,
    );
    const wanted = said[0]?.wanted ?? { contactId: '', step: '' };
    lane.now = Date.parse('2026-03-10T10:00:00+08:00');
    await lane.take(OUTREACH_ANSWERS_STREAM, allowed('L-1', '2026-03-10', wanted, '2026-03-10T04:00:00.000Z'));
    this.noticeId = id128(wanted.contactId, 'sms');
  }
}
