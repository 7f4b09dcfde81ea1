import { addDays, type CalendarDate } from '@mora/kernel';
import { withMore } from '../loan/gathered.js';
import type { LoanView } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone, workWanted } from '../loan/work.js';
import { isWaiting, noticeDue, objectionsOf } from './court-terms.js';
import { objectionStands } from './objections.js';
import { type Made, ofRound, roundOf, rulesOf, withRound } from './round.js';
import type { Enforcement, Objection } from './types.js';

/** A day is over: the court is late with its notice or its decision, or what it has decided stands. */
export function courtTime(made: Made, enforcementId: string, view: LoanView, day: CalendarDate): Made {
  const round = roundOf(made.part, enforcementId);
  if (round === undefined) return made;
  return objectionsOf(round)
    .filter((one) => isWaiting(one) && day > one.due.on)
    .reduce((sum, objection) => overdue(sum, enforcementId, objection, view, day), noticeLate(made, round, view, day));
}

function noticeLate(made: Made, round: Enforcement, view: LoanView, day: CalendarDate): Made {
  const due = noticeDue(round, rulesOf(view, round), view.policies.book);
  if (due === null || day <= due.on) return made;
  const item = { loanId: view.loanId, about: round.enforcementId, kind: 'notice-late', team: 'legal' as const };
  return withMore(made, {
    part: withRound(made.part, { noticeLate: true, ...round }),
    writes: [workWanted({ ...item, dueOn: addDays(day, 1), because: 'court-late', openedOn: day })],
  });
}

function overdue(made: Made, enforcementId: string, objection: Objection, view: LoanView, day: CalendarDate): Made {
  const round = roundOf(made.part, enforcementId);
  if (round === undefined) return made;
  const { objectionId: about, state, outcome } = objection;
  const item = { loanId: view.loanId, about, dueOn: addDays(day, 1), openedOn: day };
  if (state === 'raised') {
    const late = withMore(made, objectionStands(made.part, round, { ...objection, told: true }, view));
    return withMore(late, {
      writes: [workWanted({ ...item, kind: 'objection-late', team: 'legal', because: 'court-late' })],
    });
  }
  const lapsed = { ...item, kind: 'objection-lapsed', team: 'supervisor' as const, because: 'not-fought' };
  const stands = withMore(made, objectionStands(made.part, round, { ...objection, state: 'over' }, view));
  return withMore(stands, {
    said: [ofRound(round, 'objection-ended', { objectionId: about, outcome, how: 'stands', on: day })],
    writes: [
      timelineOf('objection-over', { enforcementId, objectionId: about, outcome }, null),
      // What the bank has let stand against itself is more than a lawyer's affair.
      ...(outcome === 'upheld'
        ? [workDone({ loanId: view.loanId, about, kind: 'fight-objection' }, 'lapsed', day), workWanted(lapsed)]
        : []),
    ],
  });
}

/** The days at whose close the court of a round is late, or its decision stands. */
export function courtDays(round: Enforcement, view: LoanView): readonly CalendarDate[] {
  const notice = noticeDue(round, rulesOf(view, round), view.policies.book);
  const waiting = objectionsOf(round).filter(isWaiting);
  return [...waiting.map(({ due }) => due), ...(notice === null ? [] : [notice])].map(({ on }) => addDays(on, 1));
}
