import type pg from 'pg';
import { LEDGER_STREAM, LOAN_STREAM } from '@mora/contracts';
import { delinquencyMigrations } from '@mora/delinquency-classification';
import { ingestionMigrations } from '@mora/ingestion';
import {
  type BrokerRecord,
  type Chunk,
  nextPage,
  runChunk,
  runDoorChunk,
  type TopicIdentity,
  toTopicRecords,
} from '@mora/runtime';
import { stage } from '../ceiling/staged.js';
import { recording } from '../ceiling/recorder.js';
import { asRecord, loanName, oneInTen, opening, payment, shuffled } from '../load/portfolio.js';
import type { DatabaseServer } from '../machines/database-server.js';
import { classificationOn, intakeOn } from '../machines/engines.js';
import { interleaved, type Measured, median, ratio, timed } from '../measure/rounds.js';
import { atLeast, perSecond, type Result } from '../measure/result.js';

export type ChunkPathSize = Readonly<{ loans: number; paymentsPerLoan: number; rounds: number }>;
type Take = (records: readonly BrokerRecord[]) => Promise<void>;
type Open = (pool: pg.Pool) => Promise<Take>;
/** One service's chunk path: how it takes records, the database as the clock finds it, and what it is then given. */
export type Path = Readonly<{
  name: string;
  seed: string;
  open: Open;
  openings: readonly BrokerRecord[];
  records: readonly BrokerRecord[];
}>;

const CHUNK = 500;
const LOG: TopicIdentity = { clusterId: 'bench', topicId: 'bench', partitions: 1 };

export type ChunkPaths = Readonly<{ intake: Path; classification: Path }>;

/** The databases and records of both services, with what each is about to send laid down in its database. */
export async function prepareChunkPaths(server: DatabaseServer, size: ChunkPathSize): Promise<ChunkPaths> {
  const intake = await prepareIntake(server, size);
  const classification = await prepareClassification(server, intake);
  for (const path of [intake, classification]) await stageOf(server, path);
  return { intake, classification };
}

/** The ceiling of one path alone, for whoever compares something else with it. */
export const ceilingOf = (server: DatabaseServer, path: Path) => (): Promise<Measured> => runStaged(server, path);

/** What a service does with ready records, beside the same statements run inside the database. */
export async function chunkPath(server: DatabaseServer, path: Path, rounds: number, goal = 0.4): Promise<Result> {
  const { ours, ceiling } = await interleaved(rounds, {
    ours: () =>
      onCopy(server, path, async (pool) => {
        const take = await path.open(pool);
        return () => take(path.records);
      }),
    ceiling: ceilingOf(server, path),
  });
  const detail = `${perSecond(median(ours))} of ${perSecond(median(ceiling))}`;
  return atLeast(`${path.name}: chunk path / same statements in the server`, ratio(ours, ceiling), goal, detail);
}

const runStaged = (server: DatabaseServer, path: Path): Promise<Measured> =>
  onCopy(server, path, async (pool) => {
    await pool.query('select 1');
    return () => pool.query('call run_staged()');
  });

/** Runs it on a fresh copy of the prepared database, so that every round begins alike. */
async function onCopy(
  server: DatabaseServer,
  path: Path,
  prepare: (pool: pg.Pool) => Promise<() => Promise<unknown>>,
): Promise<Measured> {
  const copy = `${path.seed}_round`;
  await server.drop(copy);
  await server.copy(path.seed, copy);
  const seconds = await server.using(copy, async (pool) => timed(await prepare(pool)));
  await server.drop(copy);
  return { events: path.records.length, seconds };
}

/** Lets the path run once, keeps what it sent, and lays it down beside the tables that every round starts from. */
export async function stageOf(server: DatabaseServer, path: Path): Promise<void> {
  const recorded = `${path.seed}_recorded`;
  await server.copy(path.seed, recorded);
  const transactions = await server.using(recorded, async (pool) => {
    const recorder = recording(pool);
    const take = await path.open(recorder.pool);
    recorder.transactions.length = 0; // what it took to open the day
    await take(path.records);
    return recorder.transactions;
  });
  await server.drop(recorded);
  await server.using(path.seed, async (pool) => {
    await stage(pool, transactions);
    await pool.query('vacuum analyze');
  });
}

const openDoor: Open = async (pool) => {
  const { engine, reactor } = await intakeOn(pool);
  return async (records) => {
    const chunks = inChunks(LEDGER_STREAM, records);
    for (const [n, chunk] of chunks.entries()) await runDoorChunk(engine, reactor, chunk, chunks[n + 1]);
  };
};

const openStream: Open = async (pool) => {
  const engine = await classificationOn(pool);
  return async (records) => {
    const chunks = inChunks(LOAN_STREAM, records);
    for (const [n, chunk] of chunks.entries()) await runChunk(engine, chunk, chunks[n + 1]);
  };
};

async function prepareIntake(server: DatabaseServer, { loans, paymentsPerLoan }: ChunkPathSize): Promise<Path> {
  const openings = shuffled(loans).flatMap((n) => opening(loanName('L', n), oneInTen(n)));
  const payments = Array.from({ length: paymentsPerLoan }, (_, nth) =>
    shuffled(loans).map((n) => payment(loanName('L', n), nth)),
  ).flat();
  const records = [...openings, ...payments].map(asRecord);
  await server.create('intake', ingestionMigrations);
  await server.using('intake', async (pool) => {
    await (
      await openDoor(pool)
    )(records.slice(0, openings.length));
    await pool.query('vacuum analyze');
  });
  return { name: 'ingestion', seed: 'intake', open: openDoor, ...parted(records, openings.length) };
}

/** What ingestion has announced is what classification is given. */
async function prepareClassification(server: DatabaseServer, intake: Path): Promise<Path> {
  await server.copy('intake', 'announced');
  const records = await server.using('announced', async (pool) => {
    await (
      await openDoor(pool)
    )(intake.records);
    return announcedRecords(pool);
  });
  await server.drop('announced');
  const parts = parted(records, intake.openings.length);
  await server.create('classification', delinquencyMigrations);
  await server.using('classification', async (pool) => {
    await (
      await openStream(pool)
    )(parts.openings);
    await pool.query('vacuum analyze');
  });
  return { name: 'classification', seed: 'classification', open: openStream, ...parts };
}

const parted = (records: readonly BrokerRecord[], openings: number) => ({
  openings: records.slice(0, openings),
  records: records.slice(openings),
});

async function announcedRecords(pool: pg.Pool): Promise<BrokerRecord[]> {
  const rows = await nextPage(pool, [{ space: 'loan', partition: 0 }], 10_000_000);
  return toTopicRecords('ingestion', rows).flatMap(({ records }) =>
    records.map(({ key, headers, value }, n) => ({
      offset: BigInt(n),
      key: key === null ? null : Buffer.from(key),
      headers,
      value,
    })),
  );
}

function inChunks(stream: string, records: readonly BrokerRecord[]): Chunk[] {
  const starts = Array.from({ length: Math.ceil(records.length / CHUNK) }, (_, n) => n * CHUNK);
  return starts.map((at) => ({ stream, partition: 0, log: LOG, records: records.slice(at, at + CHUNK) }));
}
