import type { CalendarDate } from '@mora/kernel';
import { chance, wholeBetween } from '../chance.js';
import type { LoanTerms, Portfolio } from '../portfolio.js';
import { owed, scheduleOf } from '../schedule.js';
import { isLost, type Shock, shockOf } from './shock.js';

/** What a borrower has each month for this loan and for life; of two loans of one person each has its own. */
export type Economy = Readonly<{
  incomeMinor: bigint;
  essentialsMinor: bigint;
  shock: Shock | null;
  /** In so many of a thousand months it pays where it can. */
  willingPermille: number;
  /** Names each choice of the borrower's. */
  luck: (purpose: string) => number;
}>;

const MINOR = 100n;
const RELUCTANT = 0.1;

/** The loan was granted to somebody who could pay it: what came in was enough for it until something happened. */
export function economyOf({ seed, opensOn }: Portfolio, terms: LoanTerms): Economy {
  const luck = (purpose: string) => chance(seed, terms.id, 'economy', purpose);
  const first = scheduleOf(terms)[0];
  const instalment = first === undefined ? 0n : owed(first);
  const essentialsMinor = BigInt(wholeBetween(15, 40, luck('essentials'))) * 100n * MINOR;
  const free = (instalment * BigInt(wholeBetween(1050, 2600, luck('free')))) / 1000n;
  return {
    incomeMinor: essentialsMinor + free,
    essentialsMinor,
    shock: shockOf(opensOn, luck),
    willingPermille: luck('reluctant') < RELUCTANT ? wholeBetween(500, 900, luck('willing')) : 1000,
    luck,
  };
}

/** What comes in, in the month of a day. */
export function incomeOn({ incomeMinor, shock }: Economy, on: CalendarDate): bigint {
  if (shock === null || !isLost(shock, on)) return incomeMinor;
  return incomeMinor - (incomeMinor * BigInt(shock.lossPermille)) / 1000n;
}

/** What is left of it for the loan. */
export function disposableOn(economy: Economy, on: CalendarDate): bigint {
  const left = incomeOn(economy, on) - economy.essentialsMinor;
  return left > 0n ? left : 0n;
}

/** Whether it pays what falls due on a day, if it can. */
export const isWilling = ({ willingPermille, luck }: Economy, dueOn: CalendarDate): boolean =>
  luck(`willing ${dueOn}`) * 1000 < willingPermille;
