import { addDays, type CalendarDate } from '@mora/kernel';
import { withMore } from '../loan/gathered.js';
import type { LoanView } from '../loan/part.js';
import { workWanted } from '../loan/work.js';
import type { JudgmentTitle } from '../proceedings/types.js';
import { isSettled } from '../settlement/settled.js';
import { dueOf, roundsOf, sumLeft } from './left.js';
import { enforcementRulesFor, type Made, underOf } from './round.js';

/** Titles that bind; of what is another's by now, or was settled, nothing is asked for. */
export const bindingTitles = ({ parts }: Pick<LoanView, 'parts'>): readonly JudgmentTitle[] =>
  parts.ledger.status === 'transferred'
    ? []
    : parts.proceedings.titles.filter((title) => title.finalOn !== null && !isSettled(parts, title));

/** The days at whose close a part of a judgment becomes due. */
export const dueDays = (view: Pick<LoanView, 'parts'>): readonly CalendarDate[] =>
  bindingTitles(view).flatMap(({ parts }) => parts.map(({ performBy }) => performBy));

/**
 * The last day of a part is over and it is not paid: somebody asks the court. Of a title that binds only since, and of
 * which something is due already, that is so at once (`isNew`).
 */
export function partsDue(made: Made, view: LoanView, day: CalendarDate, isNew = false): Made {
  const rules = enforcementRulesFor(view);
  if (rules === null) return made;
  const late = bindingTitles(view).filter((title) => {
    const last = roundsOf(made.part, title.judgmentId).at(-1);
    if (last !== undefined && last.state !== 'satisfied') return false;
    if (!isNew && title.parts.every(({ performBy }) => performBy !== day)) return false;
    const due = dueOf(underOf(title, made.part, view, rules, day), day);
    return due !== null && sumLeft(due) > 0;
  });
  const item = { loanId: view.loanId, kind: 'enforce', team: 'legal' as const, because: 'part-unpaid' };
  const openedOn = addDays(day, isNew ? 1 : 0);
  return withMore(made, {
    writes: late.map(({ judgmentId: about }) => workWanted({ ...item, about, dueOn: addDays(day, 1), openedOn })),
  });
}
