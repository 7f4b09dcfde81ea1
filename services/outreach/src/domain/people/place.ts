import { addDays } from '@mora/kernel';
import type { Step } from '../loan/part.js';
import type { DecisionAt } from '../words.js';
import { announcementOf } from './announcing.js';
import { barredBy } from './barred.js';
import type { Place } from './commands.js';
import type { PlacementPart } from './placement.part.js';
import { placementRow, told } from './placement-rows.js';
import { accepted } from './proposal.js';
import { refused, type Seen } from './step.js';
import { wait } from './waiting.js';

/** The firm gets the loan at once where the borrower knows of it, and else when the borrower has been told. */
export function place(part: PlacementPart, event: Place, seen: Seen, at: DecisionAt): Step<PlacementPart> {
  const because = objectionTo(part, event, seen, at);
  if (because !== null) return refused(part, ...because);
  if (event.announcedOn === null) return taken(wait(part, event, seen, at), event, seen, at);
  const { placementId, agencyId, announcedOn, until } = event;
  const placement = { placementId, agencyId, announcedOn, from: at.openDay, until };
  const step: Step<PlacementPart> = {
    part: { ...part, placement, ending: null },
    said: [told('agency-placed', placement, seen, 'placed')],
    writes: [placementRow(placement, seen, { state: 'placed', because: 'placed' })],
    ...(until !== null && { reviewOn: until }),
  };
  return taken(step, event, seen, at);
}

/** What the strategy had proposed is done by it. */
function taken(step: Step<PlacementPart>, event: Place, seen: Seen, at: DecisionAt): Step<PlacementPart> {
  const done = accepted(step.part, event, seen, at);
  return { ...step, part: done.part, writes: [...(step.writes ?? []), ...done.writes] };
}

type Objection = readonly [because: string, detail: string];

function objectionTo(part: PlacementPart, event: Place, seen: Seen, at: DecisionAt): Objection | null {
  const barred = barredBy(seen);
  if (part.placement !== null) return ['already-placed', 'an agency has the loan'];
  if (part.waiting !== null) return ['already-placed', 'an agency gets the loan when the borrower has been told'];
  if (event.objections.length > 0) return ['agency-not-good', event.objections.join(', ')];
  if (!event.standing.listed) return ['agency-not-listed', 'the firm is not on the published list'];
  if (!seen.isOverdue) return ['not-overdue', 'nothing is overdue'];
  if (barred.length > 0) return ['restricted', barred.join(', ')];
  return event.announcedOn === null ? notToBeTold(event, seen, at) : notTold(event, at);
}

function notTold({ announcedOn, until }: Place, { openDay }: DecisionAt): Objection | null {
  if (announcedOn !== null && announcedOn > openDay) {
    return ['outsourcing-not-announced', 'the borrower has not been told of the firm yet'];
  }
  return until !== null && until < openDay ? PAST : null;
}

/** Why the borrower cannot be told by Mora. */
function notToBeTold({ firm, until }: Place, seen: Seen, { openDay }: DecisionAt): Objection | null {
  const rule = announcementOf(seen, openDay);
  if (firm === null) return ['outsourcing-not-announced', 'the register has no phone of the firm to tell the borrower'];
  if (rule === null) return ['outsourcing-not-announced', 'nobody is known who could be told'];
  return until !== null && until < addDays(openDay, rule.daysAhead) ? PAST : null;
}

const PAST: Objection = ['until-past', 'the placement would be over already'];
