import { ContractViolation } from '@mora/contracts';
import type { CalendarDate } from '@mora/kernel';
import { isAhead, knownFrom } from '../lanes/knowledge.js';
import { advance, inputsOf, type LaneInput, sameLog } from '../lanes/lane-input.js';
import { type LaneRow, lockLanes } from '../lanes/lane-row.js';
import { inTransaction, type Tx } from '../postgres.js';
import type { BrokerRecord } from '../broker/port.js';
import type { Chunk } from './chunk.js';
import { isMark, markedDay } from './decode.js';
import type { Engine } from './engine.js';
import { isolated } from './fault.js';
import { tellPage } from './known-page.js';
import { mustWait } from './must-wait.js';

type Mark = Readonly<{ record: BrokerRecord; day: CalendarDate; calendar: string }>;

/**
 * Where a chunk is the mark of an informing stream: judges the subjects that wait for it, in pages of one transaction
 * each. What the mark makes known counts from the first page on, so that nobody can begin to wait for it behind a page
 * that has passed; its offset is left to the chunk's own transaction, so that a death in between goes on from here.
 * A mark of a day that the lane has not closed yet is taken and judges nobody: behind the close they are told.
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
  const { reactor } = engine;
  const { partition, stream, log } = chunk;
  const { record, day, calendar } = mark;
  const lanes = await lockLanes(tx, reactor.space, [partition]);
  const lane = lanes.get(partition) as LaneRow;
  const inputs = await inputsOf(tx, reactor.space, partition);
  const input = inputs.find((candidate) => candidate.stream === stream);
  sameLog(input, log, stream);
  if (mustWait(engine, lane, input, stream)) return 'done';
  if (isDone(input, mark) || !isUnjudged(engine, input, stream, day)) return 'done';

  const progress = { space: reactor.space, partition, stream, log, mark };
  if (isAhead(reactor, lane.openDay, day)) {
    // Taken here, under the lock that has seen the day open: behind its close nobody would be told of it.
    await advance(tx, { ...progress, nextOffset: record.offset + 1n });
    return 'done';
  }
  const known = { ...knownFrom(reactor, inputs, lane.openDay), [stream]: day };
  const after = (input?.markedDay ?? '') < day ? null : (input?.judgedUpTo ?? null);
  const judgedUpTo = await tellPage(engine, tx, { lanes, lane, known, now: { stream, day, calendar }, after });
  await advance(tx, { ...progress, nextOffset: input?.nextOffset ?? record.offset, judgedUpTo });
  return judgedUpTo === null ? 'done' : 'more';
}

/** Whether it was taken whole before, and is only handed over once more. */
const isDone = (input: LaneInput | undefined, { record }: Mark): boolean => (input?.nextOffset ?? 0n) > record.offset;

/** Whether somebody may still wait for a mark: it is new, or its pages were cut off. */
export const isUnjudged = <S, E>(
  { reactor }: Engine<S, E>,
  input: LaneInput | undefined,
  stream: string,
  day: CalendarDate,
): boolean =>
  reactor.informing.includes(stream) && ((input?.markedDay ?? '') < day || (input?.judgedUpTo ?? null) !== null);
