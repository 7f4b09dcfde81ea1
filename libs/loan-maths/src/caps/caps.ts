import type { CalendarDate } from '@mora/kernel';
import type { ClaimComponent } from '../components.js';
import { compareFractions, type Fraction, times } from '../fraction.js';
import type { NotCovered } from '../not-covered.js';
import { type LprTable, lprOn } from './lpr.js';

/** One rule that limits what a loan may cost, for whom and for contracts of which days. */
export type CapRule = Readonly<{
  name: string;
  lenders: readonly string[];
  products: readonly string[];
  contractsFrom: CalendarDate;
  /** The last day, itself among them; null while it is open. */
  contractsUntil: CalendarDate | null;
  limit: CapLimit;
  /** What counts against the cap. */
  counts: readonly ClaimComponent[];
  /** What is cut first where a claim is above it. */
  cutOrder: readonly ClaimComponent[];
}>;

export type CapLimit =
  | Readonly<{ kind: 'rate'; rate: Fraction }>
  | Readonly<{ kind: 'lpr'; tenor: string; multiple: Fraction }>
  /** Somebody looked, and there is no cap. */
  | Readonly<{ kind: 'none' }>;

export type CapRules = Readonly<{
  id: string;
  version: number;
  jurisdiction: string;
  /** Days of a year by which a charge is annualised. */
  yearDays: number;
  rules: readonly CapRule[];
}>;

export type CapQuestion = Readonly<{ lender: string; product: string; contractOn: CalendarDate }>;

/** The lowest cap that binds; `rate` is null where somebody looked and none does. */
export type Cap = Readonly<{
  covered: true;
  rate: Fraction | null;
  rule: CapRule;
  yearDays: number;
}>;

/**
 * The yearly cap of a loan by the day of its contract. Where no rule speaks of such a lender on that day, or the loan
 * prime rate of that day is not known, it is not covered.
 */
export function capOf(rules: CapRules, lpr: LprTable, question: CapQuestion): Cap | NotCovered {
  const binding = rules.rules.filter((rule) => speaksOf(rule, question));
  const limits = binding.map((rule) => limitOf(rule, lpr, question.contractOn));
  const unknown = limits.find((limit) => 'reason' in limit);
  if (unknown !== undefined) return unknown;
  const [lowest] = limits.flatMap((limit) => ('rule' in limit ? [limit] : [])).toSorted(byRate);
  if (lowest === undefined) return { covered: false, reason: 'cap-not-covered', on: question.contractOn };
  return { covered: true, ...lowest, yearDays: rules.yearDays };
}

type Limit = Readonly<{ rule: CapRule; rate: Fraction | null }>;

const named = (names: readonly string[], name: string): boolean => names.includes('*') || names.includes(name);

const speaksOf = (rule: CapRule, { lender, product, contractOn }: CapQuestion): boolean =>
  named(rule.lenders, lender) &&
  named(rule.products, product) &&
  rule.contractsFrom <= contractOn &&
  (rule.contractsUntil === null || contractOn <= rule.contractsUntil);

function limitOf(rule: CapRule, lpr: LprTable, contractOn: CalendarDate): Limit | NotCovered {
  const { limit } = rule;
  if (limit.kind !== 'lpr') return { rule, rate: limit.kind === 'rate' ? limit.rate : null };
  const answer = lprOn(lpr, limit.tenor, contractOn);
  return answer.covered ? { rule, rate: times(answer.rate, limit.multiple) } : answer;
}

/** No cap is above every cap. */
function byRate(a: Limit, b: Limit): number {
  if (a.rate === null || b.rate === null) return Number(a.rate === null) - Number(b.rate === null);
  return compareFractions(a.rate, b.rate);
}
