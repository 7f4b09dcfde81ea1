import type pg from 'pg';
import type { EventContract } from '@mora/contracts';
import type { BrokerRecord, TopicIdentity } from '../../broker/port.js';
import { ensureLanes } from '../../lanes/lane-row.js';
import { inTransaction } from '../../postgres.js';
import { silent } from '../../signals.js';
import { runChunk } from '../chunk.js';
import { closeDays } from '../close-day.js';
import { isMark } from '../decode.js';
import { type Engine, engineOf } from '../engine.js';
import { ToyReactor, type Toy, type ToyEvent } from './toy-reactor.js';

export class CreateToy1 {
  readonly name = 'CreateToy1795000000001';
  async up(runner: { query: (sql: string) => Promise<unknown> }): Promise<void> {
    await runner.query('create table toy (id text primary key, partition integer not null, state jsonb not null)');
  }
  async down(runner: { query: (sql: string) => Promise<unknown> }): Promise<void> {
    await runner.query('drop table toy');
  }
}

export const LOG: TopicIdentity = { clusterId: 'cluster', topicId: 'topic', partitions: 1 };

export type Stream = Readonly<{ stream: string; records: readonly BrokerRecord[] }>;

let minted = 0n;

/** A record of a toy stream, as the broker hands it over. */
export function toyRecord<D>(
  contract: EventContract<D>,
  id: string,
  subject: string,
  day: string,
  data: D,
): BrokerRecord {
  minted += 1n;
  const headers = { ce_id: id, ce_type: contract.type, ce_businessdate: day, ce_tenant: 'main' };
  return {
    offset: minted,
    key: Buffer.from(subject),
    headers,
    value: Buffer.from(JSON.stringify(contract.check(data))),
  };
}

export function toyMark(day: string): BrokerRecord {
  minted += 1n;
  const headers = { ce_id: `mark-${day}`, ce_type: 'mora.day.closed.v1', ce_businessdate: day };
  return { offset: minted, key: null, headers, value: Buffer.from(JSON.stringify({ date: day, calendar: 'CN' })) };
}

/** Streams with offsets from nought, as a log numbers them. */
export const numbered = (stream: string, records: readonly BrokerRecord[]): Stream => ({
  stream,
  records: records.map((record, n) => ({ ...record, offset: BigInt(n) })),
});

export function toyEngine(pool: pg.Pool, reactor = new ToyReactor(), now = 0): Engine<Toy, ToyEvent> {
  return engineOf({
    service: 'toy',
    reactor,
    pool,
    clock: { now: () => now },
    signals: silent,
    partitions: 1,
    timeZone: 'UTC',
    pageSize: 2,
  });
}

/** Gives one record to its lane, and closes the day if that was the last mark. Says whether the stream must wait. */
export async function give(engine: Engine<Toy, ToyEvent>, stream: string, records: readonly BrokerRecord[]) {
  const result = await runChunk(engine, { stream, partition: 0, log: LOG, records });
  if (records.some(isMark)) await closeDays(engine, 0);
  return result;
}

const TABLES =
  'toy, lane_input, inbox, outbox, timer, parked_record, held_subject, dead_letter, lane, relay_cursor'.split(', ');

export async function forgetAll(pool: pg.Pool): Promise<void> {
  await pool.query(TABLES.map((table) => `delete from ${table}`).join(';'));
  await inTransaction(pool, (tx) => ensureLanes(tx, 'loan', 1));
}

/** What a run has come to: states, announcements as a set, and the lane's own order of marks. */
export async function outcomeOf(pool: pg.Pool) {
  const { rows: states } = await pool.query<{ id: string; state: Toy }>('select id, state from toy order by id');
  const { rows: said } = await pool.query<{ id: string; type: string; business_date: string; payload: string }>(
    'select id, type, business_date, payload from outbox order by position',
  );
  return {
    states: states.map(({ id, state }) => `${id} ${JSON.stringify(state)}`),
    announcements: said.map(({ id, type, payload }) => `${type} ${id} ${payload}`).toSorted(),
    order: said.map(({ type, business_date: day }) => ({ mark: type === 'mora.day.closed.v1', day })),
  };
}
