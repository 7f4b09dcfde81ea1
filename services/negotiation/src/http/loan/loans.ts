import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { type LoanId, loanId, type PersonId, tenantOf } from '@mora/kernel';
import { type Actor, actsFor, CLOCK, type Clock, CONFIG, DATABASE, Problem, type Role } from '@mora/runtime';
import type { NegotiationConfig } from '../../config.js';
import { owes } from '../../domain/loan/parts/parties.js';
import type { Via } from '../../domain/loan/part.js';
import { BankDays } from '../../handlers/loan/bank-days.js';
import { type LoanNow, loanNow } from '../../persistence/loan/loan.queries.js';
import { reading } from '../../persistence/loan/reading.js';

/** A loan as somebody may see it, and by which way they speak. */
export type LoanSeen = Readonly<{ loan: LoanId; now: LoanNow; via: Extract<Via, 'staff' | 'portal'> }>;

/** Whose loan it is: everybody of the bank sees those of their tenants, a borrower only what they owe. */
@Injectable()
export class Loans {
  private readonly days: BankDays;

  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) { TIME_ZONE }: Pick<NegotiationConfig, 'TIME_ZONE'>,
  ) {
    this.days = new BankDays(TIME_ZONE);
  }

  /** Of another tenant, and of somebody else's loan, there is nothing, not even a no. Throws the problem 404. */
  async seenBy(actor: Actor, id: string): Promise<LoanSeen> {
    const loan = read(id);
    if (loan === null || !actsFor(actor, tenantOf(loan))) throw unknownLoan();
    const now = await loanNow(reading(this.pool), loan);
    if (now === null) throw unknownLoan();
    if (isStaff(actor)) return { loan, now, via: 'staff' };
    const today = now.openDay ?? this.days.dateOf(this.clock.now());
    if (!owes(now.state.parts.parties, personOf(actor), today)) throw unknownLoan();
    return { loan, now, via: 'portal' };
  }
}

/** A borrower's token names the person as the ledger does. */
export const personOf = ({ tenant, subject }: Actor): PersonId => `${tenant}:${subject}` as PersonId;

/** How somebody stands in events and lists: people of the bank by their id, a borrower as no more than that. */
export const nameFor = (actor: Actor): string => (isStaff(actor) ? actor.subject : 'borrower');

const OF_THE_BANK: readonly Role[] = ['negotiator', 'supervisor', 'legal', 'auditor', 'compliance', 'service'];

export const isStaff = ({ roles }: Actor): boolean => roles.some((role) => OF_THE_BANK.includes(role));

function read(text: string): LoanId | null {
  try {
    return loanId(text);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const unknownLoan = (): Problem => new Problem(404, 'loan-unknown', 'There is no such loan.');
