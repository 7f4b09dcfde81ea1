import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { type LoanId, loanId, tenantOf } from '@mora/kernel';
import { type Actor, actsFor, DATABASE, Problem } from '@mora/runtime';
import { type LoanNow, loanNow } from '../../persistence/loan/loan.queries.js';
import { reading } from '../../persistence/loan/reading.js';

/** A loan as somebody of the bank may see it. */
export type LoanSeen = Readonly<{ loan: LoanId; now: LoanNow }>;

/** Whose loan it is: everybody of the bank sees those of their tenants. Borrowers have no door here. */
@Injectable()
export class Loans {
  constructor(@Inject(DATABASE) private readonly pool: pg.Pool) {}

  /** Of another tenant there is nothing, not even a no. Throws the problem 404. */
  async seenBy(actor: Actor, id: string): Promise<LoanSeen> {
    const loan = read(id);
    if (loan === null || !actsFor(actor, tenantOf(loan))) throw unknownLoan();
    const now = await loanNow(reading(this.pool), loan);
    if (now === null) throw unknownLoan();
    return { loan, now };
  }
}

function read(text: string): LoanId | null {
  try {
    return loanId(text);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const unknownLoan = (): Problem => new Problem(404, 'loan-unknown', 'There is no such loan.');
