import type { CalendarDate } from '@mora/kernel';
import { timelineOf } from '../loan/timeline.js';
import { workWanted } from '../loan/work.js';
import { clearanceEnds } from '../menu/clearance.js';
import { menuRulesFor } from '../menu/rules.js';
import { clearanceOf } from '../offers/limits.js';
import type { RoundStep, Scene } from './step.js';
import type { RoundPart } from './types.js';

/** Work about the negotiation of the statute; it ends with the round. */
export const CLEARANCE_WORK = ['clearance-not-begun', 'clearance-failed'] as const;

/**
 * The days of the statute on debt clearance: where nothing was begun, or nothing agreed, by the last of them, the
 * negotiation of the statute has failed, and somebody tells the borrower so in writing. The loan's own goes on.
 */
export function clearanceDays(part: RoundPart, day: CalendarDate, { view }: Scene): RoundStep {
  const { open } = part;
  const { product, currency } = view.parts.ledger;
  const clearance = clearanceOf({ ...view.parts, round: part });
  const rules = product && currency && menuRulesFor(view.policies.menu, product, currency, day);
  if (open === null || clearance === null || !rules || open.state === 'awaiting') return { part };
  const { startDays = null, failDays = null } = rules.forbearance.kinds['tw-debt-clearance'].limits;
  const { beginBy, agreeBy } = clearanceEnds(clearance, { startDays, failDays });
  const [kind, last] =
    clearance.begunOn === null ? (['clearance-not-begun', beginBy] as const) : (['clearance-failed', agreeBy] as const);
  if (last === null || day > last) return { part };
  if (day < last) return { part, reviewOn: last };
  const { roundId, because } = open;
  const about = { loanId: view.loanId, about: roundId, because, openedOn: day };
  return {
    part,
    writes: [
      workWanted({ ...about, kind, team: 'supervisor', dueOn: day }),
      timelineOf(kind, { roundId, ...clearance, last }, rules.refs.forbearance),
    ],
  };
}
