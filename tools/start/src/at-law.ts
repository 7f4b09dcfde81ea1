import type { CalendarDate, Currency } from '@mora/kernel';
import { type Behaviour, type BankClock, type LedgerAsk, loansOf, type Portfolio } from '@mora/ledger-simulator';
import { HeardAsks, Lawyers } from '@mora/scenario';
import type { Said } from './line-tap.js';
import type { System } from './system.js';

/** So many cases are worked on a day at most. */
const CASES_A_DAY = 12;

export type LawOrder = Readonly<{ portfolio: Portfolio; behaviour: Behaviour; clock: BankClock }>;

/**
 * Those who go to law for the simulated bank, the courts, and what its ledger hears from both. All that they know they
 * have from the public streams, so that a run goes on where the last one stopped.
 */
export class AtLaw {
  private readonly heard = new HeardAsks();
  private readonly lawyers: Lawyers;
  /** Of cards the ledger tells no schedule, so that nothing can be claimed. */
  private readonly currencies: ReadonlyMap<string, Currency>;

  constructor({ issuer, urls }: System, { portfolio, behaviour, clock }: LawOrder, tenant: string) {
    this.currencies = new Map(loansOf(portfolio).map(({ id, currency }) => [`${tenant}:${id}`, currency]));
    this.lawyers = new Lawyers({ clock, issuer, urls }, behaviour, (loan) => this.currencies.get(loan) ?? 'CNY');
  }

  readonly hear = (said: Said): void => {
    this.heard.hear(said);
    if (this.currencies.has(said.loan)) this.lawyers.hear(said);
  };

  /** What Mora asks of the ledger, and the money that courts pass on to it. */
  readonly asks = (): readonly LedgerAsk[] => [...this.heard.asks(), ...this.lawyers.received()];

  workOn(day: CalendarDate): Promise<void> {
    return this.lawyers.workOn(day, CASES_A_DAY);
  }
}
