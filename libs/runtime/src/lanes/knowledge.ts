import { addDays, type CalendarDate } from '@mora/kernel';
import type { Tx } from '../postgres.js';
import type { LaneInput } from './lane-input.js';

/** By lane and informing stream, the last day of which everything is known. */
export type Knowledge = ReadonlyMap<number, Readonly<Record<string, CalendarDate>>>;

type Space = Readonly<{ spine: readonly string[]; informing: readonly string[] }>;
type Marked = Pick<LaneInput, 'stream' | 'markedFrom' | 'markedDay'>;

/**
 * Whether a day of an informing stream is one that the lane has not closed yet: then its mark makes nothing known before
 * the lane has. Else what is concluded from it would bear one day or the next, by which service was faster.
 */
export const isAhead = ({ spine }: Pick<Space, 'spine'>, openDay: CalendarDate | null, day: CalendarDate): boolean =>
  spine.length > 0 && openDay !== null && day >= openDay;

/** Up to which day a stream is known on the open day of a lane; of a service that begins later, nothing is before. */
function knownDay(space: Space, { markedFrom, markedDay }: Marked, openDay: CalendarDate | null): CalendarDate | null {
  if (markedDay === null || openDay === null || !isAhead(space, openDay, markedDay)) return markedDay;
  const day = addDays(openDay, -1);
  return markedFrom === null || markedFrom <= day ? day : null;
}

/** The same of one lane whose inputs have been read. */
export const knownFrom = (
  space: Space,
  inputs: readonly Marked[],
  openDay: CalendarDate | null,
): Readonly<Record<string, CalendarDate>> =>
  Object.fromEntries(
    inputs.flatMap((input) => {
      const day = space.informing.includes(input.stream) ? knownDay(space, input, openDay) : null;
      return day === null ? [] : [[input.stream, day]];
    }),
  );

type Row = {
  partition: number;
  stream: string;
  marked_from: CalendarDate | null;
  marked_day: CalendarDate;
  open_day: CalendarDate | null;
};

/** How far the informing streams are known in these lanes, whose locks are held. Costs nothing where there are none. */
export async function knowledgeOf(
  tx: Tx,
  reactor: Space & Readonly<{ space: string }>,
  partitions: Iterable<number>,
): Promise<Knowledge> {
  const { space, informing } = reactor;
  if (informing.length === 0) return new Map();
  const rows = await tx.query<Row>(
    `select partition, stream, marked_from, marked_day, open_day from lane_input join lane using (space, partition)
     where space = $1 and stream = any($2::text[]) and partition = any($3::int[]) and marked_day is not null`,
    [space, informing, [...partitions]],
  );
  const known = new Map<number, Record<string, CalendarDate>>();
  for (const { partition, stream, marked_from: markedFrom, marked_day: markedDay, open_day: openDay } of rows) {
    const one = knownFrom(reactor, [{ stream, markedFrom, markedDay }], openDay);
    known.set(partition, { ...known.get(partition), ...one });
  }
  return known;
}
