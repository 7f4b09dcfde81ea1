import {
  loanPaused,
  negotiationClosed,
  negotiationFailed,
  negotiationHoldLifted,
  negotiationHoldSet,
  outreachDisputeClosed,
  outreachDisputeRaised,
  outreachVulnerabilityCleared,
  outreachVulnerabilityFlagged,
} from '@mora/contracts';
import { addDays, type CalendarDate, calendarDate } from '@mora/kernel';
import type { Trace } from '../trace.js';

/** From a day to another, both among them; null where it has no end yet. */
export type Stretch = Readonly<{ from: CalendarDate; until: CalendarDate | null }>;
type Said = Readonly<{ place: number; businessDate: string }>;

const EXCUSES: readonly string[] = ['dispute', 'vulnerability', 'moratorium', 'deceased', 'bank-delay'];
const OWES: readonly string[] = ['borrower', 'co-borrower'];

/** All days of which the log says that what fails in them is no failure (N-21); of holds that were lifted unsaid, fewer. */
export const heldIn = (trace: Trace): readonly Stretch[] => [
  ...pauses(trace),
  ...disputes(trace),
  ...vulnerabilities(trace),
  ...holds(trace),
];

/** What ends on a day has held up to the day before. */
const until = (begun: Said, ends: readonly Said[]): CalendarDate | null => {
  const end = ends.find(({ place }) => place > begun.place);
  return end === undefined ? null : addDays(calendarDate(end.businessDate), -1);
};

const stretch = (begun: Said, ends: readonly Said[]): Stretch => ({
  from: calendarDate(begun.businessDate),
  until: until(begun, ends),
});

/** The same pause again is as it was said last. */
function pauses(trace: Trace): readonly Stretch[] {
  const last = new Map(trace.all(loanPaused).map(({ data }) => [data.pauseId, data]));
  return [...last.values()].map((one) => ({
    from: calendarDate(one.from),
    until: one.until === null ? null : calendarDate(one.until),
  }));
}

function disputes(trace: Trace): readonly Stretch[] {
  const closed = trace.all(outreachDisputeClosed);
  return trace.all(outreachDisputeRaised).map((one) =>
    stretch(
      one,
      closed.filter(({ data }) => data.disputeId === one.data.disputeId),
    ),
  );
}

function vulnerabilities(trace: Trace): readonly Stretch[] {
  const cleared = trace.all(outreachVulnerabilityCleared);
  return trace
    .all(outreachVulnerabilityFlagged)
    .filter(({ data }) => OWES.includes(data.role))
    .map((one) =>
      stretch(
        one,
        cleared.filter(({ data }) => data.personId === one.data.personId),
      ),
    );
}

/** A negotiation says its holds as long as it is open. */
function holds(trace: Trace): readonly Stretch[] {
  const ends = [
    ...trace.all(negotiationClosed),
    ...trace.all(negotiationFailed).filter(({ data }) => data.planId === null),
  ];
  const lifted = trace.all(negotiationHoldLifted);
  return trace
    .all(negotiationHoldSet)
    .filter(({ data }) => EXCUSES.includes(data.kind))
    .map((one) => {
      const own = [
        ...ends.filter(({ data }) => data.roundId === one.data.roundId),
        ...lifted.filter(({ data }) => data.holdId === one.data.holdId),
      ].toSorted((a, b) => a.place - b.place);
      const said = stretch(one, own);
      const last = one.data.until === null ? null : calendarDate(one.data.until);
      return said.until === null || (last !== null && last < said.until) ? { ...said, until: last } : said;
    });
}

/** How many of the days after one, up to another, are in none of the stretches. */
export function freeDays(after: CalendarDate, upTo: CalendarDate, held: readonly Stretch[]): number {
  let count = 0;
  for (let day = addDays(after, 1); day <= upTo; day = addDays(day, 1)) {
    if (!held.some(({ from, until: last }) => from <= day && (last === null || day <= last))) count += 1;
  }
  return count;
}
