import type { CalendarDate, Currency } from '@mora/kernel';
import type { Amounts, Instalment, Minor, Rate, RestructureForm } from '../words.js';
import type { Clearance } from './clearance.js';
import type { DayCount, Method } from './maths.js';

/** What is open of a loan on a day, and how it is lent. */
export type Position = Readonly<{
  currency: Currency;
  asOf: CalendarDate;
  kind: 'instalment' | 'card';
  jurisdiction: 'CN' | 'TW' | 'US';
  lender: 'licensed' | 'micro' | 'private';
  rate: Rate;
  rateSource: 'ledger' | 'implied';
  /** How the old schedule repays: a new one does the same. */
  method: Method;
  dayCount: DayCount;
  periodMonths: number;
  /** The day of the month on which instalments fall due, where a month has it. */
  dueDay: number;
  contractOn: CalendarDate | null;
  /** The last due date that has passed: from here new interest runs. */
  interestFrom: CalendarDate;
  /** Where the next instalment falls due; after the end of the schedule, where the next one would. */
  nextDueOn: CalendarDate;
  endOn: CalendarDate;
  originalCount: number;
  originalEndOn: CalendarDate;
  version: number | null;
  /** The unpaid rest of each instalment, oldest first, due and not due. */
  open: readonly Instalment[];
  /** As classification said it last: fees and penalties that the ledger has charged stand here alone. */
  overdue: Amounts;
  /** What is due and unpaid: principal and interest by the schedule, fees and penalties as in `overdue`. */
  arrears: Amounts;
  /** Open principal, due and not due. */
  principal: Minor;
}>;

export type NoPosition = Readonly<{
  kind: 'cannot';
  because: 'no-schedule' | 'rate-unknown' | 'closed' | 'nothing-open' | 'order-not-covered';
}>;

/** A new schedule, and what it costs against the old one. */
export type Built = Readonly<{
  kind: 'built';
  instalments: readonly Instalment[];
  totals: Amounts;
  oldTotals: Amounts;
  costDelta: Minor;
  waived: Amounts;
  /** Of what is waived, what the cap cuts: nobody gives that up. */
  capped: Amounts;
  /** What became principal. */
  capitalised: Minor;
  fund: Minor;
  rate: Rate;
  endOn: CalendarDate;
  /** Months by which it ends later than the old schedule, begun ones counted; nought where it does not. */
  months: number;
  /** The most that falls due on one day, with the instalments of the loan beside which a fund is repaid. */
  largest: Minor;
  /** Whether a guarantor would carry more than before. */
  heavier: boolean;
  forms: readonly RestructureForm[];
  settlesFor: Minor | null;
  /** `capped:<rule>`, `guarantor-consent:block`, `guarantor-consent:warn`. */
  warnings: readonly string[];
}>;

/** Why not; `allowed` is the nearest value of the same term that would be. */
export type NotBuilt = Readonly<{ kind: 'refused'; limit: string; because: string; allowed: string | null }>;

/** What the past of a loan allows. */
export type LimitFacts = Readonly<{
  on: CalendarDate;
  ageMonths: number | null;
  consecutivePayments: number;
  reAges: readonly CalendarDate[];
  workouts: readonly CalendarDate[];
  restructures: readonly CalendarDate[];
  brokenPlans: readonly CalendarDate[];
  extendedMonths: number;
  guarantorConsent: 'none-linked' | 'given' | 'missing';
  applied: 'before-end' | 'after-end';
  willing: boolean;
  beyondMeans: boolean;
  secured: boolean;
  /** Null where the borrower has not asked for the negotiation of the statute. */
  clearance: Clearance | null;
}>;
