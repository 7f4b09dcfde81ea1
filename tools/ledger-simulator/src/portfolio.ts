import { addDays, addMonths, type CalendarDate, type Currency } from '@mora/kernel';
import { chance, pick, wholeBetween } from './chance.js';
import { type Temperament, temperamentOf } from './temperament.js';

/** What one run of the simulated bank is about. The same values give the same bytes, for ever. */
export type Portfolio = Readonly<{
  seed: string;
  /** Instalment loans of the core ledger. */
  loans: number;
  /** Card accounts of the second source, which sends arrears snapshots. */
  cards: number;
  /** The first business day with Mora. Loans made before it come by cut-over. */
  opensOn: CalendarDate;
  /** Every sixth loan is of the person of the one before it. Without: each loan has a borrower of its own. */
  sharedPeople?: boolean;
  /** Borrowers pay by what comes in and goes out each month, instead of by temperament. */
  economies?: boolean;
}>;

export type LoanTerms = Readonly<{
  id: string;
  party: string;
  product: string;
  currency: Currency;
  principalMinor: bigint;
  /** Yearly interest in basis points. */
  rateBp: number;
  months: number;
  disbursedOn: CalendarDate;
  temperament: Temperament;
  /** The instalment at which the temperament shows for the first time. */
  turnsAt: number;
}>;

export const LEDGER = 'simulated-bank';
export const CARD_SYSTEM = 'simulated-cards';

const PRODUCTS: readonly (readonly [Pick<LoanTerms, 'product' | 'rateBp' | 'months'>, number])[] = [
  [{ product: 'consumer-loan', rateBp: 1080, months: 24 }, 600],
  [{ product: 'car-loan', rateBp: 648, months: 36 }, 300],
  [{ product: 'small-business-loan', rateBp: 780, months: 30 }, 100],
];
const SHARE_OLDER_THAN_MORA = 0.85;
const OLDEST_DAYS = 480;
const NEW_BUSINESS_DAYS = 90;
const MINOR = 100n;
const SHARES_A_PERSON = 6;

/** The terms of the n-th loan, counted from 1. */
export function loanOf({ seed, opensOn, sharedPeople = false }: Portfolio, n: number): LoanTerms {
  const number = String(n).padStart(6, '0');
  const luck = (purpose: string) => chance(seed, 'loan', n, purpose);
  const disbursedOn = disbursal(opensOn, luck);
  const temperament = temperamentOf(luck('temperament'));
  return {
    ...pick(PRODUCTS, luck('product')),
    id: `L-${number}`,
    party: sharedPeople && n % SHARES_A_PERSON === 0 ? `P-${String(n - 1).padStart(6, '0')}` : `P-${number}`,
    currency: 'CNY',
    principalMinor: BigInt(wholeBetween(20, 400, luck('principal'))) * 500n * MINOR,
    disbursedOn,
    temperament,
    turnsAt: Math.max(1, dueBefore(disbursedOn, opensOn) + wholeBetween(-3, 3, luck('turns-at'))),
  };
}

function disbursal(opensOn: CalendarDate, luck: (purpose: string) => number): CalendarDate {
  const older = luck('older') < SHARE_OLDER_THAN_MORA;
  const days = older ? -wholeBetween(20, OLDEST_DAYS, luck('age')) : wholeBetween(0, NEW_BUSINESS_DAYS, luck('age'));
  return addDays(opensOn, days);
}

/** How many instalments of a loan fall due before a day. */
function dueBefore(disbursedOn: CalendarDate, day: CalendarDate): number {
  let count = 0;
  while (addMonths(disbursedOn, count + 1) < day) count += 1;
  return count;
}
