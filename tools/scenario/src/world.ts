import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import type pg from 'pg';
import { DelinquencyClassificationModule } from '@mora/delinquency-classification';
import { type RunningIssuer, startIssuer } from '@mora/dev-issuer';
import { IngestionModule } from '@mora/ingestion';
import type { CalendarDate } from '@mora/kernel';
import { CARD_SYSTEM, LEDGER, PEOPLE_SYSTEM } from '@mora/ledger-simulator';
import { LegalModule } from '@mora/legal-escalation';
import { NegotiationModule } from '@mora/negotiation';
import { OutreachModule } from '@mora/outreach';
import { type Broker, openPool, startService } from '@mora/runtime';
import { type BusStarter, embeddedBus } from './bus.js';
import type { ClosesLast } from './closes-last.js';
import { TENANT } from './tenant.js';
import { providerEnv, type Provider, startProvider } from './provider.js';

/** The zone of the installation, in which a business day begins and ends. */
export const BANK_ZONE = 'Asia/Shanghai';

const SERVICES = [
  { name: 'ingestion', module: IngestionModule },
  { name: 'delinquency-classification', module: DelinquencyClassificationModule },
  { name: 'outreach', module: OutreachModule },
  { name: 'negotiation', module: NegotiationModule },
  { name: 'legal-escalation', module: LegalModule },
] as const satisfies readonly Readonly<{ name: string; module: Type }>[];

export type ServiceName = (typeof SERVICES)[number]['name'];
export const ALL_SERVICES: readonly ServiceName[] = SERVICES.map(({ name }) => name);

/** What runs where nothing else is asked for. */
const USUAL: readonly ServiceName[] = ['ingestion', 'delinquency-classification', 'outreach'];

/** The clock of a run, and where services are processes of their own the promise that each of them knows the time. */
export type RunClock = Readonly<{ now: () => number; set: (instant: number) => void; arrived?: () => Promise<void> }>;

/** The services that were asked for on one bus and one clock, with a provider that keeps what it gets. */
export type World = Readonly<{
  clock: RunClock;
  /** Lets it be that time, for every process. Resolves when all know it. */
  goOnTo: (instant: number) => Promise<void>;
  broker: Broker;
  /** Those that run; of another one there is neither an address nor a database. */
  services: readonly ServiceName[];
  /** Those of them that were stopped, for whoever waits to know. */
  away: Set<ServiceName>;
  /** One of them that closes each day behind all others. */
  closesLast: ClosesLast | null;
  issuer: RunningIssuer;
  provider: Provider;
  urls: Readonly<Record<ServiceName, string>>;
  pools: Readonly<Record<ServiceName, pg.Pool>>;
  /** The database of the embedded log; null where the run is on Kafka. */
  bus: pg.Pool | null;
  logFiles: readonly string[];
  stop: () => Promise<void>;
}>;

/** How a service is started where it does not run in this process. */
export type ServiceStarter = (
  ask: Readonly<{ env: Readonly<Record<string, string>>; busUrl: string | null }>,
) => Promise<Readonly<{ url: string; stop: () => Promise<unknown> }>>;

export type WorldOrder = Readonly<{
  folder: string;
  clock: RunClock;
  /** The embedded one where nothing is said. */
  bus?: BusStarter;
  opensOn: CalendarDate;
  services?: readonly ServiceName[];
  provider?: () => Promise<Provider>;
  elsewhere?: Partial<Readonly<Record<ServiceName, ServiceStarter>>>;
  /** Only where services run in this process. */
  closesLast?: ClosesLast | undefined;
  /** Logs of what does not run in this process. */
  moreLogs?: readonly string[];
  /** Settings that this run needs otherwise. */
  settings?: Readonly<Record<string, string>>;
  /** And those of one service alone. */
  ownSettings?: Partial<Readonly<Record<ServiceName, Readonly<Record<string, string>>>>>;
}>;

/** Rejects with what is wrong, and leaves nothing running behind it. */
export async function startWorld(order: WorldOrder): Promise<World> {
  const { folder, clock, services = USUAL, closesLast = null } = order;
  const ends: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    await mkdir(folder, { recursive: true });
    // Its library takes over how the process answers signals, so only who runs a world loads it.
    const { startPostgres } = await import('@mora/postgres');
    const postgres = await startPostgres(join(folder, 'postgres'), SETTINGS);
    ends.push(postgres.stop);
    const issuer = await startIssuer();
    ends.push(issuer.stop);
    const provider = await (order.provider ?? startProvider)();
    ends.push(provider.stop);
    const makeDatabase = (name: string): Promise<string> => databaseOf(postgres.url, name);
    const bus = await (order.bus ?? embeddedBus)({ folder, makeDatabase });
    ends.push(bus.stop);
    const broker = closesLast?.over(bus.broker) ?? bus.broker;
    const logFile = join(folder, 'scenario.log');
    const logTo = createWriteStream(logFile, { flags: 'a' });
    const env = { ...(await envOf(order, issuer, provider)), ...bus.env };
    const busUrl = bus.log?.url ?? null;
    const urls: Partial<Record<ServiceName, string>> = {};
    const pools: Partial<Record<ServiceName, pg.Pool>> = {};
    for (const { name, module } of SERVICES.filter((one) => services.includes(one.name))) {
      const url = await makeDatabase(name);
      const pool = openPool({ url, max: 2, name: 'scenario' });
      pools[name] = pool;
      ends.push(() => pool.end());
      const names: Record<string, string> = urls.outreach === undefined ? {} : { OUTREACH_URL: urls.outreach };
      const own = { ...env, ...names, ...order.ownSettings?.[name], DATABASE_URL: url };
      const service = await (order.elsewhere?.[name]?.({ env: own, busUrl }) ??
        startService(module, { env: own, clock, broker, logTo }));
      ends.push(service.stop);
      urls[name] = service.url;
    }
    return {
      clock,
      goOnTo: async (instant) => {
        clock.set(instant);
        await clock.arrived?.();
      },
      broker,
      services,
      away: new Set(),
      closesLast,
      issuer,
      provider,
      urls: urls as World['urls'],
      pools: pools as World['pools'],
      bus: bus.log?.pool ?? null,
      logFiles: [logFile, ...(order.moreLogs ?? [])],
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Whatever is lost when the machine fails, the scenario begins anew. */
const NOT_DURABLE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'wal_level=minimal'];
/** Nobody waits for what is written behind. */
const SELDOM = ['wal_writer_delay=10s', 'bgwriter_lru_maxpages=0', 'checkpoint_timeout=1h', 'max_wal_size=4GB'];
/** Days of a bank pass in a second here: what is left over of them is swept up where it has become much. */
const SWEPT_SELDOM = [
  'autovacuum_vacuum_threshold=1000',
  'autovacuum_vacuum_scale_factor=5',
  'autovacuum_analyze_scale_factor=5',
];
const SETTINGS = [
  ...NOT_DURABLE,
  ...SELDOM,
  ...SWEPT_SELDOM,
  'max_wal_senders=0',
  'max_connections=120',
  'shared_buffers=512MB',
];

async function databaseOf(serverUrl: string, service: string): Promise<string> {
  const name = service.replaceAll('-', '_');
  const server = openPool({ url: serverUrl, max: 1, name: 'scenario' });
  try {
    await server.query(`create role ${name} login password '${name}'`);
    await server.query(`create database ${name} owner ${name}`);
  } finally {
    await server.end();
  }
  return Object.assign(new URL(serverUrl), { username: name, password: name, pathname: `/${name}` }).href;
}

async function envOf({ folder, opensOn, settings = {} }: WorldOrder, { issuer }: RunningIssuer, provider: Provider) {
  const sources = join(folder, 'sources.yaml');
  await writeFile(sources, SOURCES);
  const keys = join(folder, 'keys.json');
  const key = (): string => randomBytes(32).toString('base64');
  const tenants = { [TENANT]: { current: 'k1', keys: { k1: key() }, index: key() } };
  await writeFile(keys, JSON.stringify({ tenants }), { mode: 0o600 });
  const evidenceKey = join(folder, 'evidence.pem');
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeFile(evidenceKey, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return {
    HOST: '127.0.0.1',
    PORT: '0',
    OIDC_ISSUER: issuer,
    TIME_ZONE: BANK_ZONE,
    OPEN_DAY: opensOn,
    DAY_CHECK_MS: '500', // what comes nudges it, and what jumps in time wakes the timers
    TIMER_CHECK_MS: '500',
    LOG_LEVEL: 'info',
    SOURCES_FILE: sources,
    KEY_FILE: keys,
    EVIDENCE_KEY_FILE: evidenceKey,
    PARTY_SOURCES: `${PEOPLE_SYSTEM}=${TENANT}`,
    ...providerEnv(folder, provider),
    ...settings,
  };
}

const SOURCES = `calendar: none
sources:
  - id: ${LEDGER}
    tenant: ${TENANT}
    doors: [http]
    sequence: { kind: per-loan, first: 1, gapTimeoutSeconds: 900 }
    unknownLoan: { kind: refuse }
    closes: once
    currency: CNY
  - id: ${CARD_SYSTEM}
    tenant: ${TENANT}
    doors: [http]
    sequence: { kind: none, order: value-date-then-booking-id, bookingIds: text }
    unknownLoan: { kind: refuse }
    closes: once
    currency: CNY
`;
