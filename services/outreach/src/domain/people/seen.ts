import type { LoanView } from '../loan/part.js';
import { inRole } from '../loan/parts/parties.js';
import type { Seen } from './step.js';

/** The loan as these parts look at it. */
export function seenOf({ loanId, eventId, flags, policies, parts }: LoanView): Seen {
  const { ledger, arrears, parties } = parts;
  const [table] = Object.keys(arrears.buckets).toSorted();
  return {
    loanId,
    eventId,
    flags,
    rules: policies.people,
    holidays: policies.holidays,
    currency: ledger.currency,
    payments: ledger.payments,
    dues: ledger.instalments,
    overdueMinor: arrears.episode?.overdue.total ?? 0,
    isOverdue: arrears.episode !== null,
    bucket: table === undefined ? null : (arrears.buckets[table] ?? null),
    grade: arrears.grade,
    jurisdictionOf: (person) => parties.facts[person]?.jurisdiction ?? null,
    borrowersOn: (day) => inRole(parties, 'borrower', day),
  };
}
