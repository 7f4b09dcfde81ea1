import {
  legalCaseEvaluated,
  legalExceptionApproved,
  legalFiled,
  legalLimitationSet,
  legalStrategyApproved,
} from '@mora/contracts';
import type { At, Trace } from '../negotiation-checker/trace.js';
import type { Finding, LawBook } from './book.js';
import { landOf, LIMITATION } from './law.js';
import { endsOfDebt } from './own-clock.js';
import { gateAt, notHeld, whyNotPassed } from './rules-gate.js';
import type { LineRules } from './rules-read.js';
import { type Say, sayer, unless } from './say.js';
import { dayBefore } from './titles.js';

/** What only keeps assets where they are: an exception opens nothing else. */
const PROTECTIVE: readonly string[] = ['preservation', 'tw-preservation'];
/** Periods of what the debtor owes; guarantors have their own, and that of a title is for enforcing it. */
const OF_DEBT: readonly string[] = ['debt', 'accelerated', 'interest'];

type Filed = ReturnType<typeof filingsIn>[number];
const filingsIn = (trace: Trace) => trace.all(legalFiled);

/** Nothing is filed without its gate or an approved exception, by one person alone, or after the claim has run out. */
export function filedInOrder(trace: Trace, rules: LineRules, book: LawBook): readonly Finding[] {
  const say = sayer('filed', trace);
  return filingsIn(trace).flatMap((filed) => {
    const exception = exceptionOf(trace, filed);
    return [
      ...byGate(trace, filed, exception !== undefined, say),
      ...byTwo(trace, filed, exception, say),
      ...inTime(trace, filed, say),
      ...inOwnTime(trace, filed, { rules, book }, say),
    ];
  });
}

type Exception = At<Readonly<{ approver: string; by: string }>>;

/** The one that it names, where that is for such a step and still in force. */
function exceptionOf(trace: Trace, { place, data }: Filed): Exception | undefined {
  if (!PROTECTIVE.includes(data.kind)) return undefined;
  return trace
    .before(legalExceptionApproved, place)
    .find(
      (one) =>
        one.data.exceptionId === data.exceptionId &&
        one.data.steps.includes('preservation') &&
        data.on <= one.data.until,
    );
}

/** What only keeps assets where they are is stopped by no hold. */
function byGate(trace: Trace, { place, data }: Filed, isExcepted: boolean, say: Say): readonly Finding[] {
  const { proceedingId, gateId, on, kind } = data;
  const held = PROTECTIVE.includes(kind)
    ? []
    : notHeld(trace, place, on, (hold) => say(proceedingId, `filed beside a hold: ${hold}`));
  if (isExcepted) return held;
  const stands = gateId !== null && gateAt(trace, place) === gateId;
  return [
    ...unless(stands, () => say(proceedingId, 'filed before its gate')),
    ...(stands ? whyNotPassed(trace, place, dayBefore(on)) : []).map((why) => say(proceedingId, `filed ${why}`)),
    ...held,
  ];
}

/** Two people: who has weighed it and who has agreed; of an exception who has asked for it and who has allowed it. */
function byTwo(trace: Trace, filed: Filed, exception: Exception | undefined, say: Say): readonly Finding[] {
  const { place, data } = filed;
  const { proceedingId, caseId, kind, approver } = data;
  const opinion = trace.before(legalCaseEvaluated, place).findLast((one) => one.data.caseId === caseId);
  const agreed = trace.before(legalStrategyApproved, place).findLast((one) => one.data.caseId === caseId);
  const isAgreed = agreed !== undefined && agreed.data.evaluationId === opinion?.data.evaluationId;
  const isOther = PROTECTIVE.includes(kind) && isAgreed && !NO_COURT.includes(agreed.data.strategy);
  if (isAgreed && (agreed.data.strategy === kind || isOther)) {
    return [
      ...unless(agreed.data.approver === approver, () => say(proceedingId, `${approver} has not agreed to it`)),
      ...unless(opinion?.data.by !== approver, () => say(proceedingId, 'one person alone')),
    ];
  }
  if (exception === undefined) return [say(proceedingId, `nobody has agreed to ${kind}`)];
  return [
    ...unless(exception.data.approver === approver, () => say(proceedingId, `${approver} has not allowed it`)),
    ...unless(exception.data.by !== approver, () => say(proceedingId, 'one person alone')),
  ];
}

/** Ways that lead to no court. */
const NO_COURT: readonly string[] = ['settlement', 'wait', 'sale', 'write-off'];

/** By the period that it names, and by each other one of the same debt: the earliest end decides. */
function inTime(trace: Trace, { place, data: { proceedingId, on, clockId } }: Filed, say: Say): readonly Finding[] {
  const set = new Map(trace.before(legalLimitationSet, place).map(({ data }) => [data.clockId, data]));
  const named = set.get(clockId);
  const ofDebt = named !== undefined && OF_DEBT.includes(named.claim);
  const all = [...set.values()].filter((one) => one === named || (ofDebt && OF_DEBT.includes(one.claim)));
  return [
    ...unless(named !== undefined, () => say(proceedingId, 'by no period that runs')),
    ...all
      .filter(({ expiresOn }) => expiresOn !== null && on > expiresOn)
      .map(({ claim, expiresOn }) => say(proceedingId, `filed on ${on}, ${claim} ran out on ${expiresOn}`)),
  ];
}

type Known = Readonly<{ rules: LineRules; book: LawBook }>;

/** And by this checker's own clock, whatever the services have said of theirs. */
function inOwnTime(trace: Trace, { place, data }: Filed, { rules, book }: Known, say: Say): readonly Finding[] {
  const { proceedingId, on, currency } = data;
  return endsOfDebt(trace, place, on, LIMITATION[landOf(currency)], rules, book)
    .filter(({ end }) => on > end)
    .map(({ claim, end }) => say(proceedingId, `filed on ${on}, by our own clock ${claim} ran out on ${end}`));
}
