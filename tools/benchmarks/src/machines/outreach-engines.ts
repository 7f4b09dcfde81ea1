import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import {
  DoorSeal,
  FileKeys,
  LoanReactor,
  LoanRepository,
  loadPolicies,
  loanSettings,
  PartySources,
  PersonAlarms,
  personPolicies,
  PersonReactor,
  PersonRepository,
  Vault,
} from '@mora/outreach';
import {
  type Clock,
  type Engine,
  engineOf,
  ensureLanes,
  inTransaction,
  Log,
  type Reactor,
  ServiceMetrics,
  silent,
} from '@mora/runtime';
import { tenantId } from '@mora/kernel';
import { SOURCE, TENANT } from '../load/portfolio.js';

type EngineOf<R> = R extends Reactor<infer S, infer E> ? Engine<S, E> : never;
export type Loans = EngineOf<LoanReactor>;
export type Persons = Readonly<{ engine: EngineOf<PersonReactor>; reactor: PersonReactor }>;

const SERVICE = 'outreach';
const settings = { POLICY_FOLDER: undefined, TIME_ZONE: 'Asia/Shanghai' };
/** Read once: what is measured is what is done with them. */
const policies = loadPolicies();
const keys = FileKeys.read(keyFile());

/** The lanes of loans on this database, in one lane. */
export async function loansOn(pool: pg.Pool, clock: Clock): Promise<Loans> {
  const reactor = new LoanReactor(new LoanRepository(), loanSettings(settings, policies));
  return inOneLane(pool, reactor, clock);
}

/** The lanes of persons on this database, in one lane, with the vault behind it. */
export async function personsOn(pool: pg.Pool, clock: Clock): Promise<Persons> {
  const tenant = tenantId(TENANT);
  const vault = new Vault(pool, keys, () => clock.now());
  const sources = await PartySources.of([`${SOURCE}=${TENANT}`], keys);
  const seal = await DoorSeal.of(keys, tenant);
  const alarms = new PersonAlarms(new Log({ service: SERVICE, level: 'error' }), new ServiceMetrics(SERVICE));
  const reactor = new PersonReactor(
    new PersonRepository(vault),
    personPolicies(policies, settings),
    sources,
    seal,
    alarms,
  );
  return { engine: await inOneLane(pool, reactor, clock), reactor };
}

async function inOneLane<S, E>(pool: pg.Pool, reactor: Reactor<S, E>, clock: Clock): Promise<Engine<S, E>> {
  await inTransaction(pool, (tx) => ensureLanes(tx, reactor.space, 1));
  const { TIME_ZONE: timeZone } = settings;
  return engineOf({ service: SERVICE, reactor, pool, clock, signals: silent, partitions: 1, timeZone });
}

/** A file of keys as an installation has it. */
function keyFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mora-bench-keys-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const key = (): string => randomBytes(32).toString('base64');
  const path = join(folder, 'keys.json');
  const file = { tenants: { [TENANT]: { current: 'k1', keys: { k1: key() }, index: key() } } };
  writeFileSync(path, JSON.stringify(file), { mode: 0o600 });
  return path;
}
