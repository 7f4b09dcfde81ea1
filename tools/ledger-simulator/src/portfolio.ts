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
  /**
   * Borrowers pay by what comes in and goes out each month, instead of by temperament. Such a bank lends in Taiwan too,
   * and balances of cards in instalments, so that every kind of plan has a loan that it is for.
   */
  economies?: boolean;
  /**
   * Such a bank goes to court before it gives a debt up: its ledger writes off what it is asked to and nothing by itself,
   * some of its debts are years old and about to lapse. One that lends in two currencies lends where each of them is.
   */
  goesToLaw?: boolean;
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
  /** A debt of years ago, of which nothing was ever paid. */
  old: boolean;
  /** The instalment at which the temperament shows for the first time. */
  turnsAt: number;
}>;

export const LEDGER = 'simulated-bank';
export const CARD_SYSTEM = 'simulated-cards';

type Lent = Pick<LoanTerms, 'product' | 'rateBp' | 'months'> & Readonly<{ currency?: Currency }>;

const PRODUCTS: readonly (readonly [Lent, number])[] = [
  [{ product: 'consumer-loan', rateBp: 1080, months: 24 }, 600],
  [{ product: 'car-loan', rateBp: 648, months: 36 }, 300],
  [{ product: 'small-business-loan', rateBp: 780, months: 30 }, 100],
];
const LENT_TO_ECONOMIES: readonly (readonly [Lent, number])[] = [
  [{ product: 'consumer-loan', rateBp: 1080, months: 24 }, 380],
  [{ product: 'car-loan', rateBp: 648, months: 36 }, 170],
  [{ product: 'small-business-loan', rateBp: 780, months: 30 }, 70],
  [{ product: 'credit-card', rateBp: 1440, months: 18 }, 130],
  [{ product: 'consumer-loan', rateBp: 960, months: 30, currency: 'TWD' }, 120],
  [{ product: 'consumer-loan', rateBp: 960, months: 12, currency: 'TWD' }, 50],
  [{ product: 'credit-card', rateBp: 1380, months: 24, currency: 'TWD' }, 80],
];
/** So many times as much as in yuan. */
const IN_TAIWAN = 5n;
const SHARE_OLDER_THAN_MORA = 0.85;
const OLDEST_DAYS = 480;
const NEW_BUSINESS_DAYS = 90;
/** Of loans of a bank that goes to law; their last instalments fell due in three years before, or a little less. */
const SHARE_OF_OLD_DEBTS = 0.012;
const OLD_DAYS: readonly [least: number, most: number] = [700, 1_090];
const MINOR = 100n;
const SHARES_A_PERSON = 6;

/** The terms of the n-th loan, counted from 1. */
export function loanOf(portfolio: Portfolio, n: number): LoanTerms {
  const { seed, opensOn, sharedPeople = false, economies = false, goesToLaw = false } = portfolio;
  const number = String(n).padStart(6, '0');
  const luck = (purpose: string) => chance(seed, 'loan', n, purpose);
  const lent = pick(economies ? LENT_TO_ECONOMIES : PRODUCTS, luck('product'));
  const old = goesToLaw && luck('old-debt') < SHARE_OF_OLD_DEBTS;
  const disbursedOn = old ? longAgo(opensOn, lent.months, luck) : disbursal(opensOn, luck);
  const temperament = temperamentOf(luck('temperament'));
  const { currency = 'CNY' } = lent;
  const principal = BigInt(wholeBetween(20, 400, luck('principal'))) * 500n * MINOR;
  return {
    ...lent,
    id: `L-${number}`,
    party: sharedPeople && n % SHARES_A_PERSON === 0 ? `P-${String(n - 1).padStart(6, '0')}` : `P-${number}`,
    currency,
    principalMinor: currency === 'TWD' ? principal * IN_TAIWAN : principal,
    disbursedOn,
    old,
    temperament,
    turnsAt: Math.max(1, dueBefore(disbursedOn, opensOn) + wholeBetween(-3, 3, luck('turns-at'))),
  };
}

function disbursal(opensOn: CalendarDate, luck: (purpose: string) => number): CalendarDate {
  const older = luck('older') < SHARE_OLDER_THAN_MORA;
  const days = older ? -wholeBetween(20, OLDEST_DAYS, luck('age')) : wholeBetween(0, NEW_BUSINESS_DAYS, luck('age'));
  return addDays(opensOn, days);
}

function longAgo(opensOn: CalendarDate, months: number, luck: (purpose: string) => number): CalendarDate {
  return addMonths(addDays(opensOn, -wholeBetween(...OLD_DAYS, luck('age'))), -months);
}

/** How many instalments of a loan fall due before a day. */
function dueBefore(disbursedOn: CalendarDate, day: CalendarDate): number {
  let count = 0;
  while (addMonths(disbursedOn, count + 1) < day) count += 1;
  return count;
}
