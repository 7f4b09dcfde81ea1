import { Trace } from '../negotiation-checker/trace.js';
import { byLoan } from '../negotiation-checker/verdict.js';
import type { Finding, LawBook, LogRecord } from './book.js';
import { pricesAddUp } from './packages.js';
import { asksOfLawEnd } from './rules-asks.js';
import { actsAreProved, clocksAreOwn } from './rules-clock.js';
import { endsAreOwn, enforcedInOrder } from './rules-enforced.js';
import { filedInOrder } from './rules-filed.js';
import { gatesAreOwn } from './rules-gate.js';
import { measuresEnd, measuresInOrder } from './rules-measures.js';
import { claimsAreBooked, filedAmounts } from './rules-money.js';
import type { LineRules } from './rules-read.js';
import { recoveredIsOwn } from './rules-recovered.js';
import { soldInOrder } from './rules-sold.js';
import { writtenOffInOrder } from './rules-written-off.js';

export type LineVerdict = Readonly<{ loans: number; findings: readonly Finding[] }>;

const LEGAL = 'mora.legal.';

/** Recomputes from the log and the run's own book alone whether the law was gone through otherwise than it may be. */
export function judgeLaw(records: readonly LogRecord[], rules: LineRules, book: LawBook): LineVerdict {
  const traces = [...byLoan(records)]
    .filter(([, said]) => said.some(({ type }) => type.startsWith(LEGAL)))
    .map(([loan, said]) => new Trace(loan, said));
  const findings = traces.flatMap((trace) => [
    ...clocksAreOwn(trace, rules, book),
    ...actsAreProved(trace),
    ...gatesAreOwn(trace),
    ...filedInOrder(trace, rules, book),
    ...enforcedInOrder(trace, rules, book),
    ...endsAreOwn(trace, rules),
    ...measuresInOrder(trace),
    ...measuresEnd(trace),
    ...soldInOrder(trace),
    ...writtenOffInOrder(trace),
    ...claimsAreBooked(trace),
    ...filedAmounts(trace, rules),
    ...recoveredIsOwn(trace),
    ...asksOfLawEnd(trace, book),
  ]);
  return { loans: traces.length, findings: [...findings, ...pricesAddUp(records, book)] };
}
