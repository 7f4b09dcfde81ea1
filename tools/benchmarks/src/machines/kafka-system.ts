import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { delinquencyMigrations } from '@mora/delinquency-classification';
import { startIssuer } from '@mora/dev-issuer';
import { ingestionMigrations } from '@mora/ingestion';
import { startKafka } from '@mora/kafka';
import { freePort } from '@mora/postgres';
import { type Broker, type BrokerProducer, kafkajsBroker, openPool } from '@mora/runtime';
import { OPEN_DAY } from '../load/portfolio.js';
import type { DatabaseServer } from './database-server.js';
import { SOURCES_FILE } from './engines.js';
import { type ServiceProcess, startProcess } from './service-process.js';

export const PARTITIONS = 4;
const DRAIN_LIMIT_MS = 1_200_000;
const LOOK_MS = 20;

export type Service = Readonly<{ name: string; program: string; database: string; pool: pg.Pool }>;

export type KafkaSystem = Readonly<{
  brokers: readonly string[];
  broker: Broker;
  producer: BrokerProducer;
  ingestion: Service;
  classification: Service;
  start: (service: Service) => Promise<ServiceProcess>;
  stop: () => Promise<void>;
}>;

/** A real broker, and the two services' databases on the server of the benchmarks. No service runs yet. */
export async function openKafkaSystem(server: DatabaseServer): Promise<KafkaSystem> {
  const folder = await mkdtemp(join(tmpdir(), 'mora-bench-kafka-'));
  const kafka = await startKafka({ folder, brokers: process.env['KAFKA_BROKERS'] });
  const issuer = await startIssuer();
  const broker = kafkajsBroker({ brokers: kafka.brokers, clientId: 'benchmarks', maxWaitMs: 20 });
  const producer = broker.producer();
  await producer.connect();
  await server.create('e2e_ingestion', ingestionMigrations);
  await server.create('e2e_classification', delinquencyMigrations);
  const service = (name: string, database: string): Service => ({
    name,
    program: `services/${name}/src/main.ts`,
    database: server.url(database),
    pool: openPool({ url: server.url(database), max: 2, name: 'benchmarks' }),
  });
  const ingestion = service('ingestion', 'e2e_ingestion');
  const classification = service('delinquency-classification', 'e2e_classification');
  const common = {
    BUS: 'kafka',
    KAFKA_BROKERS: kafka.brokers.join(','),
    PARTITIONS: String(PARTITIONS),
    OIDC_ISSUER: issuer.issuer,
    TIME_ZONE: 'UTC',
    SOURCES_FILE,
    OPEN_DAY,
    LOG_LEVEL: 'error',
  };
  return {
    brokers: kafka.brokers,
    broker,
    producer,
    ingestion,
    classification,
    start: async ({ program, database }) => {
      const port = await freePort();
      const env = { ...common, DATABASE_URL: database, PORT: String(port), HOST: '127.0.0.1' };
      return startProcess(program, env, async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok);
    },
    stop: async () => {
      await producer.close();
      await broker.close();
      await Promise.all([ingestion.pool.end(), classification.pool.end()]);
      await issuer.stop();
      await kafka.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** How many records of a stream a service has taken, over all partitions. */
export async function takenOf({ pool }: Service, stream: string): Promise<number> {
  const { rows } = await pool.query<{ taken: string }>(
    `select coalesce(sum(next_offset), 0)::text as taken from lane_input where stream = $1`,
    [stream],
  );
  return Number(rows[0]?.taken ?? 0);
}

/** Waits until the service has taken so many records of a stream, and the broker has all that it said of them. */
export async function untilDrained(service: Service, stream: string, taken: number): Promise<void> {
  const until = performance.now() + DRAIN_LIMIT_MS;
  while ((await takenOf(service, stream)) < taken || (await hasOutbox(service))) {
    if (performance.now() > until) throw new Error(`${service.name} has not taken ${taken} records of ${stream}`);
    await sleep(LOOK_MS);
  }
}

async function hasOutbox({ pool }: Service): Promise<boolean> {
  const { rows } = await pool.query<{ some: boolean }>(`select exists (select 1 from outbox) as some`);
  return rows[0]?.some ?? false;
}
