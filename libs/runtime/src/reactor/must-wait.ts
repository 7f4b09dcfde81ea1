import type { LaneInput } from '../lanes/lane-input.js';
import type { LaneRow } from '../lanes/lane-row.js';
import type { Engine } from './engine.js';

type Met = Pick<LaneInput, 'stream' | 'markedDay'>;

/** Whether the stream is not to be taken at present, though records of it are there. */
export const mustWait = <S, E>(engine: Engine<S, E>, lane: LaneRow, input: Met | undefined, stream: string): boolean =>
  isWaiting(engine, lane, input) || isTooSoon(engine, lane, stream) || lane.closeCursor !== null;

/** Whether the lane has met the mark of its open day in this stream, and waits for the other spine streams. */
function isWaiting<S, E>(engine: Engine<S, E>, lane: LaneRow, input: Met | undefined): boolean {
  if (input === undefined || input.markedDay === null || lane.openDay === null) return false;
  return engine.reactor.spine.includes(input.stream) && input.markedDay >= lane.openDay;
}

/** An informing stream is taken as it comes, but not before the spine has said which day it is. */
const isTooSoon = <S, E>({ reactor }: Engine<S, E>, lane: LaneRow, stream: string): boolean =>
  lane.openDay === null && reactor.spine.length > 0 && !reactor.spine.includes(stream);
