import { DELINQUENCY_STREAM, LOAN_STREAM, OUTREACH_WANTED_STREAM, PARTIES_STREAM } from '@mora/contracts';
import { outreachMigrations } from '@mora/outreach';
import {
  type BrokerRecord,
  type Chunk,
  fireDueTimers,
  runChunk,
  runDoorChunk,
  type TopicIdentity,
} from '@mora/runtime';
import {
  factsOf,
  heartbeat,
  lateLoan,
  moved,
  numbered,
  partPaid,
  party,
  TEN_O_CLOCK,
  wanted,
} from '../load/outreach.js';
import { shuffled } from '../load/portfolio.js';
import type { DatabaseServer } from '../machines/database-server.js';
import { loansOn, personsOn } from '../machines/outreach-engines.js';
import { chunkPath, type ChunkPathSize, type Path, stageOf } from './chunk-path.js';
import type { Result } from '../measure/result.js';

const CHUNK = 500;
const LOG: TopicIdentity = { clusterId: 'bench', topicId: 'bench', partitions: 1 };
const GOAL = 0.3;
/** It goes on as a clock does: what is planned for now is due a moment later. */
const clock = { now: () => TEN_O_CLOCK + Math.floor(performance.now()) };

/** Both lanes of outreach, each beside the same statements run inside the database. */
export async function outreachChunks(server: DatabaseServer, size: ChunkPathSize): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const prepare of [loanPath, personPath]) {
    const path = await prepare(server, size);
    await stageOf(server, path);
    results.push(await chunkPath(server, path, size.rounds, GOAL));
  }
  return results;
}

/** A backlog of payments, and one of loans that go on to another bucket. */
async function loanPath(server: DatabaseServer, { loans, paymentsPerLoan }: ChunkPathSize): Promise<Path> {
  const order = shuffled(loans);
  const late = order.map(lateLoan);
  const ledger = late.flatMap((loan) => loan.ledger);
  const arrears = late.flatMap((loan) => loan.arrears);
  const payments = Array.from({ length: paymentsPerLoan }, (_, nth) => order.map((n) => partPaid(n, nth))).flat();
  const openings = numbered(ledger);
  const records = [...numbered(payments, ledger.length), ...numbered(order.map(moved), arrears.length)];
  const open: Path['open'] = async (pool) => {
    const engine = await loansOn(pool, clock);
    return async (taken) => {
      for (const stream of [LOAN_STREAM, DELINQUENCY_STREAM]) {
        const chunks = inChunks(stream, of(stream, taken));
        for (const [n, chunk] of chunks.entries()) await runChunk(engine, chunk, chunks[n + 1]);
      }
    };
  };
  await server.create('outreach_loans', outreachMigrations);
  await server.using('outreach_loans', async (pool) => {
    await (
      await open(pool)
    )([...openings, ...numbered(arrears)]);
    await pool.query('truncate outbox');
    await pool.query('vacuum analyze');
  });
  return { name: 'outreach, loans', seed: 'outreach_loans', open, openings, records };
}

const of = (stream: string, records: readonly BrokerRecord[]): BrokerRecord[] =>
  records.filter(
    ({ headers }) => headers['ce_type']?.startsWith('mora.delinquency.') === (stream === DELINQUENCY_STREAM),
  );

/** A contact is wanted of everybody at once, and judged: counted, decided, answered. */
async function personPath(server: DatabaseServer, { loans: persons }: ChunkPathSize): Promise<Path> {
  const order = shuffled(persons);
  const facts = numbered(order.flatMap(factsOf));
  const records = numbered(order.map(wanted), facts.length);
  const open: Path['open'] = async (pool) => {
    const { engine } = await personsOn(pool, clock);
    return async (taken) => {
      const chunks = inChunks(OUTREACH_WANTED_STREAM, taken);
      for (const [n, chunk] of chunks.entries()) {
        await runChunk(engine, chunk, chunks[n + 1]);
        while ((await fireDueTimers(engine, 0)) > 0);
      }
    };
  };
  await server.create('outreach_persons', outreachMigrations);
  await server.using('outreach_persons', async (pool) => {
    const { engine, reactor } = await personsOn(pool, clock);
    const parties = numbered([...order.map(party), heartbeat()]);
    for (const chunk of inChunks(PARTIES_STREAM, parties)) await runDoorChunk(engine, reactor, chunk);
    for (const chunk of inChunks(OUTREACH_WANTED_STREAM, facts)) await runChunk(engine, chunk);
    await pool.query('truncate outbox');
    await pool.query('vacuum analyze');
  });
  return { name: 'outreach, persons', seed: 'outreach_persons', open, openings: facts, records };
}

function inChunks(stream: string, records: readonly BrokerRecord[]): Chunk[] {
  const starts = Array.from({ length: Math.ceil(records.length / CHUNK) }, (_, n) => n * CHUNK);
  return starts.map((at) => ({ stream, partition: 0, log: LOG, records: records.slice(at, at + CHUNK) }));
}
