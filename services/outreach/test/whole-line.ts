import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { OUTREACH_STREAM } from '@mora/contracts';
import { addDays, calendarDate } from '@mora/kernel';
import { type Broker, embeddedBroker, type Role, type RunningService, startService } from '@mora/runtime';
import { type RunningIssuer, startIssuer, useDatabase } from '@mora/testing';
import { useLeakWatch } from '../src/http/fixtures/leak-watch.js';
import { OutreachModule } from '../src/outreach.module.js';
import { heartbeatOf } from './people.js';
import { Provider } from './provider.js';
import { quiet, until } from './quiet.js';
import { PARTITIONS, Upstream } from './streams.js';

const TENANT = 'demo';
export const PUBLIC_URL = 'https://outreach.bank.example';
export const OPENS_ON = '2026-03-09';
export type Published = Readonly<{ type: string; loan: string; data: Readonly<Record<string, unknown>> }>;

/** The service as it runs in a bank: its own log, the bus, a provider, an issuer of tokens; and a clock that a spec sets. */
export class WholeLine {
  now = Date.parse(`${OPENS_ON}T09:00:00+08:00`);
  readonly upstream: Upstream;
  private commands = 0;
  private running: RunningService | null = null;

  constructor(
    readonly db: ReturnType<typeof useDatabase>,
    readonly broker: Broker,
    readonly provider: Provider,
    private readonly issuer: RunningIssuer,
    private readonly folder: string,
    private readonly settings: Readonly<Record<string, string>>,
    private readonly watch: ReturnType<typeof useLeakWatch>,
  ) {
    this.upstream = new Upstream(broker);
  }

  async start(): Promise<void> {
    const env = {
      DATABASE_URL: this.db.url,
      OIDC_ISSUER: this.issuer.issuer,
      BUS: 'embedded',
      TIME_ZONE: 'Asia/Shanghai',
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'debug',
      PARTITIONS: String(PARTITIONS),
      OPEN_DAY: OPENS_ON,
      SEND_EVERY_MS: '50',
      PUBLIC_URL,
      KEY_FILE: join(this.folder, 'keys.json'),
      PARTY_SOURCES: `crm=${TENANT}`,
      LETTER_FOLDER: this.letters,
      ...this.provider.env,
      ...this.settings,
    };
    const clock = { now: () => this.now };
    this.running = await startService(OutreachModule, { env, clock, broker: this.broker, logTo: this.watch.logTo });
  }

  get logged(): readonly string[] {
    return this.watch.logged;
  }

  /** The bodies of all answers that were no success. */
  get errorBodies(): readonly string[] {
    return this.watch.errors;
  }

  get isRunning(): boolean {
    return this.running !== null;
  }

  get url(): string {
    if (this.running === null) throw new Error('the service does not run');
    return this.running.url;
  }

  /** What the log calls out for, and every error in it. */
  get alarms(): readonly string[] {
    return this.logged.filter((line) => /"level":(50|60)|"alarm"/u.test(line));
  }

  get letters(): string {
    return join(this.folder, 'letters');
  }

  async stop(): Promise<void> {
    await this.running?.stop();
    this.running = null;
  }

  /** The clock goes on to an instant of the bank's zone, and all that is due happens. */
  async at(day: string, time: string): Promise<void> {
    this.now = Date.parse(`${day}T${time}:00+08:00`);
    await this.quiet();
  }

  /** A day ends: half an hour after midnight everybody upstream has closed it, and the parties are known up to it. */
  async close(day: string): Promise<void> {
    this.now = Date.parse(`${addDays(calendarDate(day), 1)}T00:30:00+08:00`);
    await this.parties(heartbeatOf(day));
    await this.upstream.close(day);
    await until(`${day} is closed`, async () => {
      const [open] = await this.db.lines(`select min(open_day)::text from lane where space = 'loan'`);
      return (open ?? '') > day;
    });
    await this.quiet();
  }

  async parties(...records: readonly object[]) {
    const answer = await request(this.url)
      .post('/v1/parties')
      .set('Authorization', await this.bearer('ledger-client', 'crm'))
      .type('application/x-ndjson')
      .send(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    const { answers } = answer.body as { answers: readonly { outcome: string }[] };
    expect(answers.map(({ outcome }) => outcome)).toEqual(records.map(() => 'accepted'));
  }

  async post(path: string, body: object, { role = 'collector' as Role, subject = 'wang', key = this.freshKey() } = {}) {
    const answer = await request(this.url)
      .post(path)
      .set('Authorization', await this.bearer(role, subject))
      .set('Idempotency-Key', key)
      .send(body);
    return answer;
  }

  async put(path: string, body: object, role: Role) {
    const answer = await request(this.url)
      .put(path)
      .set('Authorization', await this.bearer(role, 'qian'))
      .send(body);
    return answer;
  }

  async get(path: string, role: Role = 'supervisor', subject = 'li') {
    const answer = await request(this.url)
      .get(path)
      .set('Authorization', await this.bearer(role, subject));
    return answer;
  }

  /** What the provider tells, signed as it signs; or not. */
  async told(path: string, body: object, { key = undefined as string | undefined, forged = false } = {}) {
    const { text, headers } = this.provider.signed(body, this.now, key);
    const wrong = forged ? { 'webhook-signature': 'v1,AAAA' } : {};
    const answer = await request(this.url)
      .post(path)
      .set({ ...headers, ...wrong })
      .send(text);
    return answer;
  }

  /** What stands on the public stream of a loan, in order; of one type, if one is named. */
  async published(loan: string, type?: string): Promise<readonly Published[]> {
    const { rows } = await this.db.pool.query<Published>(
      `select r.headers->>'ce_type' as type, r.headers->>'ce_subject' as loan,
              convert_from(r.value, 'UTF8')::jsonb as data
       from bus.record r join bus.topic t on t.id = r.topic_id
       where t.name = $1 and r.headers->>'ce_subject' = $2
       order by r.partition, r."offset"`,
      [OUTREACH_STREAM, loan],
    );
    return type === undefined ? rows : rows.filter((row) => row.type === `mora.outreach.${type}.v1`);
  }

  quiet(): Promise<void> {
    return quiet(this, () => this.now);
  }

  private freshKey(): string {
    return `line-${String((this.commands += 1)).padStart(4, '0')}`;
  }

  private async bearer(role: Role, subject: string): Promise<string> {
    return `Bearer ${await this.issuer.token({ tenant: TENANT, subject, roles: [role] })}`;
  }
}

/** The line of a spec file: one database holds the service's tables and the bus, so that one look finds what leaks. */
export function useWholeLine(settings: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'whole-line-'));
  let line: WholeLine | undefined;
  const watch = useLeakWatch(() => (line?.isRunning ? line.url : null));
  const db = useDatabase({ keep: true, people: true });

  beforeAll(async () => {
    const issuer = await startIssuer();
    const provider = await Provider.start();
    const broker = embeddedBroker({ pool: db.pool });
    const key = (): string => randomBytes(32).toString('base64');
    const keys = { tenants: { [TENANT]: { current: 'k1', keys: { k1: key() }, index: key() } } };
    writeFileSync(join(folder, 'keys.json'), JSON.stringify(keys), { mode: 0o600 });
    line = new WholeLine(db, broker, provider, issuer, folder, settings, watch);
    db.stopFirst(async () => {
      await line?.stop();
      await broker.close();
      await provider.stop();
      await issuer.stop();
      rmSync(folder, { recursive: true });
    });
    await line.start();
  }, 60_000);

  return {
    get line() {
      if (line === undefined) throw new Error('the line does not run');
      return line;
    },
  };
}
