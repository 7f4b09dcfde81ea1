import { ContractViolation } from '@mora/contracts';
import { type CalendarDate, latest } from '@mora/kernel';
import type { BrokerRecord, TopicIdentity } from '../broker/port.js';
import { knownFrom } from '../lanes/knowledge.js';
import { advance, inputsOf, sameLog } from '../lanes/lane-input.js';
import { type LaneRow, lockLanes, saveLanes } from '../lanes/lane-row.js';
import { inTransaction, together, type Tx } from '../postgres.js';
import type { Engine } from './engine.js';
import type { Item, Source } from './item.js';
import { isMark, itemOf, markedDay, sourceOf, subjectOf } from './decode.js';
import { isUnjudged, judgeAgain } from './known.js';
import { LaneTransaction } from './lane-transaction.js';
import { mustWait } from './must-wait.js';
import { businessDateOf } from './no-marks.js';
import type { DeadLetter } from '../parking/dead-letters.js';
import { readAhead, readNow } from './read-ahead.js';

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
  /** A timer was set that the clock has passed already. */
  setsDue: boolean;
}>;

export const NOTHING: ChunkResult = { next: 0n, waiting: false, announced: 0, setsDue: false };

/**
 * Everything that one chunk changes, or nothing of it: the offset commits with the effect. The records of the chunk
 * that comes `after` it are read while this one waits for the database.
 */
export async function runChunk<S, E>(engine: Engine<S, E>, chunk: Chunk, after?: Chunk): Promise<ChunkResult> {
  const started = performance.now();
  if (after !== undefined) readAhead(after.records, readingOf(engine, after));
  await judgeAgain(engine, chunk);
  const result = await inTransaction(engine.pool, (tx) => takeChunk(engine, tx, chunk));
  const seconds = (performance.now() - started) / 1000;
  engine.signals.chunk({ stream: chunk.stream, partition: chunk.partition, records: chunk.records.length, seconds });
  return result;
}

async function takeChunk<S, E>(engine: Engine<S, E>, tx: Tx, chunk: Chunk): Promise<ChunkResult> {
  const { reactor } = engine;
  // The inputs are asked for behind the lock, on the same connection: the answer is that of whoever holds the lane.
  const locked = lockLanes(tx, reactor.space, [chunk.partition]);
  const [lanes, inputs] = await Promise.all([locked, inputsOf(tx, reactor.space, chunk.partition)]);
  const lane = lanes.get(chunk.partition) as LaneRow;
  const input = inputs.find(({ stream }) => stream === chunk.stream);
  sameLog(input, chunk.log, chunk.stream);
  // Of a stream that was not read yet it is where the records begin: the log need not hold any older ones.
  const next = input?.nextOffset ?? chunk.records[0]?.offset ?? 0n;
  const records = chunk.records.filter((record) => record.offset >= next);
  const last = records.at(-1);
  if (last === undefined) return { ...NOTHING, next };
  if (mustWait(engine, lane, input, chunk.stream)) return { ...NOTHING, next, waiting: true };

  const known = new Map([[chunk.partition, knownFrom(reactor, inputs, lane.openDay)]]);
  const effects = new LaneTransaction(tx, engine, lanes, engine.clock.now(), known);
  const progress = { space: reactor.space, partition: chunk.partition, stream: chunk.stream, log: chunk.log };
  const nextOffset = last.offset + 1n;
  if (isMark(last)) {
    const mark = readMark(engine, effects, sourceOf(chunk.stream, chunk.log, chunk.partition, last), last);
    if (mark !== null && isUnjudged(engine, input, chunk.stream, mark.day)) return { ...NOTHING, next, waiting: true };
    await effects.flush();
    const isSpine = reactor.spine.includes(chunk.stream);
    if (isSpine && mark !== null) await openLane(engine, tx, lane, mark.day);
    const stale = isSpine && lane.openDay !== null && mark !== null && mark.day < lane.openDay;
    await advance(tx, { ...progress, nextOffset, ...(stale || mark === null ? {} : { mark }) });
    return { ...NOTHING, next: nextOffset };
  }
  await takeRecords(engine, tx, lane, effects, chunk, next);
  await together([effects.flush(), advance(tx, { ...progress, nextOffset })]);
  return { next: nextOffset, waiting: false, announced: effects.announced, setsDue: effects.setsDue };
}

/** A record as an item of its lane, or as a dead letter; null where it does not concern the reactor. */
type Read<E> = Item<E> | DeadLetter | null;

const readingOf =
  <S, E>(engine: Engine<S, E>, { stream, log, partition }: Chunk) =>
  (record: BrokerRecord): Read<E> => {
    if (engine.ignored.has(record.headers['ce_type'] ?? '')) return null;
    const source = sourceOf(stream, log, partition, record);
    const item = keyed(engine, source);
    if (item === null) return noKey(source);
    return engine.partitionOf(item.subject) === partition ? item : wrongPartition(source);
  };

async function takeRecords<S, E>(
  engine: Engine<S, E>,
  tx: Tx,
  lane: LaneRow,
  effects: LaneTransaction<S, E>,
  chunk: Chunk,
  next: bigint,
): Promise<void> {
  const items: Item<E>[] = [];
  for (const read of readNow(chunk.records, readingOf(engine, chunk))) {
    if (read === null || read.source.offset < next) continue;
    if ('reason' in read) effects.setAside(read);
    else items.push(read);
  }
  if (items.length === 0) return;
  const firstDay = lane.openDay ?? items.map(businessDateOf).find((day) => day !== null);
  if (firstDay !== undefined) {
    await openLane(engine, tx, lane, firstDay);
    await effects.take(items, 'hold');
  } else for (const item of items) setBeforeFirstDay(effects, item);
}

/** Nothing can be held where no day is open yet, and nothing here says which day it could be. */
function setBeforeFirstDay<S, E>(effects: LaneTransaction<S, E>, { source, reading }: Item<E>): void {
  const detail = reading.kind === 'unreadable' ? `${reading.because}: ${reading.detail}` : 'no business date';
  effects.setAside({ source, stage: 'envelope', reason: 'no-business-date', detail });
}

/** A mark that cannot be read closes nothing, and does not keep what follows it from being taken: somebody must look. */
function readMark<S, E>(
  { signals }: Engine<S, E>,
  effects: LaneTransaction<S, E>,
  source: Source,
  record: BrokerRecord,
): ReturnType<typeof markedDay> | null {
  try {
    return markedDay(record);
  } catch (error) {
    const isBroken = error instanceof ContractViolation || error instanceof RangeError || error instanceof SyntaxError;
    if (!isBroken) throw error;
    signals.alarm('unreadable-mark', { stream: source.stream, partition: source.partition });
    effects.setAside({ source, stage: 'envelope', reason: 'unreadable-mark', detail: 'its day cannot be read' });
    return null;
  }
}

function keyed<S, E>(engine: Engine<S, E>, source: Source): Item<E> | null {
  const subject = subjectOf(source.key);
  return subject === null ? null : itemOf(engine.reactor, engine.mappers, source, subject);
}

const noKey = (source: Source): DeadLetter => ({
  source,
  stage: 'envelope',
  reason: 'no-key',
  detail: 'the key is no id',
});

/** A producer with another partitioner would break the order of a loan: its records are set aside, never taken. */
const wrongPartition = (source: Source): DeadLetter => ({
  source,
  stage: 'envelope',
  reason: 'wrong-partition',
  detail: `partition ${source.partition} is not the one of its key`,
});

/** A lane's first day is that of the first spine record that it meets, or the first for which there are rules. */
async function openLane<S, E>(engine: Engine<S, E>, tx: Tx, lane: LaneRow, day: CalendarDate): Promise<void> {
  if (lane.openDay !== null) return;
  const { startsOn = day } = engine.reactor;
  lane.openDay = latest(day, startsOn);
  await saveLanes(tx, engine.reactor.space, [lane]);
}
