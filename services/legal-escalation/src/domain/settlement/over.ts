import { addDays, type CalendarDate } from '@mora/kernel';
import type { LoanView } from '../loan/part.js';
import type { PlanKept } from '../loan/parts/elsewhere.js';
import { timelineOf } from '../loan/timeline.js';
import { workWanted } from '../loan/work.js';
import type { Made } from './asked.js';
import type { Settlement, SettlementPart } from './types.js';

type Over = Partial<Omit<Made, 'part'>> & Readonly<{ part: Pick<SettlementPart, 'current'> }>;

/** What its plan is where a settlement is over. */
const OVER_BY: Readonly<Partial<Record<Settlement['state'], PlanKept['state']>>> = {
  performed: 'completed',
  defaulted: 'broken',
  resumed: 'broken',
  failed: 'ended',
};

/** The plan of a settlement that is over, where negotiation has taken that end back since; null where it stands. */
export function standsAgain({ state, planId }: Settlement, { parts }: LoanView): PlanKept | null {
  const by = OVER_BY[state];
  const plan = parts.elsewhere.plans.find((one) => one.planId === planId);
  return by === undefined || plan === undefined || plan.state === by ? null : plan;
}

/** It was kept to its end. What is before a court ends with the debt; an enforcement ends with its settlement. */
export function completed(current: Settlement, { planId, on }: PlanKept, _view: LoanView, day: CalendarDate): Over {
  const { caseId, settlementId, at } = current;
  const data = { caseId, settlementId, planId, on };
  return {
    part: { current: { ...current, state: 'performed', on: day } },
    said: [{ type: 'settlement-performed', data }],
    writes: [timelineOf('settlement-performed', data, null)],
    tell: at === 'after-judgment' ? [{ kind: 'case-over', caseId, outcome: 'settled' }] : [],
  };
}

/** It was not kept: what there is by then goes on. */
export function broken(current: Settlement, { planId, on }: PlanKept, view: LoanView, day: CalendarDate): Over {
  const { caseId, settlementId, resumeUntil } = current;
  const data = { caseId, settlementId, planId, on, resumeUntil: resumeUntil?.on ?? null };
  const { loanId } = view;
  const item = { loanId, team: 'legal' as const, because: 'settlement-broken', dueOn: addDays(day, 1), openedOn: day };
  return {
    part: { current: { ...current, state: 'defaulted', on: day } },
    said: [{ type: 'settlement-defaulted', data }],
    writes: [timelineOf('settlement-defaulted', data, null), workWanted({ ...item, ...goesOn(current, view) })],
  };
}

/** It is over, and nobody has broken it: what there is rests until somebody says how it goes on. */
export function ended(current: Settlement, { planId, on }: PlanKept, { loanId }: LoanView, day: CalendarDate): Over {
  const { caseId, settlementId: about } = current;
  const item = { loanId, about, kind: 'settlement-over', team: 'legal' as const, because: 'plan-ended' };
  return {
    part: { current: { ...current, state: 'failed', on: day } },
    writes: [
      timelineOf('settlement-over', { caseId, settlementId: about, planId, on }, null),
      workWanted({ ...item, dueOn: addDays(day, 1), openedOn: day }),
    ],
  };
}

/** An enforcement is taken up again, a title of which none had begun is enforced, and else the court goes on. */
function goesOn(
  { settlementId, at }: Settlement,
  { parts: { enforcement, proceedings } }: LoanView,
): Readonly<{ kind: string; about: string }> {
  if (at === 'before-judgment') return { kind: 'go-on-in-court', about: settlementId };
  const title = proceedings.titles.findLast(({ finalOn }) => finalOn !== null);
  const isBegun = enforcement.rounds.some(({ state }) => state === 'open' || state === 'stayed');
  return isBegun || title === undefined
    ? { kind: 'resume-judgment', about: settlementId }
    : { kind: 'enforce', about: title.judgmentId };
}
