import { addDays, type CalendarDate, invariant } from '@mora/kernel';
import { isAhead, knownFrom } from '../lanes/knowledge.js';
import type { LaneInput } from '../lanes/lane-input.js';
import { type LaneRow, saveLanes } from '../lanes/lane-row.js';
import type { Tx } from '../postgres.js';
import type { Engine } from './engine.js';
import { tellPage } from './known-page.js';
import type { Reactor } from './reactor.js';

/** A day has closed of which an informing stream had its mark already: those who wait for that stream are being told. */
export type KnownCursor = Readonly<{ phase: 'known'; stream: string; after: string | null }>;

type Streams = Pick<Reactor<unknown, unknown>, 'informing' | 'spine'>;

/** Those informing streams, in the order in which they are told of, that are known of a day by its close alone. */
const streamsAhead = ({ informing, spine }: Streams, inputs: readonly LaneInput[], day: CalendarDate): string[] =>
  informing.filter((stream) => {
    const { markedFrom = null, markedDay = null } = inputs.find((input) => input.stream === stream) ?? {};
    return markedDay !== null && isAhead({ spine }, day, markedDay) && (markedFrom ?? day) <= day;
  });

/** What the close of a day leaves to be told on the next: null where no informing stream was ahead of it. */
export function toTell(reactor: Streams, inputs: readonly LaneInput[], day: CalendarDate): string | null {
  const [stream] = streamsAhead(reactor, inputs, day);
  return stream === undefined ? null : cursorText({ phase: 'known', stream, after: null });
}

const cursorText = (cursor: KnownCursor): string => JSON.stringify(cursor);

/**
 * One page of those who are told of the day before, as if its marks came now, one after the other: of the streams whose
 * turn has not come nothing more is known than at the close. Until all are told the lane takes no record and no timer.
 */
export async function tellOfAhead<S, E>(
  engine: Engine<S, E>,
  tx: Tx,
  { lanes, lane, inputs }: Readonly<{ lanes: Map<number, LaneRow>; lane: LaneRow; inputs: readonly LaneInput[] }>,
  { stream, after }: KnownCursor,
): Promise<'more' | 'told'> {
  const { reactor } = engine;
  const { openDay } = lane;
  invariant(openDay !== null, 'what a lane is told of is a day that it has closed');
  const day = addDays(openDay, -1);
  const ahead = streamsAhead(reactor, inputs, day);
  const come = ahead.slice(0, ahead.indexOf(stream) + 1);
  const known = {
    ...knownFrom(reactor, inputs, day),
    ...Object.fromEntries(come.map((one) => [one, day])),
  };
  const calendar = inputs.find((input) => input.stream === stream)?.markedCalendar ?? '';
  const last = await tellPage(engine, tx, { lanes, lane, known, now: { stream, day, calendar }, after });
  const next = last === null ? ahead[come.length] : stream;
  const closeCursor = next === undefined ? null : cursorText({ phase: 'known', stream: next, after: last });
  await saveLanes(tx, reactor.space, [{ ...lane, closeCursor }]);
  return next === undefined ? 'told' : 'more';
}
