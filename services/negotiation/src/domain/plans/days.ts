import { addDays, type CalendarDate, daysBetween, earliest, latest } from '@mora/kernel';
import type { LoanState } from '../loan/state.js';
import type { HoldKind } from '../words.js';

/** From a day to another, both among them; null where the end is open. */
export type Stretch = Readonly<{ from: CalendarDate; until: CalendarDate | null }>;

/** Under these nobody can be late: what is owed is in question, or must not be asked for. */
const EXCUSED: readonly HoldKind[] = ['dispute', 'moratorium', 'deceased'];

/** Days that do not count against a borrower: pauses of the ledger, disputes, moratoria, a death. */
export const uncountedOf = ({ ledger, elsewhere }: Pick<LoanState['parts'], 'ledger' | 'elsewhere'>) => [
  ...ledger.pauses,
  ...elsewhere.holds.filter(({ kind }) => EXCUSED.includes(kind)),
];

/** Of these the bank must ask for nothing, or has not done its own part: what fails meanwhile is no failure of the borrower's. */
const UNFAILED: readonly HoldKind[] = [...EXCUSED, 'vulnerability', 'bank-delay'];

/** Days that do not count towards a failure (N-21), which are more than those for which nobody is late. */
export const unfailedOf = ({
  ledger,
  elsewhere,
  round,
}: Pick<LoanState['parts'], 'ledger' | 'elsewhere' | 'round'>) => [
  ...ledger.pauses,
  ...elsewhere.holds.filter(({ kind }) => UNFAILED.includes(kind)),
  // A plan that runs on while the next negotiation is open: what the bank leaves undone there is the bank's here too.
  ...(round.open?.holds ?? [])
    .filter(({ kind }) => UNFAILED.includes(kind))
    .map(({ since: from, until }) => ({ from, until })),
];

/** How many days after one, up to another, count. */
export function countedDays(after: CalendarDate, upTo: CalendarDate, uncounted: readonly Stretch[]): number {
  if (upTo <= after) return 0;
  let count = daysBetween(after, upTo);
  let next = addDays(after, 1);
  for (const { from, until } of uncounted.toSorted(byStart)) {
    const first = latest(from, next);
    const last = until === null ? upTo : earliest(until, upTo);
    if (last < first) continue;
    count -= daysBetween(first, last) + 1;
    next = addDays(last, 1);
  }
  return count;
}

const byStart = (a: Stretch, b: Stretch): number => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0);
