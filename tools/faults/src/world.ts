import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { type RunningIssuer, startIssuer } from '@mora/dev-issuer';
import { type RunningKafka, startKafka } from '@mora/kafka';
import { freePort, type RunningPostgres, startPostgres } from '@mora/postgres';
import { type Broker, kafkajsBroker, openPool } from '@mora/runtime';
import { FIRST_DAY } from './generator.js';
import { CURRENCY, SOURCE, TENANT } from './ledger-record.js';
import { type ServiceName, Supervised } from './supervisor.js';

export const PARTITIONS = 6;
const SERVICES: readonly ServiceName[] = ['ingestion', 'delinquency-classification'];
/** Every promise of the run stands or falls with these. */
const DURABLE = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on', 'max_connections=150'];

/** Real PostgreSQL, real Kafka, and both services as processes of their own. */
export type World = Readonly<{
  folder: string;
  postgres: RunningPostgres;
  kafka: RunningKafka;
  broker: Broker;
  issuer: RunningIssuer;
  ingestionUrl: string;
  services: Readonly<Record<ServiceName, Supervised>>;
  databases: Readonly<Record<ServiceName, pg.Pool>>;
  stop: () => Promise<void>;
}>;

export async function startWorld(folder: string, brokers: string | undefined): Promise<World> {
  const ends: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const postgres = await startPostgres(join(folder, 'postgres'), DURABLE);
    ends.push(postgres.stop);
    const kafka = await startKafka({ folder: join(folder, 'kafka'), brokers });
    ends.push(kafka.stop);
    const issuer = await startIssuer();
    ends.push(issuer.stop);
    const broker = kafkajsBroker({ brokers: kafka.brokers, clientId: 'faults' });
    ends.push(broker.close);
    const sources = join(folder, 'sources.yaml');
    await writeFile(sources, SOURCES);
    const common = {
      ...COMMON,
      SOURCES_FILE: sources,
      OIDC_ISSUER: issuer.issuer,
      KAFKA_BROKERS: kafka.brokers.join(','),
    };
    const made = await Promise.all(SERVICES.map((name) => makeService(name, folder, postgres, common)));
    ends.push(() => Promise.all(made.map(({ database }) => database.end())));
    ends.push(() => Promise.all(made.map(({ service }) => service.stop())));
    made.forEach(({ service }) => service.start());
    await Promise.all(made.map(({ service }) => service.ready()));
    const [ingestion, classification] = made as [Made, Made];
    return {
      folder,
      postgres,
      kafka,
      broker,
      issuer,
      ingestionUrl: ingestion.url,
      services: { ingestion: ingestion.service, 'delinquency-classification': classification.service },
      databases: { ingestion: ingestion.database, 'delinquency-classification': classification.database },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Made = Readonly<{ service: Supervised; database: pg.Pool; url: string }>;

async function makeService(
  name: ServiceName,
  folder: string,
  postgres: RunningPostgres,
  common: Readonly<Record<string, string>>,
): Promise<Made> {
  const databaseUrl = await makeDatabase(postgres.url, name);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...common, PORT: String(port), DATABASE_URL: databaseUrl };
  const service = new Supervised({ name, url, env, log: join(folder, `${name}.log`) });
  return { service, database: openPool({ url: databaseUrl, max: 3, name: 'faults' }), url };
}

/** A database of its own, owned by a role that sees no other. */
async function makeDatabase(serverUrl: string, service: ServiceName): Promise<string> {
  const role = service.replaceAll('-', '_');
  const server = openPool({ url: serverUrl, max: 1, name: 'faults' });
  try {
    await server.query(`create role ${role} login password '${role}'`);
    await server.query(`create database ${role} owner ${role}`);
  } finally {
    await server.end();
  }
  return Object.assign(new URL(serverUrl), { username: role, password: role, pathname: `/${role}` }).href;
}

const COMMON = {
  HOST: '127.0.0.1',
  BUS: 'kafka',
  PARTITIONS: String(PARTITIONS),
  // A killed member is missed after this time; with the default of thirty seconds most of a run would be waiting.
  KAFKA_SESSION_MS: '8000',
  TIME_ZONE: 'Asia/Shanghai',
  OPEN_DAY: FIRST_DAY,
  DAY_CHECK_MS: '200',
  LOG_LEVEL: 'info',
};

const SOURCES = `calendar: none
sources:
  - id: ${SOURCE}
    tenant: ${TENANT}
    doors: [http, kafka]
    sequence: { kind: per-loan, first: 1, gapTimeoutSeconds: 900 }
    unknownLoan: { kind: refuse }
    closes: once
    currency: ${CURRENCY}
`;
