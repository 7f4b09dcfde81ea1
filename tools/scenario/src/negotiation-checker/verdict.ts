import { type Finding, type LogRecord, type NegotiationBook } from './book.js';
import { affordable } from './rules/affordable.js';
import { approvedByOthers } from './rules/approved.js';
import { asksEnd } from './rules/asked.js';
import { bookedFirst, sameRows } from './rules/booked.js';
import { countsAreRight, failsUnheld, onePlan } from './rules/counted.js';
import { disclosedFirst } from './rules/disclosed.js';
import { expiresAsPriced } from './rules/expired.js';
import { plansFailUnheld } from './rules/plan-failed.js';
import { provenWords } from './rules/proven.js';
import { sameSums } from './rules/settled.js';
import { withinTerm } from './rules/term.js';
import { declaredWilling } from './rules/willing.js';
import { takenIn, Trace } from './trace.js';

/** How many loans and accepted plans were looked at, and everything that was wrong. */
export type NegotiationVerdict = Readonly<{ loans: number; plans: number; findings: readonly Finding[] }>;

/** Recomputes from the log and the run's own book alone whether any negotiation went otherwise than it may. */
export function judgeNegotiations(records: readonly LogRecord[], book: NegotiationBook): NegotiationVerdict {
  const traces = [...byLoan(records)].map(([loan, said]) => new Trace(loan, said));
  const taken = traces.flatMap(takenIn);
  const findings = [
    ...taken.flatMap((one) => [
      ...affordable(one, book),
      ...approvedByOthers(one, book),
      ...disclosedFirst(one, book),
      ...provenWords(one),
      ...withinTerm(one, book),
      ...declaredWilling(one, book),
      ...sameRows(one, book),
      ...sameSums(one, book),
      ...bookedFirst(one),
    ]),
    ...traces.flatMap((trace) => [
      ...asksEnd(trace, book),
      ...expiresAsPriced(trace),
      ...countsAreRight(trace),
      ...failsUnheld(trace),
      ...plansFailUnheld(trace),
      ...onePlan(trace),
    ]),
  ];
  return { loans: traces.length, plans: taken.length, findings };
}

/** What was said of each loan, in its order. */
export function byLoan(records: readonly LogRecord[]): ReadonlyMap<string, readonly LogRecord[]> {
  const loans = new Map<string, LogRecord[]>();
  for (const record of records) {
    const said = loans.get(record.loan);
    if (said === undefined) loans.set(record.loan, [record]);
    else said.push(record);
  }
  return loans;
}
