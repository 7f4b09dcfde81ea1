import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { addDays, type CalendarDate, latest, type PersonId } from '@mora/kernel';
import { CLOCK, type Clock, CONFIG, DATABASE, inTransaction } from '@mora/runtime';
import { Vault } from '@mora/vault';
import type { NegotiationConfig } from '../config.js';
import { BankDays } from '../handlers/loan/bank-days.js';
import { forgetGiven, type Keeping, keepingLoans } from '../persistence/assessment/assessment.queries.js';
import { NEGOTIATION_POLICIES, type PolicyBook } from '../policies/load.js';

export type Erasure = Readonly<
  | { kind: 'erased' }
  | { kind: 'refused'; because: 'round-open' | 'plan-open' | 'retention'; until: CalendarDate | null }
>;

/** A plan in any other state may still want the figures that it was made by. */
const OVER = ['completed', 'broken', 'withdrawn', 'ended'];

/** Forgets what a person has stated, for good: not while it is needed, nor before it may be. */
@Injectable()
export class Erasures {
  private readonly days: BankDays;

  constructor(
    private readonly vault: Vault,
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) { TIME_ZONE }: Pick<NegotiationConfig, 'TIME_ZONE'>,
    @Inject(NEGOTIATION_POLICIES) private readonly policies: PolicyBook,
  ) {
    this.days = new BankDays(TIME_ZONE);
  }

  /** Asked again it changes nothing. Of whom nothing is kept, nothing will be. */
  erase(person: PersonId, by: string, because: string): Promise<Erasure> {
    const today = this.days.dateOf(this.clock.now());
    return inTransaction(this.pool, async (tx): Promise<Erasure> => {
      const refused = whyNot(await keepingLoans(tx, person), this.retentionDays(today), today);
      if (refused !== null) return refused;
      await this.vault.erase(tx, person, by, because);
      await forgetGiven(tx, person);
      return { kind: 'erased' };
    });
  }

  /** The longest of all jurisdictions in force: figures of one person may have been given for loans of several. */
  private retentionDays(today: CalendarDate): number {
    const inForce = this.policies.on(today).affordability.filter(({ effectiveFrom }) => effectiveFrom <= today);
    return Math.max(0, ...inForce.map(({ retentionDays }) => retentionDays));
  }
}

function whyNot(loans: readonly Keeping[], retentionDays: number, today: CalendarDate): Erasure | null {
  if (loans.some(({ inRound }) => inRound)) return { kind: 'refused', because: 'round-open', until: null };
  const isOpen = loans.some(({ planState }) => planState !== null && !OVER.includes(planState));
  if (isOpen) return { kind: 'refused', because: 'plan-open', until: null };
  const given = loans.flatMap(({ lastOn }) => lastOn ?? []);
  const [first, ...others] = given;
  if (first === undefined) return null;
  const until = addDays(others.reduce(latest, first), retentionDays);
  return today < until ? { kind: 'refused', because: 'retention', until } : null;
}
