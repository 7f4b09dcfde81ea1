import { ContractViolation } from '@mora/contracts';
import { type CalendarDate, invariant } from '@mora/kernel';
import { knownFrom } from '../lanes/knowledge.js';
import { advance, inputsOf, type LaneInput, sameLog } from '../lanes/lane-input.js';
import { type LaneRow, lockLanes } from '../lanes/lane-row.js';
import { derivedId } from '../outbox/outbox.js';
import { parkMark } from '../parking/parked-marks.js';
import { heldAmong } from '../parking/parking.js';
import { inTransaction, type Tx } from '../postgres.js';
import type { BrokerRecord } from '../broker/port.js';
import type { Chunk } from './chunk.js';
import { isMark, markedDay } from './decode.js';
import type { Engine } from './engine.js';
import { isolated } from './fault.js';
import type { Cause } from './lane-context.js';
import { LaneTransaction } from './lane-transaction.js';
import { mustWait } from './must-wait.js';
import type { Reactor } from './reactor.js';

type Mark = Readonly<{ record: BrokerRecord; day: CalendarDate; calendar: string }>;

/**
 * Where a chunk is the mark of an informing stream: judges the subjects that wait for it, in pages of one transaction
 * each. What the mark makes known counts from the first page on, so that nobody can begin to wait for it behind a page
 * that has passed; its offset is left to the chunk's own transaction, so that a death in between goes on from here.
 */
export async function judgeAgain<S, E>(engine: Engine<S, E>, chunk: Chunk): Promise<void> {
  const mark = engine.reactor.informing.includes(chunk.stream) ? markOf(chunk) : null;
  if (mark === null) return;
  const page = (one: Engine<S, E>) => inTransaction(one.pool, (tx) => judgePage(one, tx, chunk, mark));
  while ((await isolated(engine, chunk.stream, page)) === 'more') engine.wakeRelay();
}

/** What cannot be read is left to the chunk, which sets it aside. */
function markOf({ records }: Chunk): Mark | null {
  const [record] = records;
  if (record === undefined || !isMark(record)) return null;
  try {
    return { record, ...markedDay(record) };
  } catch (error) {
    if (error instanceof ContractViolation || error instanceof RangeError || error instanceof SyntaxError) return null;
    throw error;
  }
}

async function judgePage<S, E>(engine: Engine<S, E>, tx: Tx, chunk: Chunk, mark: Mark): Promise<'more' | 'done'> {
  const { reactor, pageSize } = engine;
  const { partition, stream, log } = chunk;
  const lanes = await lockLanes(tx, reactor.space, [partition]);
  const lane = lanes.get(partition) as LaneRow;
  const inputs = await inputsOf(tx, reactor.space, partition);
  const input = inputs.find((candidate) => candidate.stream === stream);
  sameLog(input, log, stream);
  if (mustWait(engine, lane, input, stream)) return 'done';
  const begins = (input?.markedDay ?? '') < mark.day;
  if (isDone(input, mark) || !(begins || input?.judgedUpTo)) return 'done';

  const known = { ...knownFrom(reactor, inputs), [stream]: mark.day };
  const effects = new LaneTransaction(tx, engine, lanes, engine.clock.now(), new Map([[partition, known]]));
  const after = begins ? null : (input?.judgedUpTo ?? null);
  const page = (await reactor.waiting?.(tx, { partition, stream, after, limit: pageSize })) ?? [];
  const cause = knownCause(engine, lane, stream, mark.day);
  await touchWaiting(engine, tx, effects, page, cause, { stream, day: mark.day });
  await effects.flush();
  await parkMark(tx, reactor.space, partition, { ...cause, stream, record: mark.record }, begins ? null : page);
  const judgedUpTo = page.length >= pageSize ? (page.at(-1) ?? null) : null;
  const nextOffset = input?.nextOffset ?? mark.record.offset;
  await advance(tx, { space: reactor.space, partition, stream, log, nextOffset, mark, judgedUpTo });
  return judgedUpTo === null ? 'done' : 'more';
}

/** Whether it was taken whole before, and is only handed over once more. */
const isDone = (input: LaneInput | undefined, { record }: Mark): boolean => (input?.nextOffset ?? 0n) > record.offset;

/** Held subjects are left out: the mark waits behind them, as a record does. */
async function touchWaiting<S, E>(
  engine: Engine<S, E>,
  tx: Tx,
  effects: LaneTransaction<S, E>,
  subjects: readonly string[],
  cause: Cause,
  mark: Readonly<{ stream: string; day: CalendarDate }>,
): Promise<void> {
  if (subjects.length === 0) return;
  const held = await heldAmong(tx, engine.reactor.space, subjects);
  const event = knownEvent(engine.reactor, mark);
  const now = engine.clock.now();
  await effects.touch(
    subjects.filter((subject) => !held.has(subject)).map((subject) => ({ subject, event, cause, now })),
  );
}

/** The cause of what a mark of an informing stream does: the same however often it is handed over. */
function knownCause<S, E>(
  { service, reactor }: Engine<S, E>,
  { partition, openDay }: LaneRow,
  stream: string,
  day: CalendarDate,
): Cause {
  const id = derivedId(`${service}|${reactor.space}`, `known|${stream}|${day}`, 0);
  invariant(openDay !== null || reactor.spine.length === 0, 'an informing stream waits for the first day of its lane');
  return { id, correlationId: id, traceparent: null, partition, day: openDay ?? day };
}

export function knownEvent<S, E>(reactor: Reactor<S, E>, mark: Readonly<{ stream: string; day: CalendarDate }>): E {
  invariant(reactor.onKnown !== undefined, `${reactor.name} names who waits and says what a mark means to them`);
  return reactor.onKnown(mark);
}
