import { type LoanId, loanId, tenantOf } from '@mora/kernel';
import { type Actor, actsFor, Problem } from '@mora/runtime';

/** A loan as its id stands in a path. Of another tenant there is nothing, not even a no. Throws the problem 404. */
export function mine(text: string, actor: Actor): LoanId {
  const loan = read(text);
  if (loan === null || !actsFor(actor, tenantOf(loan))) throw unknownLoan();
  return loan;
}

function read(text: string): LoanId | null {
  try {
    return loanId(text);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

export const unknownLoan = (): Problem => new Problem(404, 'loan-unknown', 'There is no such loan.');
