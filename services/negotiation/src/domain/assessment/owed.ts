import type { CalendarDate } from '@mora/kernel';
import type { LoanState } from '../loan/state.js';
import type { Amounts, Minor } from '../words.js';
import type { Owed } from './types.js';

const totalOf = ({ principal, interest, fee, penalty }: Amounts): Minor => principal + interest + fee + penalty;

/** What the loan asks for: the next instalment, nought where none is to come; and what is overdue. */
export function owedOf({ ledger, arrears }: Pick<LoanState['parts'], 'ledger' | 'arrears'>, on: CalendarDate): Owed {
  const next = ledger.schedule?.instalments.find(({ dueOn }) => dueOn >= on);
  return {
    contractual: next === undefined ? 0 : totalOf(next),
    overdue: arrears.episode === null ? 0 : totalOf(arrears.episode.overdue),
  };
}
