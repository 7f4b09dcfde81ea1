import { type CalendarDate, earliest } from '@mora/kernel';
import type { ElsewhereFact, LoanEvent } from '../event.js';

/** What opens a negotiation, or says that none is wanted. What restricts is not put by: it counts at once. */
export type AheadFact = Extract<ElsewhereFact, { kind: 'hardship' | 'conversation' | 'legal-asked' }>;

/** Said of days that are not open here yet, in the order in which it came. */
export type Ahead = Readonly<{ ahead?: readonly AheadFact[] }>;

/** More than this is taken at once. */
const MOST_AHEAD = 200;

const isPutBy = (event: LoanEvent): event is AheadFact =>
  event.kind === 'hardship' || event.kind === 'conversation' || event.kind === 'legal-asked';

/**
 * Another service may be days ahead of this one, and the closes of those days decide here as if it were not: what it
 * says of a day waits until that day is open. Null where it need not wait.
 */
export function putBy<P extends Ahead>(part: P, event: LoanEvent, openDay: CalendarDate): P | null {
  const { ahead = [] } = part;
  if (!isPutBy(event) || event.on <= openDay || ahead.length >= MOST_AHEAD) return null;
  return { ...part, ahead: [...ahead, event] };
}

/** What was put by and is of days up to this one, and the part without it. */
export function dueOf<P extends Ahead>(
  part: P,
  openDay: CalendarDate,
): Readonly<{ part: P; due: readonly AheadFact[] }> {
  const due = part.ahead?.filter(({ on }) => on <= openDay) ?? [];
  if (due.length === 0) return { part, due };
  const { ahead = [], ...rest } = part;
  const left = ahead.filter(({ on }) => on > openDay);
  return { part: (left.length === 0 ? rest : { ...rest, ahead: left }) as P, due };
}

/** The first day for which something was put by. */
export const firstAhead = ({ ahead = [] }: Ahead): CalendarDate | null =>
  ahead.reduce<CalendarDate | null>((first, { on }) => (first === null ? on : earliest(first, on)), null);
