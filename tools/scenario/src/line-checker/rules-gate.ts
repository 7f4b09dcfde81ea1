import {
  type EventContract,
  legalAssetSold,
  legalEnforcementApplied,
  legalExceptionApproved,
  legalFiled,
  legalGatePassed,
  legalGateWithdrawn,
  legalJudgmentEntered,
  legalJudgmentFinal,
  legalLimitationSet,
  legalStrategyApproved,
  legalCaseEvaluated,
  negotiationClosed,
  negotiationFailed,
  negotiationFailureTakenBack,
  negotiationTallyReset,
  outreachDisputeClosed,
  outreachDisputeRaised,
} from '@mora/contracts';
import { addMonths, calendarDate } from '@mora/kernel';
import type { Trace } from '../negotiation-checker/trace.js';
import type { Finding } from './book.js';
import { Ledger } from './ledger.js';
import type { LineRules } from './rules-read.js';

type Say = (about: string, detail: string) => Finding;
const sayer =
  (check: string, { loan }: Trace): Say =>
  (about, detail) => ({ check, loan, about, detail });

/** A gate that has passed would pass by the ledger's own months, by the failures that were told, and without a hold. */
export function gatesAreOwn(trace: Trace, { gate }: LineRules): readonly Finding[] {
  const say = sayer('gate', trace);
  return trace.all(legalGatePassed).flatMap(({ place, data: { gateId, on } }) => {
    const oldest = new Ledger(trace.records.slice(0, place), on).oldestUnpaid(on);
    if (oldest === null) return [say(gateId, 'passed though nothing is overdue')];
    const months = addMonths(calendarDate(oldest), gate.months);
    const failures = failuresBefore(trace, place);
    return [
      ...(on > months ? [] : [say(gateId, `passed on ${on}, overdue since ${oldest}`)]),
      ...(failures >= gate.failures ? [] : [say(gateId, `passed after ${failures} failures in a row`)]),
      ...(isDisputed(trace, place) ? [say(gateId, 'passed while the debt is disputed')] : []),
    ];
  });
}

/** The figure that was told last. */
function failuresBefore(trace: Trace, place: number): number {
  const told = <D extends Readonly<{ consecutive: number }>>(contract: EventContract<D>) =>
    trace.before(contract, place).map((one) => ({ place: one.place, consecutive: one.data.consecutive }));
  const all = [
    ...told(negotiationFailed),
    ...told(negotiationFailureTakenBack),
    ...told(negotiationTallyReset),
    ...told(negotiationClosed),
  ];
  return all.toSorted((a, b) => a.place - b.place).at(-1)?.consecutive ?? 0;
}

function isDisputed(trace: Trace, place: number): boolean {
  const closed = new Set(trace.before(outreachDisputeClosed, place).map(({ data }) => data.disputeId));
  return trace.before(outreachDisputeRaised, place).some(({ data }) => !closed.has(data.disputeId));
}

/** Nothing is filed without its gate or an approved exception, by one person alone, or after the claim has run out. */
export function filedInOrder(trace: Trace): readonly Finding[] {
  const say = sayer('filed', trace);
  return trace.all(legalFiled).flatMap(({ place, data }) => {
    const { proceedingId, caseId, kind, on, gateId, exceptionId, clockId, approver } = data;
    const passed = trace.before(legalGatePassed, place).find((one) => one.data.gateId === gateId);
    const back = trace.before(legalGateWithdrawn, place).some((one) => one.data.gateId === gateId);
    const allowed = trace.before(legalExceptionApproved, place).some((one) => one.data.exceptionId === exceptionId);
    const opinion = trace.before(legalCaseEvaluated, place).findLast((one) => one.data.caseId === caseId);
    const agreed = trace.before(legalStrategyApproved, place).findLast((one) => one.data.caseId === caseId);
    const clock = trace.before(legalLimitationSet, place).findLast((one) => one.data.clockId === clockId);
    const end = clock?.data.expiresOn ?? null;
    return [
      ...((passed === undefined || back) && !allowed ? [say(proceedingId, 'filed before its gate')] : []),
      ...(agreed?.data.strategy === kind ? [] : [say(proceedingId, `nobody has agreed to ${kind}`)]),
      ...(agreed?.data.approver === approver ? [] : [say(proceedingId, `${approver} has not agreed to it`)]),
      ...(opinion === undefined || opinion.data.by === approver ? [say(proceedingId, 'one person alone')] : []),
      ...(clock === undefined ? [say(proceedingId, 'by no period that runs')] : []),
      ...(end !== null && on > end ? [say(proceedingId, `filed on ${on}, the claim ran out on ${end}`)] : []),
    ];
  });
}

/** Nothing is enforced that no court has decided, and that can still be appealed. */
export function enforcedInOrder(trace: Trace): readonly Finding[] {
  const say = sayer('enforced', trace);
  return trace.all(legalEnforcementApplied).flatMap(({ place, data: { enforcementId, judgmentId, on } }) => {
    const entered = trace.before(legalJudgmentEntered, place).some((one) => one.data.judgmentId === judgmentId);
    const final = trace.before(legalJudgmentFinal, place).find((one) => one.data.judgmentId === judgmentId);
    const until = final?.data.enforceUntil;
    return [
      ...(entered ? [] : [say(enforcementId, 'no court has decided it')]),
      ...(final === undefined ? [say(enforcementId, 'it can still be appealed')] : []),
      ...(until !== undefined && on > until ? [say(enforcementId, `asked for on ${on}, possible until ${until}`)] : []),
    ];
  });
}

/** Nothing is sold before its gate. */
export function soldInOrder(trace: Trace): readonly Finding[] {
  const say = sayer('sold', trace);
  return trace.all(legalAssetSold).flatMap(({ place, data: { packageId } }) => {
    const isAllowed = trace.before(legalGatePassed, place).length + trace.before(legalExceptionApproved, place).length;
    return isAllowed > 0 ? [] : [say(packageId, 'sold before its gate')];
  });
}
