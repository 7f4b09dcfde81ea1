import { addDays, type CalendarDate } from '@mora/kernel';
import { gatheredOf, withMore } from '../loan/gathered.js';
import type { Inner, LoanView, Said } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workWanted } from '../loan/work.js';
import { endOfPeriod } from '../periods/period.js';
import { rulesFor } from '../products.js';
import type { Due } from '../words.js';
import type { Made } from './asked.js';
import type { Settlement, SettlementPart } from './types.js';

/** A day is over: what negotiation has made of the asking, and the debtor of the plan. */
export function closed(part: SettlementPart, view: LoanView, day: CalendarDate): Made {
  const { current } = part;
  if (current === null) return gatheredOf(part);
  switch (current.state) {
    case 'asked':
    case 'agreed':
      return answered(part, current, view, day);
    case 'performing':
      return kept(part, current, view, day);
    default:
      return gatheredOf(part);
  }
}

function answered(part: SettlementPart, current: Settlement, view: LoanView, day: CalendarDate): Made {
  const { plan, asks } = view.parts.elsewhere;
  const { requestId, settlementId } = current;
  const isOurs = plan?.legal?.requestId === requestId;
  if (isOurs && plan.state === 'active') return performing(part, current, plan, view, day);
  const answer = asks[requestId];
  if (answer === 'agreed') return withState(part, current, 'agreed', day);
  if (answer !== 'failed' && answer !== 'closed') return gatheredOf(part);
  return withMore(withState(part, current, 'failed', day), {
    writes: [timelineOf('settlement-failed', { settlementId, answer }, null)],
  });
}

const withState = (part: SettlementPart, current: Settlement, state: Settlement['state'], on: CalendarDate): Made =>
  gatheredOf(current.state === state ? part : { ...part, current: { ...current, state, on } });

type Plan = NonNullable<LoanView['parts']['elsewhere']['plan']>;

/** A plan of negotiation binds: an enforcement rests, and of what is before a court somebody has to tell the court. */
function performing(part: SettlementPart, current: Settlement, plan: Plan, view: LoanView, day: CalendarDate): Made {
  const { caseId, settlementId, at } = current;
  const { planId } = plan;
  const lastOn = plan.until ?? null;
  const resumeUntil = resumeUntilOf(lastOn ?? plan.on, view);
  const next: Settlement = { ...current, state: 'performing', planId, on: day, from: plan.on, lastOn, resumeUntil };
  const data = { caseId, settlementId, planId, on: plan.on, resumeUntil: resumeUntil.on };
  const inCourt = view.parts.proceedings.proceedings.filter((one) => one.caseId === caseId && one.state === 'open');
  const stay: readonly Inner[] =
    at === 'after-judgment' ? [{ kind: 'stay', because: 'settlement', on: plan.on > day ? day : plan.on }] : [];
  return withMore(gatheredOf({ ...part, current: next }), {
    said: [{ type: 'settlement-recorded', data }],
    writes: [
      timelineOf('settlement-recorded', { ...data, provisional: resumeUntil.provisional }, null),
      ...inCourt.map(({ proceedingId }) =>
        workWanted({
          loanId: view.loanId,
          about: proceedingId,
          kind: 'withdraw-or-confirm',
          team: 'legal',
          dueOn: addDays(day, 1),
          because: 'settled',
          openedOn: day,
        }),
      ),
    ],
    tell: stay,
  });
}

/** The period for taking the title up again is that for enforcing, and runs from the last day of the settlement. */
function resumeUntilOf(last: CalendarDate, { policies, parts }: LoanView): Due {
  const rules = rulesFor(policies, parts.ledger);
  if (rules === null) return { on: last, provisional: true };
  const { calendar, weekendShifts, enforcement } = rules;
  return endOfPeriod(last, { years: enforcement.years }, policies.book, calendar, weekendShifts);
}

/** The plan was broken, or kept to its end. */
function kept(part: SettlementPart, current: Settlement, view: LoanView, day: CalendarDate): Made {
  const { plan } = view.parts.elsewhere;
  const { caseId, settlementId, planId, at, resumeUntil } = current;
  if (plan === null || plan.planId !== planId || plan.state === 'active') return gatheredOf(part);
  const { loanId } = view;
  const ids = { caseId, settlementId, planId, on: plan.on };
  if (plan.state === 'completed') {
    const said: Said = { type: 'settlement-performed', data: ids };
    return withMore(withState(part, current, 'performed', day), {
      said: [said],
      writes: [timelineOf(said.type, ids, null)],
      // What is before a court ends with the debt; an enforcement ends with its settlement.
      tell: at === 'after-judgment' ? [{ kind: 'case-over', caseId, outcome: 'settled' }] : [],
    });
  }
  const data = { ...ids, resumeUntil: resumeUntil?.on ?? null };
  const item = { loanId, about: settlementId, team: 'legal' as const, because: 'settlement-broken', openedOn: day };
  const kind = at === 'after-judgment' ? 'resume-judgment' : 'go-on-in-court';
  return withMore(withState(part, current, 'defaulted', day), {
    said: [{ type: 'settlement-defaulted', data }],
    writes: [timelineOf('settlement-defaulted', data, null), workWanted({ ...item, kind, dueOn: addDays(day, 1) })],
  });
}
