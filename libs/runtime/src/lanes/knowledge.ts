import type { CalendarDate } from '@mora/kernel';
import type { Tx } from '../postgres.js';
import type { LaneInput } from './lane-input.js';

/** By lane and informing stream, the last day of which everything is known. */
export type Knowledge = ReadonlyMap<number, Readonly<Record<string, CalendarDate>>>;

/** The same of one lane whose inputs have been read. */
export const knownFrom = (
  { informing }: Readonly<{ informing: readonly string[] }>,
  inputs: readonly LaneInput[],
): Readonly<Record<string, CalendarDate>> =>
  Object.fromEntries(
    inputs.flatMap(({ stream, markedDay }) =>
      markedDay !== null && informing.includes(stream) ? [[stream, markedDay]] : [],
    ),
  );

type Row = { partition: number; stream: string; marked_day: CalendarDate };

/** How far the informing streams are known in these lanes, whose locks are held. Costs nothing where there are none. */
export async function knowledgeOf(
  tx: Tx,
  { space, informing }: Readonly<{ space: string; informing: readonly string[] }>,
  partitions: Iterable<number>,
): Promise<Knowledge> {
  if (informing.length === 0) return new Map();
  const rows = await tx.query<Row>(
    `select partition, stream, marked_day from lane_input
     where space = $1 and stream = any($2::text[]) and partition = any($3::int[]) and marked_day is not null`,
    [space, informing, [...partitions]],
  );
  const known = new Map<number, Record<string, CalendarDate>>();
  for (const { partition, stream, marked_day: day } of rows) {
    known.set(partition, { ...known.get(partition), [stream]: day });
  }
  return known;
}
