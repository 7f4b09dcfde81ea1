import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { openPool } from '@mora/runtime';
import { sendAll } from '../load/send.js';
import { asRecord, loanName, payment } from '../load/portfolio.js';
import type { DatabaseServer } from '../machines/database-server.js';
import { type KafkaSystem, PARTITIONS } from '../machines/kafka-system.js';
import { type ServiceProcess, startProcess } from '../machines/service-process.js';
import { type Measured, timed } from '../measure/rounds.js';
import { NAIVE_IN, NAIVE_OUT } from '../naive/topics.js';

const DATABASE = 'naive';
const LIMIT_MS = 120_000;
const LOOK_MS = 20;

export type Naive = Readonly<{ round: () => Promise<Measured>; stop: () => Promise<void> }>;

/** The naive service on the same broker and server. Each round gives it so many payments of loans that it knows. */
export async function startNaive(server: DatabaseServer, kafka: KafkaSystem, events: number): Promise<Naive> {
  const admin = await kafka.broker.admin();
  await admin.ensureTopics([NAIVE_IN, NAIVE_OUT].map((topic) => ({ topic, partitions: PARTITIONS })));
  await admin.close();
  await server.create(DATABASE, null);
  const pool = openPool({ url: server.url(DATABASE), max: 1, name: 'benchmarks' });
  const env = { DATABASE_URL: server.url(DATABASE), KAFKA_BROKERS: kafka.brokers.join(',') };
  const service = await startProcess('tools/benchmarks/src/naive/main.ts', env, () => isReady(pool));
  let rounds = 0;
  const round = async (): Promise<Measured> => {
    const nth = rounds;
    rounds += 1;
    const records = Array.from({ length: events }, (_, n) => asRecord(payment(loanName('N', n), nth), n));
    const seconds = await timed(async () => {
      await sendAll(kafka.producer, NAIVE_IN, records);
      await untilPublished(pool, rounds * events);
    });
    return { events, seconds };
  };
  await round(); // the group is formed, the loans are known, the code is warm
  return { round, stop: () => stopAll(service, pool) };
}

async function stopAll(service: ServiceProcess, pool: pg.Pool): Promise<void> {
  await service.stop();
  await pool.end();
}

/** Its tables are made at its start. */
const isReady = async (pool: pg.Pool): Promise<boolean> =>
  (await pool.query(`select 1 from information_schema.tables where table_name = 'outbox'`)).rows.length > 0;

async function untilPublished(pool: pg.Pool, count: number): Promise<void> {
  const until = performance.now() + LIMIT_MS;
  for (;;) {
    const { rows } = await pool.query<{ published: string }>(
      `select count("publishedAt")::text as published from outbox`,
    );
    if (Number(rows[0]?.published) >= count) return;
    if (performance.now() > until) throw new Error(`the naive service has not published ${count} events`);
    await sleep(LOOK_MS);
  }
}
