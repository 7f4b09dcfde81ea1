import { Trace } from '../negotiation-checker/trace.js';
import { byLoan } from '../negotiation-checker/verdict.js';
import type { Finding, LogRecord } from './book.js';
import { actsAreProved, clocksAreOwn } from './rules-clock.js';
import { enforcedInOrder, filedInOrder, gatesAreOwn, soldInOrder } from './rules-gate.js';
import { claimsAreBooked, filedAmounts, recoveredAddsUp } from './rules-money.js';
import type { LineRules } from './rules-read.js';

export type LineVerdict = Readonly<{ loans: number; findings: readonly Finding[] }>;

const LEGAL = 'mora.legal.';

/** Recomputes from the log alone whether the law was gone through otherwise than it may be. */
export function judgeLaw(records: readonly LogRecord[], rules: LineRules): LineVerdict {
  const traces = [...byLoan(records)]
    .filter(([, said]) => said.some(({ type }) => type.startsWith(LEGAL)))
    .map(([loan, said]) => new Trace(loan, said));
  const findings = traces.flatMap((trace) => [
    ...clocksAreOwn(trace, rules),
    ...actsAreProved(trace),
    ...gatesAreOwn(trace, rules),
    ...filedInOrder(trace),
    ...enforcedInOrder(trace),
    ...soldInOrder(trace),
    ...claimsAreBooked(trace),
    ...filedAmounts(trace, rules),
    ...recoveredAddsUp(trace),
  ]);
  return { loans: traces.length, findings };
}
