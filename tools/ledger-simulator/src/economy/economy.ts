import type { CalendarDate } from '@mora/kernel';
import { chance, wholeBetween } from '../chance.js';
import type { LoanTerms, Portfolio } from '../portfolio.js';
import { owed, scheduleOf } from '../schedule.js';
import { isLost, type Shock, shocksOf } from './shock.js';

/** What a borrower has each month for this loan and for life; of two loans of one person each has its own. */
export type Economy = Readonly<{
  incomeMinor: bigint;
  essentialsMinor: bigint;
  /** In their order; they do not overlap. */
  shocks: readonly Shock[];
  /** What others would give to be rid of the debt, and for nothing else. */
  helpMinor: bigint;
  /** In so many of a thousand months it pays where it can. */
  willingPermille: number;
  /** In so many of a thousand months what it pays comes on the day itself, as by a standing order. */
  punctualPermille: number;
  /** Of a thousand payments the borrower's bank takes so many back the next day. */
  bouncesPermille: number;
  /** Names each choice of the borrower's. */
  luck: (purpose: string) => number;
}>;

const MINOR = 100n;
const HELPED = 0.3;
/** Of a few loans many are in trouble, so that every stage is seen; of as many as a bank has, few are. */
const LARGE = 1_000;
const FEW = { struck: 0.15, reluctant: 0.2, punctualPermille: 900, bouncesPermille: 30 } as const;
const MANY = { struck: 0.06, reluctant: 0.04, punctualPermille: 970, bouncesPermille: 8 } as const;
/** A bank whose loans never go to law lends to whom it finds. */
const NO_LAW = { struck: undefined, reluctant: 0.2, punctualPermille: 0, bouncesPermille: 30 } as const;
/** Living in Taiwan is counted in so many times as much. */
const IN_TAIWAN = 10n;

/** The loan was granted to somebody who could pay it: what came in was enough for it until something happened. */
export function economyOf({ seed, loans, opensOn, goesToLaw = false }: Portfolio, terms: LoanTerms): Economy {
  const trouble = goesToLaw ? (loans < LARGE ? FEW : MANY) : NO_LAW;
  const luck = (purpose: string) => chance(seed, terms.id, 'economy', purpose);
  const first = scheduleOf(terms)[0];
  const instalment = first === undefined ? 0n : owed(first);
  const living = BigInt(wholeBetween(15, 40, luck('essentials'))) * 100n * MINOR;
  const essentialsMinor = terms.currency === 'TWD' ? living * IN_TAIWAN : living;
  const free = (instalment * BigInt(wholeBetween(1050, 5000, luck('free')))) / 1000n;
  const help = (terms.principalMinor * BigInt(wholeBetween(100, 500, luck('help')))) / 1000n;
  return {
    incomeMinor: essentialsMinor + free,
    essentialsMinor,
    shocks: shocksOf(opensOn, luck, trouble.struck),
    helpMinor: luck('helped') < HELPED ? help : 0n,
    willingPermille: luck('reluctant') < trouble.reluctant ? wholeBetween(500, 900, luck('willing')) : 1000,
    punctualPermille: trouble.punctualPermille,
    bouncesPermille: trouble.bouncesPermille,
    luck,
  };
}

/** What comes in, in the month of a day. */
export function incomeOn(economy: Economy, on: CalendarDate): bigint {
  const { incomeMinor } = economy;
  const shock = shockOn(economy, on);
  return shock === null ? incomeMinor : incomeMinor - (incomeMinor * BigInt(shock.lossPermille)) / 1000n;
}

/** What takes from the income on a day. */
export const shockOn = ({ shocks }: Economy, on: CalendarDate): Shock | null =>
  shocks.find((shock) => isLost(shock, on)) ?? null;

/** What is left of it for the loan. */
export function disposableOn(economy: Economy, on: CalendarDate): bigint {
  const left = incomeOn(economy, on) - economy.essentialsMinor;
  return left > 0n ? left : 0n;
}

/** Whether it pays what falls due on a day, if it can. */
export const isWilling = ({ willingPermille, luck }: Economy, dueOn: CalendarDate): boolean =>
  luck(`willing ${dueOn}`) * 1000 < willingPermille;
