import { randomBytes } from 'node:crypto';
import { type EventContract, OUTREACH_WANTED_STREAM, outreachContactWanted, outreachLoanFacts } from '@mora/contracts';
import { type LoanId, type PersonId, type TenantId } from '@mora/kernel';
import {
  type Actor,
  DoorLanes,
  type Engine,
  engineOf,
  ensureLanes,
  fireDueTimers,
  inTransaction,
  Log,
  runChunk,
  ServiceMetrics,
  silent,
} from '@mora/runtime';
import { runtimeMigrations } from '@mora/runtime';
import { useDatabase } from '@mora/testing';
import type { PersonEvent } from '../../domain/person/event.js';
import type { PersonState } from '../../domain/person/state.js';
import type { Ask, Flag, Slice } from '../../domain/words.js';
import { outreachMigrations } from '../../persistence/migrations/index.js';
import { PersonRepository } from '../../persistence/person/person.repository.js';
import { loadPolicies } from '../../policies/load.js';
import { DoorSeal } from '../../vault/door-seal.js';
import type { KeyProvider } from '../../vault/key-provider.js';
import { openBox, sealBox } from '../../vault/sealed-box.js';
import { Vault } from '../../vault/vault.js';
import { PersonAlarms } from './alarms.js';
import { PartySources } from './party-sources.js';
import { PartyIntake } from './party-intake.js';
import { PersonCommands } from './person-commands.js';
import { personPolicies } from './person-policies.js';
import { PersonReactor } from './person.reactor.js';

export const TENANT = 'demo' as TenantId;
export const PERSON = 'demo:P-1' as PersonId;
export const OTHER = 'demo:P-2' as PersonId;
/** A Tuesday on which everybody in Shanghai works. */
export const MORNING = Date.parse('2026-03-10T10:00:00+08:00');
export const PARTITIONS = 4;
const LOG = { clusterId: 'cluster', topicId: 'topic', partitions: PARTITIONS };
const TEMPLATE = 'first-overdue';
const POLICIES = personPolicies(loadPolicies(), { TIME_ZONE: 'Asia/Shanghai', POLICY_FOLDER: undefined });
const SLICES: readonly Slice[] = ['ledger', 'arrears', 'elsewhere', 'says', 'promises', 'notices'];

/** What must never be seen outside of the vault. */
export const CANARIES = {
  name: '金丝雀张三',
  idNumber: '110101199003078888',
  mobile: '+8613912345678',
  email: 'canary.zhang@example.com',
  address: '金丝雀省金丝雀市和平路七号',
  attorney: '金丝雀律师李四',
} as const;

export const WANG: Actor = { tenant: TENANT, subject: 'wang', roles: ['collector'] };

/** Keys in memory, as a key service would hold them. */
export function keysInMemory(): KeyProvider {
  const [kek, index] = [randomBytes(32), randomBytes(32)];
  return {
    name: 'memory',
    current: () => Promise.resolve('k1'),
    wrap: (_tenant, key, boundTo) => Promise.resolve({ kekId: 'k1', wrapped: sealBox(kek, boundTo, key) }),
    unwrap: (_tenant, { wrapped }, boundTo) => Promise.resolve().then(() => openBox(kek, boundTo, wrapped)),
    indexKey: () => Promise.resolve(index),
  };
}

export const partyOf = (party: string, version: number, over: object = {}) => ({
  specversion: '1.0',
  id: `${party}-${version}`,
  source: 'crm',
  type: version === 1 ? 'ledger.party-registered.v1' : 'ledger.party-updated.v1',
  subject: party,
  businessdate: '2026-03-09',
  data: {
    version,
    kind: 'person',
    name: CANARIES.name,
    idNumber: CANARIES.idNumber,
    language: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    jurisdiction: 'CN',
    points: [
      { id: 'mobile-1', kind: 'mobile', value: CANARIES.mobile, reserved: true, preferred: true },
      { id: 'mail-1', kind: 'email', value: CANARIES.email, reserved: false, preferred: false },
      { id: 'home', kind: 'address', value: CANARIES.address, reserved: false, preferred: false },
    ],
    ...over,
  },
});

export const heartbeat = (asOf: string) => ({
  specversion: '1.0',
  id: `beat-${asOf}`,
  source: 'crm',
  type: 'ledger.parties-heartbeat.v1',
  businessdate: asOf,
  data: { source: 'crm', asOf, partitions: 1 },
});

export const askOf = (loanId: string, over: Partial<Ask> = {}): Ask => ({
  loanId: loanId as LoanId,
  role: 'borrower',
  channel: 'call',
  purpose: 'collection',
  collector: { kind: 'staff', id: 'wang', agency: null },
  pointId: null,
  visitors: null,
  recording: null,
  templateId: null,
  versions: {},
  spineKnown: true,
  ...over,
});

let minted = 0;

/** The lanes of persons on a real database, with the shipped policies and a clock that a spec sets. */
export function usePersonLanes() {
  const db = useDatabase({ migrations: [...runtimeMigrations, ...outreachMigrations], people: true });
  let world: World;

  beforeEach(async () => {
    world = await World.on(db);
  });

  return {
    db,
    get world() {
      return world;
    },
  };
}

export class World {
  now = MORNING;
  readonly lanes = new DoorLanes();
  readonly engine: Engine<PersonState, PersonEvent>;
  readonly commands: PersonCommands;
  readonly intake: PartyIntake;
  private readonly offsets = new Map<number, bigint>();

  private constructor(
    readonly db: ReturnType<typeof useDatabase>,
    readonly vault: Vault,
    readonly reactor: PersonReactor,
    readonly metrics: ServiceMetrics,
    sources: PartySources,
    seal: DoorSeal,
  ) {
    const clock = { now: () => this.now };
    const options = { service: 'outreach', reactor, pool: db.pool, clock, signals: silent };
    this.engine = engineOf({ ...options, partitions: PARTITIONS, timeZone: 'Asia/Shanghai' });
    this.lanes.serve([this.engine] as unknown as Parameters<DoorLanes['serve']>[0]);
    this.commands = new PersonCommands(this.lanes, reactor, POLICIES, clock);
    this.intake = new PartyIntake(this.lanes, reactor, sources, seal);
  }

  static async on(db: ReturnType<typeof useDatabase>): Promise<World> {
    const keys = keysInMemory();
    const sources = await PartySources.of([`crm=${TENANT}`], keys);
    const seal = await DoorSeal.of(keys, TENANT);
    const vault = new Vault(db.pool, keys, () => 0);
    const metrics = new ServiceMetrics('outreach');
    const alarms = new PersonAlarms(new Log({ service: 'outreach', level: 'silent' }), metrics);
    const reactor = new PersonReactor(new PersonRepository(vault), POLICIES, sources, seal, alarms);
    await inTransaction(db.pool, (tx) => ensureLanes(tx, 'person', PARTITIONS));
    return new World(db, vault, reactor, metrics, sources, seal);
  }

  /** Party records through their door. */
  bring(...records: readonly object[]) {
    const actor: Actor = { tenant: TENANT, subject: 'crm', roles: ['ledger-client'] };
    return this.intake.take(
      records.map((json) => ({ json, wrong: null })),
      actor,
    );
  }

  /** A record of a loan's lane on the stream of what is wanted. */
  async told<D>(contract: EventContract<D>, person: string, data: D, day = '2026-03-09'): Promise<void> {
    minted += 1;
    const partition = this.engine.partitionOf(person);
    const offset = this.offsets.get(partition) ?? 0n;
    this.offsets.set(partition, offset + 1n);
    const headers = { ce_id: `told-${minted}`, ce_type: contract.type, ce_businessdate: day, ce_tenant: TENANT };
    const value = Buffer.from(JSON.stringify(contract.check(data)));
    const record = { offset, key: Buffer.from(person), headers, value };
    await runChunk(this.engine, { stream: OUTREACH_WANTED_STREAM, partition, log: LOG, records: [record] });
  }

  /** Everything that the lane of a person must know of a loan before anything is allowed. */
  async facts(loanId: string, person: string, over: Partial<Record<Slice, readonly Flag[]>> = {}, version = 1) {
    for (const slice of SLICES) {
      const facts: Record<string, string | boolean> =
        slice === 'ledger' ? { product: 'consumer-loan', online: true } : slice === 'arrears' ? { overdue: true } : {};
      const flags = over[slice] ?? [];
      const data = { loanId: loanId as LoanId, personId: person as PersonId, role: 'borrower' as const, slice };
      await this.told(outreachLoanFacts, person, { ...data, version, flags, facts });
    }
  }

  async wants(contactId: string, loanId: string, person: string, over: object = {}): Promise<void> {
    const asked = {
      contactId,
      loanId: loanId as LoanId,
      personId: person as PersonId,
      role: 'borrower' as const,
      channels: ['sms' as const],
      byPreference: false,
      purpose: 'reminder' as const,
      priority: 10,
      on: '2026-03-10',
      at: '10:30',
      lapsesOn: '2026-03-12',
      step: 'first-reminder',
      episodeId: 'e-1',
      arm: null,
      templateId: TEMPLATE,
      sliceVersions: {},
      ...over,
    };
    await this.told(outreachContactWanted, person, asked as never);
  }

  /** Lets the clock go on to an instant, and all that is due happen. */
  async at(text: string): Promise<void> {
    this.now = Date.parse(text);
    for (let partition = 0; partition < PARTITIONS; partition += 1) {
      while ((await fireDueTimers(this.engine, partition)) > 0);
    }
  }

  /** What was said to loans, each as one line: loan, type and what the picked fields hold. */
  async said(type: string): Promise<Record<string, unknown>[]> {
    const { rows } = await this.db.pool.query<{ payload: Record<string, unknown> }>(
      `select payload::jsonb as payload from outbox where type = $1 order by position`,
      [`mora.outreach.${type}.v1`],
    );
    return rows.map((row) => row.payload);
  }

  /** Somebody whom the gate knows, with the loans named. */
  async known(person: PersonId, ...loans: readonly string[]): Promise<void> {
    await this.bring(partyOf(person.slice(person.indexOf(':') + 1), 1), heartbeat('2026-03-09'));
    for (const loan of loans) await this.facts(loan, person);
  }
}

/** Every row of every table as text; bytes stand there in hex. */
export async function everythingIn(db: ReturnType<typeof useDatabase>, butSchema = ''): Promise<string> {
  const tables = await db.lines(
    `select format('%I.%I', schemaname, tablename) from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema', $1)`,
    [butSchema],
  );
  const dumps = await Promise.all(tables.map((table) => db.lines(`select row_to_json(t)::text from ${table} t`)));
  return dumps.flat().join('\n');
}

/** The canaries that a text holds, plain or in the forms in which bytes are written down. */
export const canariesIn = (text: string): string[] =>
  Object.entries(CANARIES).flatMap(([name, value]) => {
    const forms = [value, Buffer.from(value).toString('hex'), Buffer.from(value).toString('base64').replace(/=+$/, '')];
    return [...forms, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)].some((form) => text.includes(form))
      ? [name]
      : [];
  });
