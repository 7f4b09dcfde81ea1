import { type CalendarDate } from '@mora/kernel';
import type { LoanEvent } from '../loan/event.js';
import type { Part, Step } from '../loan/part.js';
import type { Request } from '../loan/requests.js';
import type { DecisionAt } from '../words.js';
import { place } from './place.js';
import { placementRow, told } from './placement-rows.js';
import { decline, type Proposal, proposed, withoutProposal } from './proposal.js';
import { seenOf } from './seen.js';
import { refused, type Seen, unchanged } from './step.js';
import { closeWaiting, drop, listen, type Waiting } from './waiting.js';

/** A loan in the hands of an outside firm. */
export type Placement = Readonly<{
  placementId: string;
  agencyId: string;
  announcedOn: CalendarDate;
  from: CalendarDate;
  until: CalendarDate | null;
}>;

export type PlacementPart = Readonly<{
  placement: Placement | null;
  /** A firm that gets the loan when the borrower has been told of it. */
  waiting: Waiting | null;
  /** What the strategy proposes and nobody has decided yet. */
  proposal: Proposal | null;
  /** Why it must come back at the close of the day; what the spine says of it meets there. */
  ending: string | null;
}>;

export const placementPart: Part<PlacementPart> = {
  name: 'placement',
  start: { placement: null, waiting: null, proposal: null, ending: null },
  on: (part, event, view, at) =>
    isIdle(part) && !COMMANDS.has(event.kind)
      ? unchanged(part)
      : onPlacement(part, event, seenOf(view), at, view.parts.elsewhere.requests),
};

const COMMANDS: ReadonlySet<string> = new Set(['place', 'recall', 'decline-placement', 'placement-proposed']);

const isIdle = ({ placement, waiting, proposal }: PlacementPart): boolean =>
  placement === null && waiting === null && proposal === null;

export function onPlacement(
  part: PlacementPart,
  event: LoanEvent,
  seen: Seen,
  at: DecisionAt,
  requests: readonly Request[] = [],
): Step<PlacementPart> {
  switch (event.kind) {
    case 'place':
      return place(part, event, seen, at);
    case 'placement-proposed':
      return proposed(part, event, seen, at);
    case 'decline-placement':
      return decline(part, event, seen, at);
    case 'recall':
      return recall(part, event.because, seen, at);
    case 'cured':
      return part.placement === null
        ? { part, reviewOn: at.openDay }
        : { part: { ...part, ending: `cured-${event.by}` }, reviewOn: at.openDay };
    case 'plan':
      return event.state === 'active' ? { part, reviewOn: at.openDay } : unchanged(part);
    case 'day-closed':
      return closeDay(part, seen, at, requests);
    default:
      return part.waiting === null ? unchanged(part) : listen(part, part.waiting, seen, at, requests);
  }
}

function recall(part: PlacementPart, because: string, seen: Seen, at: DecisionAt): Step<PlacementPart> {
  if (part.placement !== null) return end(part, because, seen, at);
  return part.waiting === null
    ? refused(part, 'not-placed', 'no agency has the loan')
    : drop(part, part.waiting, because, seen, at);
}

/** The loan comes back, and nobody outside has a reason to speak of it any more. */
function end(part: PlacementPart, because: string, seen: Seen, at: DecisionAt): Step<PlacementPart> {
  const known = part.placement as Placement;
  return {
    part: { ...part, placement: null, ending: null },
    said: [told('agency-recalled', known, seen, because)],
    writes: [placementRow(known, seen, { state: 'recalled', because, recalledOn: at.openDay })],
  };
}

function closeDay(part: PlacementPart, seen: Seen, at: DecisionAt, requests: readonly Request[]): Step<PlacementPart> {
  if (part.waiting !== null) return closeWaiting(part, part.waiting, seen, at, requests);
  if (part.placement !== null) return closePlaced(part, seen, at);
  return part.proposal === null || seen.isOverdue ? unchanged(part) : withoutProposal(part, 'not-overdue', seen, at);
}

function closePlaced(part: PlacementPart, seen: Seen, at: DecisionAt): Step<PlacementPart> {
  const until = part.placement?.until ?? null;
  if (part.ending !== null && !seen.isOverdue) return end(part, part.ending, seen, at);
  if (seen.flags.includes('plan-active')) return end(part, 'plan-active', seen, at);
  if (until !== null && until <= at.openDay) return end(part, 'term-over', seen, at);
  const left = part.ending === null ? part : { ...part, ending: null };
  return { part: left, ...(until !== null && { reviewOn: until }) };
}
