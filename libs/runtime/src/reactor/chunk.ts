import type { CalendarDate } from '@mora/kernel';
import type { BrokerRecord, TopicIdentity } from '../broker/port.js';
import { advance, inputsOf, type LaneInput, sameLog } from '../lanes/lane-input.js';
import { type LaneRow, lockLanes, saveLanes } from '../lanes/lane-row.js';
import { inTransaction, type Tx } from '../postgres.js';
import type { Engine } from './engine.js';
import type { Item, Source } from './item.js';
import { isMark, itemOf, markedDay, sourceOf, subjectOf } from './decode.js';
import { LaneTransaction } from './lane-transaction.js';

/** Up to N records of one partition of one stream: none of them a mark, or one mark alone. */
export type Chunk = Readonly<{
  stream: string;
  partition: number;
  log: TopicIdentity;
  records: readonly BrokerRecord[];
}>;

export type ChunkResult = Readonly<{
  /** The offset to read next. */
  next: bigint;
  /** The stream has met the open day's mark and is not taken until the day has closed in this lane. */
  waiting: boolean;
  announced: number;
}>;

/** Everything that one chunk changes, or nothing of it: the offset commits with the effect. */
export async function runChunk<S, E>(engine: Engine<S, E>, chunk: Chunk): Promise<ChunkResult> {
  const started = performance.now();
  const result = await inTransaction(engine.pool, (tx) => takeChunk(engine, tx, chunk));
  const seconds = (performance.now() - started) / 1000;
  engine.signals.chunk({ stream: chunk.stream, partition: chunk.partition, records: chunk.records.length, seconds });
  return result;
}

async function takeChunk<S, E>(engine: Engine<S, E>, tx: Tx, chunk: Chunk): Promise<ChunkResult> {
  const { reactor } = engine;
  const lanes = await lockLanes(tx, reactor.space, [chunk.partition]);
  const lane = lanes.get(chunk.partition) as LaneRow;
  const inputs = await inputsOf(tx, reactor.space, chunk.partition);
  const input = inputs.find(({ stream }) => stream === chunk.stream);
  sameLog(input, chunk.log, chunk.stream);
  const next = input?.nextOffset ?? 0n;
  const records = chunk.records.filter((record) => record.offset >= next);
  const last = records.at(-1);
  if (last === undefined) return { next, waiting: false, announced: 0 };
  if (isWaiting(engine, lane, input) || isTooSoon(engine, lane, chunk.stream))
    return { next, waiting: true, announced: 0 };

  const effects = new LaneTransaction(tx, engine, lanes, engine.clock.now(), knownUpTo(engine, inputs));
  const progress = { space: reactor.space, partition: chunk.partition, stream: chunk.stream, log: chunk.log };
  const nextOffset = last.offset + 1n;
  if (isMark(last)) {
    const mark = markedDay(last);
    const stale = lane.openDay !== null && mark.day < lane.openDay && reactor.spine.includes(chunk.stream);
    if (reactor.spine.includes(chunk.stream)) await openLane(engine, tx, lane, mark.day);
    await advance(tx, { ...progress, nextOffset, ...(stale ? {} : { mark }) });
    return { next: nextOffset, waiting: false, announced: 0 };
  }
  await takeRecords(engine, tx, lane, effects, chunk, records);
  await effects.flush();
  await advance(tx, { ...progress, nextOffset });
  return { next: nextOffset, waiting: false, announced: effects.announced };
}

async function takeRecords<S, E>(
  engine: Engine<S, E>,
  tx: Tx,
  lane: LaneRow,
  effects: LaneTransaction<S, E>,
  chunk: Chunk,
  records: readonly BrokerRecord[],
): Promise<void> {
  const items: Item<E>[] = [];
  for (const record of records) {
    const source = sourceOf(chunk.stream, chunk.log, chunk.partition, record);
    if (engine.ignored.has(source.headers['ce_type'] ?? '')) continue;
    const item = keyed(engine, source);
    if (item === null) effects.setAside({ source, stage: 'envelope', reason: 'no-key', detail: 'the key is no id' });
    else if (engine.partitionOf(item.subject) !== chunk.partition) setWrongPartition(effects, source);
    else items.push(item);
  }
  const first = items[0];
  if (first === undefined) return;
  if (lane.openDay === null) await openLane(engine, tx, lane, businessDateOf(first.source));
  await effects.take(items, 'hold');
}

function keyed<S, E>(engine: Engine<S, E>, source: Source): Item<E> | null {
  const subject = subjectOf(source.key);
  return subject === null ? null : itemOf(engine.reactor, engine.mappers, source, subject);
}

/** A producer with another partitioner would break the order of a loan: its records are set aside, never taken. */
function setWrongPartition<S, E>(effects: LaneTransaction<S, E>, source: Source): void {
  const detail = `partition ${source.partition} is not the one of its key`;
  effects.setAside({ source, stage: 'envelope', reason: 'wrong-partition', detail });
}

/** Whether the lane has met the mark of its open day in this stream, and waits for the other spine streams. */
export function isWaiting<S, E>(engine: Engine<S, E>, lane: LaneRow, input: LaneInput | undefined): boolean {
  if (input === undefined || input.markedDay === null || lane.openDay === null) return false;
  return engine.reactor.spine.includes(input.stream) && input.markedDay >= lane.openDay;
}

/** An informing stream is taken as it comes, but not before the spine has said which day it is. */
const isTooSoon = <S, E>({ reactor }: Engine<S, E>, lane: LaneRow, stream: string): boolean =>
  lane.openDay === null && reactor.spine.length > 0 && !reactor.spine.includes(stream);

/** A lane's first day is that of the first spine record that it meets. */
async function openLane<S, E>(engine: Engine<S, E>, tx: Tx, lane: LaneRow, day: CalendarDate): Promise<void> {
  if (lane.openDay !== null) return;
  lane.openDay = day;
  await saveLanes(tx, engine.reactor.space, [lane]);
}

const businessDateOf = ({ headers }: Source): CalendarDate => (headers['ce_businessdate'] ?? '') as CalendarDate;

const knownUpTo = <S, E>({ reactor }: Engine<S, E>, inputs: readonly LaneInput[]): Record<string, CalendarDate> =>
  Object.fromEntries(
    inputs.flatMap(({ stream, markedDay }) =>
      markedDay !== null && reactor.informing.includes(stream) ? [[stream, markedDay]] : [],
    ),
  );
