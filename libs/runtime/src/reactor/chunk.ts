import { ContractViolation } from '@mora/contracts';
import { calendarDate, type CalendarDate } from '@mora/kernel';
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
  if (mustWait(engine, lane, input, chunk.stream)) return { next, waiting: true, announced: 0 };

  const known = new Map([[chunk.partition, knownUpTo(engine, inputs)]]);
  const effects = new LaneTransaction(tx, engine, lanes, engine.clock.now(), known);
  const progress = { space: reactor.space, partition: chunk.partition, stream: chunk.stream, log: chunk.log };
  const nextOffset = last.offset + 1n;
  if (isMark(last)) {
    const mark = readMark(engine, effects, sourceOf(chunk.stream, chunk.log, chunk.partition, last), last);
    await effects.flush();
    const isSpine = reactor.spine.includes(chunk.stream);
    const stale = isSpine && lane.openDay !== null && mark !== null && mark.day < lane.openDay;
    if (isSpine && mark !== null) await openLane(engine, tx, lane, mark.day);
    await advance(tx, { ...progress, nextOffset, ...(stale || mark === null ? {} : { mark }) });
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

/** A producer with another partitioner would break the order of a loan: its records are set aside, never taken. */
function setWrongPartition<S, E>(effects: LaneTransaction<S, E>, source: Source): void {
  const detail = `partition ${source.partition} is not the one of its key`;
  effects.setAside({ source, stage: 'envelope', reason: 'wrong-partition', detail });
}

type Met = Pick<LaneInput, 'stream' | 'markedDay'>;

/** Whether the lane has met the mark of its open day in this stream, and waits for the other spine streams. */
export function isWaiting<S, E>(engine: Engine<S, E>, lane: LaneRow, input: Met | undefined): boolean {
  if (input === undefined || input.markedDay === null || lane.openDay === null) return false;
  return engine.reactor.spine.includes(input.stream) && input.markedDay >= lane.openDay;
}

/** Whether the stream is not to be taken at present, though records of it are there. */
export const mustWait = <S, E>(engine: Engine<S, E>, lane: LaneRow, input: Met | undefined, stream: string): boolean =>
  isWaiting(engine, lane, input) || isTooSoon(engine, lane, stream) || lane.closeCursor !== null;

/** An informing stream is taken as it comes, but not before the spine has said which day it is. */
const isTooSoon = <S, E>({ reactor }: Engine<S, E>, lane: LaneRow, stream: string): boolean =>
  lane.openDay === null && reactor.spine.length > 0 && !reactor.spine.includes(stream);

/** A lane's first day is that of the first spine record that it meets. */
async function openLane<S, E>(engine: Engine<S, E>, tx: Tx, lane: LaneRow, day: CalendarDate): Promise<void> {
  if (lane.openDay !== null) return;
  lane.openDay = day;
  await saveLanes(tx, engine.reactor.space, [lane]);
}

function businessDateOf<E>({ source }: Item<E>): CalendarDate | null {
  try {
    return calendarDate(source.headers['ce_businessdate'] ?? '');
  } catch {
    return null; // a RangeError is the answer to the question that is asked here
  }
}

const knownUpTo = <S, E>({ reactor }: Engine<S, E>, inputs: readonly LaneInput[]): Record<string, CalendarDate> =>
  Object.fromEntries(
    inputs.flatMap(({ stream, markedDay }) =>
      markedDay !== null && reactor.informing.includes(stream) ? [[stream, markedDay]] : [],
    ),
  );
