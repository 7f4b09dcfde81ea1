import { addMonths, amountText, type CalendarDate, type Currency } from '@mora/kernel';
import {
  type Behaviour,
  type Economy,
  economyOf,
  incomeOn,
  type LoanTerms,
  type Portfolio,
  shockOn,
} from '@mora/ledger-simulator';
import type { Income, Stated } from '../negotiation-checker/book.js';

/** Of a thousand. */
const HAS_ODD_JOBS = 150;
const UNWILLING = 100;
const HAS_A_DEPENDANT = 250;
const OWES_ELSEWHERE = 100;
/** Whoever says that less is needed than is needed, or that it will be over sooner. */
const SPENDS_MORE_THAN_IT_SAYS = 200;
const HOPES = 300;

/** What a household says of itself on a day, all in minor units a month; most of it is so. */
export type Told = Readonly<{
  currency: Currency;
  region: string;
  asOf: CalendarDate;
  dependants: number;
  wage: bigint;
  usualWage: bigint;
  oddJobs: bigint;
  essentials: bigint;
  priorityDebts: bigint;
  liquid: bigint;
  shock: string;
  /** Null where nobody knows. */
  months: number | null;
}>;

/** A borrower at home: what comes in and goes out, as the ledger's simulation has it, and what is said of it. */
export class Household {
  readonly economy: Economy;

  constructor(
    portfolio: Portfolio,
    readonly terms: LoanTerms,
    private readonly behaviour: Behaviour,
  ) {
    this.economy = economyOf(portfolio, terms);
  }

  tells(on: CalendarDate): Told {
    const { economy } = this;
    const { currency } = this.terms;
    const shock = shockOn(economy, on);
    const income = incomeOn(economy, on);
    const oddJobs = this.is('odd-jobs', HAS_ODD_JOBS) ? income / 5n : 0n;
    const debts = this.is('elsewhere', OWES_ELSEWHERE) ? economy.essentialsMinor / 10n : 0n;
    const essentials = this.is('understates', SPENDS_MORE_THAN_IT_SAYS)
      ? (economy.essentialsMinor * 7n) / 10n
      : economy.essentialsMinor;
    return {
      currency,
      region: currency === 'TWD' ? 'tw' : 'cn',
      asOf: on,
      dependants: this.is('dependant', HAS_A_DEPENDANT) ? 1 : 0,
      wage: income - oddJobs,
      usualWage: economy.incomeMinor - oddJobs,
      oddJobs,
      essentials: essentials - debts,
      priorityDebts: debts,
      liquid: economy.helpMinor,
      shock: shock === null ? 'none' : shock.kind,
      months: shock === null ? 0 : this.expects(shock.from, shock.months, on),
    };
  }

  /** Why it fell behind, as it says itself. */
  reasonOn(on: CalendarDate): string {
    return shockOn(this.economy, on)?.kind ?? 'other';
  }

  /** Whether it declares that it wants to pay. */
  get isWilling(): boolean {
    return !this.is('unwilling', UNWILLING);
  }

  /** Of the loan as it was made, how many instalments it has, and how many of them have not fallen due. */
  leftOn(on: CalendarDate): Readonly<{ count: number; left: number }> {
    const { months: count, disbursedOn } = this.terms;
    let passed = 0;
    while (passed < count && addMonths(disbursedOn, passed + 1) <= on) passed += 1;
    return { count, left: count - passed };
  }

  private expects(from: CalendarDate, months: number | null, on: CalendarDate): number | null {
    const hopes = this.is('hopes', HOPES);
    if (months === null) return hopes ? 4 : null;
    let left = 0;
    while (addMonths(on, left) < addMonths(from, months)) left += 1;
    return hopes ? Math.ceil(left / 2) : left;
  }

  private is(what: string, ofThousand: number): boolean {
    return this.behaviour.happens(`home/${what}`, this.terms.id, this.terms.disbursedOn, ofThousand);
  }
}

/** What is sent to Mora. */
export function statementOf(told: Told) {
  const { currency, region, asOf, shock, months } = told;
  const text = (minor: bigint): string => amountText(minor, currency);
  const oddJobs = { kind: 'other', monthly: text(told.oddJobs), usual: text(told.oddJobs), regular: true };
  return {
    region,
    asOf,
    currency,
    dependants: Array.from({ length: told.dependants }, () => ({ sharePermille: 500 })),
    incomes: [
      { kind: 'salary', monthly: text(told.wage), usual: text(told.usualWage), regular: true },
      ...(told.oddJobs > 0n ? [oddJobs] : []),
    ],
    expenses: [{ kind: 'food', monthly: text(told.essentials), essential: true }],
    debts:
      told.priorityDebts > 0n
        ? [{ kind: 'mortgage', monthly: text(told.priorityDebts), priority: true, bad: false }]
        : [],
    assets: told.liquid > 0n ? [{ kind: 'cash', value: text(told.liquid), liquid: true, exempt: false }] : [],
    shock: { kind: shock, ...(months !== null && { expectedMonths: months }) },
  };
}

/** The same for the checker, which works out by itself what can be borne. Of odd jobs no paper is asked for. */
export const statedOf = (told: Told, proof: Income['proof'], judgedOn: CalendarDate): Stated => ({
  region: told.region,
  incomes: [
    { now: told.wage, usual: told.usualWage, proof },
    { now: told.oddJobs, usual: told.oddJobs, proof: 'given' },
  ],
  dependants: told.dependants,
  essentials: told.essentials,
  priorityDebts: told.priorityDebts,
  liquid: told.liquid,
  judgedOn,
  months: told.months,
});
