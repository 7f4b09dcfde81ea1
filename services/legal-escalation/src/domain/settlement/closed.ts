import { addDays, type CalendarDate, earliest } from '@mora/kernel';
import { gatheredOf, withMore } from '../loan/gathered.js';
import type { Inner, LoanView } from '../loan/part.js';
import type { PlanKept } from '../loan/parts/elsewhere.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone, workWanted } from '../loan/work.js';
import { endOfPeriod } from '../periods/period.js';
import { rulesFor } from '../products.js';
import type { Due } from '../words.js';
import { type Made, stageOf } from './asked.js';
import { broken, completed, ended, standsAgain } from './over.js';
import { withoutSettled, withSettled } from './settled.js';
import type { Settlement, SettlementPart } from './types.js';

/** A day is over: what negotiation has made of the asking, and the debtor of the plan. */
export function closed(part: SettlementPart, view: LoanView, day: CalendarDate): Made {
  const { current } = part;
  if (current === null) return gatheredOf(part);
  const plan = standsAgain(current, view);
  if (plan !== null) return kept(onceMore(part, current, plan, view, day), view, day);
  switch (current.state) {
    case 'asked':
    case 'agreed':
    case 'given-up':
      return answered(part, current, view, day);
    case 'performing':
      return kept(gatheredOf(part), view, day);
    case 'defaulted':
      return notResumed(part, current, view, day);
    default:
      return gatheredOf(part);
  }
}

/** The first day after one at whose close time alone makes something of it; null where none is. */
export function nextLook({ current }: SettlementPart, day: CalendarDate): CalendarDate | null {
  const last =
    current?.state === 'asked' || current?.state === 'agreed'
      ? current.answerBy
      : current?.state === 'defaulted'
        ? current.resumeUntil?.on
        : undefined;
  return last === undefined || last < day ? null : addDays(last, 1);
}

/** A plan that was made for it is the settlement, whatever has become of that by now; else what negotiation has answered. */
function answered(part: SettlementPart, current: Settlement, view: LoanView, day: CalendarDate): Made {
  const { plans, asks } = view.parts.elsewhere;
  const { requestId, settlementId, state } = current;
  const plan = plans.findLast(({ legal }) => legal?.requestId === requestId);
  if (plan !== undefined) {
    return kept(performing(part, current, plan, view, day, earliest(plan.from, plan.saidOn ?? day)), view, day);
  }
  if (state === 'given-up') return gatheredOf(part);
  const answer = asks[requestId];
  if (answer === 'agreed') return unanswered(withState(part, current, 'agreed', day), view, day);
  if (answer !== 'failed' && answer !== 'closed') return unanswered(gatheredOf(part), view, day);
  return withMore(withState(part, current, 'failed', day), {
    writes: [
      timelineOf('settlement-failed', { settlementId, answer }, null),
      workDone({ loanId: view.loanId, about: settlementId, kind: 'settlement-unanswered' }, answer, day),
    ],
  });
}

/** Nobody answers, or what was agreed on never begins: people decide whether it is waited for. */
function unanswered(made: Made, { loanId, policies }: LoanView, day: CalendarDate): Made {
  const { current } = made.part;
  if (current === null || day <= current.answerBy) return made;
  const { settlementId: about, answerBy } = current;
  const { id, version } = policies.settlement;
  const item = { loanId, about, kind: 'settlement-unanswered', team: 'legal' as const, because: 'no-answer' };
  return withMore(made, {
    writes: [
      workWanted({ ...item, dueOn: addDays(day, 1), openedOn: day }),
      timelineOf('settlement-unanswered', { settlementId: about, answerBy }, { id, version, rule: 'answerDays' }),
    ],
  });
}

const withState = (part: SettlementPart, current: Settlement, state: Settlement['state'], on: CalendarDate): Made =>
  gatheredOf(current.state === state ? part : { ...part, current: { ...current, state, on } });

/** A plan of negotiation binds: an enforcement rests, and of what is before a court somebody has to tell the court. */
function performing(
  part: SettlementPart,
  current: Settlement,
  plan: PlanKept,
  view: LoanView,
  day: CalendarDate,
  restsFrom: CalendarDate,
): Made {
  const { caseId, settlementId } = current;
  const { planId, from, until: lastOn } = plan;
  const at = stageOf(view.parts);
  const resumeUntil = resumeUntilOf(lastOn ?? from, view);
  const next: Settlement = { ...current, state: 'performing', planId, at, on: day, from, lastOn, resumeUntil };
  const data = { caseId, settlementId, planId, on: from, resumeUntil: resumeUntil.on };
  const item = { loanId: view.loanId, team: 'legal' as const, because: 'settled', openedOn: day };
  const inCourt = view.parts.proceedings.proceedings.filter((one) => one.caseId === caseId && one.state === 'open');
  return withMore(gatheredOf({ ...part, current: next }), {
    said: [{ type: 'settlement-recorded', data }],
    writes: [
      timelineOf('settlement-recorded', { ...data, provisional: resumeUntil.provisional }, null),
      workDone({ loanId: view.loanId, about: settlementId, kind: 'settlement-unanswered' }, 'settled', day),
      ...inCourt.map(({ proceedingId: about }) =>
        workWanted({ ...item, about, kind: 'withdraw-or-confirm', dueOn: addDays(day, 1) }),
      ),
    ],
    tell: at === 'after-judgment' ? [stayFrom(restsFrom)] : [],
  });
}

/** The settlement goes on from the day on which that is known: so does what rested for it, and nobody takes up the title. */
function onceMore(part: SettlementPart, current: Settlement, plan: PlanKept, view: LoanView, day: CalendarDate): Made {
  const { caseId, settlementId: about, state, at } = current;
  const made = performing(withoutSettled(part, current), current, plan, view, day, plan.saidOn ?? day);
  const kinds = ['resume-judgment', 'resume-expired', 'go-on-in-court', 'settlement-over'];
  return {
    ...made,
    writes: [...made.writes, ...kinds.map((kind) => workDone({ loanId: view.loanId, about, kind }, 'goes-on', day))],
    tell: [
      ...(state === 'performed' && at === 'after-judgment' ? [{ kind: 'unsettled', caseId, on: day } as const] : []),
      ...made.tell,
    ],
  };
}

const stayFrom = (on: CalendarDate): Inner => ({ kind: 'stay', because: 'settlement', on });

/** The period for taking the title up again is that for enforcing, and runs from the last day of the settlement. */
function resumeUntilOf(last: CalendarDate, { policies, parts }: LoanView): Due {
  const rules = rulesFor(policies, parts.ledger);
  if (rules === null) return { on: last, provisional: true };
  const { calendar, weekendShifts, enforcement } = rules;
  return endOfPeriod(last, { years: enforcement.years }, policies.book, calendar, weekendShifts);
}

/** A judgment has become binding while a settlement is kept, or is none any more: that is one of the title, or was. */
export function titled(part: SettlementPart, view: LoanView, openDay: CalendarDate): Made {
  const { current } = part;
  if (current?.state !== 'performing') return gatheredOf(part);
  const at = stageOf(view.parts);
  return withMore(gatheredOf(at === current.at ? part : { ...part, current: { ...current, at } }), {
    tell: at === 'after-judgment' ? [stayFrom(openDay)] : [],
  });
}

const OVER = { completed, broken, ended } as const;

/** The plan was broken, kept to its end, or is over otherwise. */
function kept(made: Made, view: LoanView, day: CalendarDate): Made {
  const { current } = made.part;
  const plan = view.parts.elsewhere.plans.find(({ planId }) => planId === current?.planId);
  if (current === null || plan === undefined || plan.state === 'active') return made;
  const over = OVER[plan.state](current, plan, view, day);
  const next = { ...made.part, ...over.part };
  return withMore(made, { ...over, part: plan.state === 'completed' ? withSettled(next, current, view.parts) : next });
}

/** The time for taking the title up again has gone by, while its enforcement rests still: it has to be brought to an end. */
function notResumed(part: SettlementPart, current: Settlement, { loanId, parts }: LoanView, day: CalendarDate): Made {
  const { resumeUntil, settlementId: about } = current;
  const rests = parts.enforcement.rounds.some(
    ({ state, stays }) => state === 'stayed' && stays.at(-1)?.because === 'settlement',
  );
  if (!rests || resumeUntil === null || day <= resumeUntil.on) return gatheredOf(part);
  const item = { loanId, about, kind: 'resume-expired', team: 'supervisor' as const, because: 'not-taken-up' };
  return withMore(gatheredOf(part), { writes: [workWanted({ ...item, dueOn: addDays(day, 1), openedOn: day })] });
}
