import { type CalendarDate, daysBetween } from '@mora/kernel';
import {
  accrue,
  type CapRules,
  capOf,
  delayInterest,
  type DelayRates,
  type DayCount,
  type Fraction,
  fraction,
  type LprTable,
  mostUnder,
  penaltyRate,
} from '@mora/loan-maths';
import type { Minor, Rate } from '../words.js';

/** The tables that a claim is computed by, of the library for loan maths; nothing else here imports it. */
export type ClaimTables = Readonly<{ caps: readonly CapRules[]; lpr: LprTable; delayRates: DelayRates }>;

/** The rate at which what is overdue is punished, as exact decimal text. */
export const penaltyRateOf = (contractRate: Rate, uplift: Rate): Rate =>
  decimalOf(penaltyRate(fraction(contractRate), fraction(uplift)));

/** Denominators here are powers of ten: they come of decimal texts. */
function decimalOf({ num, den }: Fraction): Rate {
  const decimals = den.toString().length - 1;
  const digits = num.toString().padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** What was open from a day on, until the next step. */
export type OpenStep = Readonly<{ from: CalendarDate; minor: Minor }>;

/** What an overdue sum has grown by at a rate a year, up to a day: counted piece by piece, and rounded half up once. */
export function grownOf(steps: readonly OpenStep[], rate: Rate, to: CalendarDate, dayCount: DayCount): Minor {
  const [first] = steps;
  if (first === undefined || to <= first.from) return 0;
  const amount = steps.map(({ from, minor }) => ({ from, value: BigInt(minor) }));
  return Number(accrue({ amount, rate: fraction(rate), from: first.from, to, dayCount }));
}

export type Counted = 'interest' | 'fee' | 'penalty' | 'compound';
/** The lowest cap of a contract: what counts against it, and what is cut first. */
export type ClaimCap = Readonly<{
  name: string;
  counts: readonly Counted[];
  cutOrder: readonly Counted[];
  /** The most that the money may have cost; null where somebody looked and nothing limits it. */
  most: (stretches: readonly Stretch[]) => Minor | null;
  /**
   * The same of one period of instalments, by its days or by its whole months, whichever is more: interest by months is
   * no higher in February. A part of a cent is left to the rounding of each period.
   */
  mostIn: (stretches: readonly Stretch[], months: number | null) => Minor | null;
}>;
export type Stretch = Readonly<{ principal: Minor; from: CalendarDate; to: CalendarDate }>;
export type CapQuestion = Readonly<{ id: string; lender: string; product: string; contractOn: CalendarDate }>;

/** Null where the tables do not speak of such a contract. */
export function claimCapOf(tables: ClaimTables, { id, ...question }: CapQuestion): ClaimCap | null {
  const rules = tables.caps.find((one) => one.id === id);
  const cap = rules && capOf(rules, tables.lpr, question);
  if (cap?.covered !== true) return null;
  return {
    name: cap.rule.name,
    counts: cap.rule.counts.filter(isCounted),
    cutOrder: cap.rule.cutOrder.filter(isCounted),
    most: (stretches) => {
      const most = mostUnder(
        cap,
        stretches.map(({ principal, from, to }) => ({ principal: BigInt(principal), from, to })),
      );
      return most === null ? null : Number(most);
    },
    mostIn: (stretches, months) => (cap.rate === null ? null : mostIn(cap.rate, cap.yearDays, stretches, months)),
  };
}

const MONTHS = 12n;

function mostIn({ num, den }: Fraction, yearDays: number, stretches: readonly Stretch[], months: number | null): Minor {
  const spans = stretches.map(({ principal, from, to }) => [BigInt(principal), BigInt(daysBetween(from, to))] as const);
  const principalDays = spans.reduce((sum, [principal, days]) => sum + principal * days, 0n);
  const days = spans.reduce((sum, [, span]) => sum + span, 0n);
  if (days === 0n) return 0;
  const byDays = roundUp(num * principalDays, den * BigInt(yearDays));
  const byMonths = months === null ? 0n : roundUp(num * principalDays * BigInt(months), den * days * MONTHS);
  return Number(byDays > byMonths ? byDays : byMonths);
}

const roundUp = (num: bigint, den: bigint): bigint => (num + den - 1n) / den;

const COUNTED: readonly string[] = ['interest', 'fee', 'penalty', 'compound'] satisfies readonly Counted[];
const isCounted = (component: string): component is Counted => COUNTED.includes(component);

type Dated = Readonly<{ minor: Minor; on: CalendarDate }>;
export type Late = Readonly<{
  parts: readonly Readonly<{ amount: Minor; performBy: CalendarDate }>[];
  paid: readonly Dated[];
  stays: readonly Readonly<{ from: CalendarDate; to: CalendarDate }>[];
}>;

/** The doubled part of interest of a judgment that was not performed in time; null where the rate of a day is not known. */
export function doubledOf(
  { delayRates }: ClaimTables,
  { parts, paid, stays }: Late,
  until: CalendarDate,
): Minor | null {
  const found = delayInterest(
    delayRates,
    {
      parts: parts.map(({ amount, performBy }) => ({ amount: BigInt(amount), performBy })),
      paid: paid.map(({ minor, on }) => ({ amount: BigInt(minor), on })),
      stays,
    },
    until,
  );
  return found.covered ? Number(found.amount) : null;
}
