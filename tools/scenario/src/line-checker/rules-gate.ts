import {
  type EventContract,
  legalGatePassed,
  legalGateWithdrawn,
  negotiationClosed,
  negotiationFailed,
  negotiationFailureTakenBack,
  negotiationTallyReset,
} from '@mora/contracts';
import { addMonths, calendarDate } from '@mora/kernel';
import type { Trace } from '../negotiation-checker/trace.js';
import type { Finding } from './book.js';
import { heldBy } from './holds.js';
import { GATE } from './law.js';
import { Ledger } from './ledger.js';
import { sayer } from './say.js';

/** A gate that has passed would pass by the ledger's own months, by the failures that were told, and without a hold. */
export function gatesAreOwn(trace: Trace): readonly Finding[] {
  const say = sayer('gate', trace);
  return trace
    .all(legalGatePassed)
    .flatMap(({ place, data: { gateId, on } }) => [
      ...whyNotPassed(trace, place, on).map((detail) => say(gateId, `passed ${detail}`)),
      ...heldBy(trace, place, on, true).map((kind) => say(gateId, `passed on ${on} beside a hold: ${kind}`)),
    ]);
}

/** Why it does not pass at the end of a day, whatever holds it. */
export function whyNotPassed(trace: Trace, place: number, on: string): readonly string[] {
  const oldest = new Ledger(trace, place, on).oldestUnpaid(on);
  if (oldest === null) return ['though nothing is overdue'];
  const failures = failuresBefore(trace, place);
  return [
    ...(on > addMonths(calendarDate(oldest), GATE.months) ? [] : [`on ${on}, overdue since ${oldest}`]),
    ...(failures >= GATE.failures ? [] : [`after ${failures} failures in a row`]),
  ];
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

/** The gate that stands at a place of the log; null where none has passed, or it was withdrawn. */
export function gateAt(trace: Trace, place: number): string | null {
  const passed = trace.before(legalGatePassed, place).at(-1);
  const back = trace.before(legalGateWithdrawn, place).at(-1);
  if (passed === undefined || (back !== undefined && back.place > passed.place)) return null;
  return passed.data.gateId;
}

/** Nothing that a hold stops is done on a day on which one holds. */
export const notHeld = (trace: Trace, place: number, on: string, found: (kind: string) => Finding) =>
  heldBy(trace, place, on).map(found);
