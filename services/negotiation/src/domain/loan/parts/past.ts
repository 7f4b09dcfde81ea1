import type { CalendarDate } from '@mora/kernel';
import type { CutOverPast } from '../../plans/commands.js';
import { isFailure } from '../../tally/round-closing.js';
import type { Part, Step } from '../part.js';

/** Until when what stood before Mora can be told of a loan, and of which days. */
export type PastPart = Readonly<{
  /** On this day, by the wall, the loan became known here; null until then. */
  since: CalendarDate | null;
  /** A negotiation that was opened here has led to an offer or has failed: from then on the loan's course is our own. */
  over: boolean;
}>;

/**
 * What is told of the past has no approvals and counts all the same, so that it must lie before the loan came here. A
 * close that opens a negotiation shuts nothing out: a file that passes it could not be brought to its end.
 */
export const pastPart: Part<PastPart> = {
  name: 'past',
  start: { since: null, over: false },
  on(part, event, _view, { openDay, today }): Step<PastPart> {
    if (event.kind === 'cut-over') {
      const because = whyNotTold(part, event.past, openDay);
      return because === null ? { part } : { part, refuse: { because } };
    }
    return part.since === null ? { part: { ...part, since: today } } : { part };
  },
  hear(part, inner): Step<PastPart> {
    if (part.over) return { part };
    const isOurs = inner.kind === 'offers-made' || (inner.kind === 'round-over' && isFailure(inner.outcome));
    return isOurs ? { part: { ...part, over: true } } : { part };
  },
};

function whyNotTold({ since, over }: PastPart, past: CutOverPast, openDay: CalendarDate): string | null {
  if (over) return 'cut-over-done';
  const on = past.what === 'plan' ? past.activeFrom : past.closedOn;
  if (on > openDay) return 'in-the-future';
  return since !== null && on > since ? 'after-cut-over' : null;
}
