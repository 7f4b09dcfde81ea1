import { type CalendarDate, type Currency, minorUnits } from '@mora/kernel';
import {
  allocate,
  type Allocation,
  type AllocationOrder,
  type AllocationOrders,
  type Cap,
  type CapRules,
  capOf,
  type ClaimComponent,
  clampClaim,
  compareFractions,
  COMPONENTS,
  type DayCount,
  accrue,
  fraction,
  type Grace as MathsGrace,
  type LprTable,
  type Method,
  METHODS,
  mostUnder,
  orderOf,
  overdueInterest,
  penaltyRate,
  roundHalfUp,
  type Schedule,
  spread,
} from '@mora/loan-maths';
import type { Amounts, Minor, Rate } from '../words.js';

/*
 * The edge to loan maths, and the only file of this service that knows it: there amounts are bigint and rates are exact
 * fractions, here amounts are safe integers and rates are decimal text.
 */

export type { AllocationOrder, Cap, DayCount, Method };

/** What loan maths knows of laws: read at the start by `@mora/loan-maths/shipped`. */
export type MathsPolicies = Readonly<{
  lpr: LprTable;
  caps: readonly CapRules[];
  orders: readonly AllocationOrders[];
}>;

export type Row = Readonly<{ dueOn: CalendarDate; principal: Minor; interest: Minor }>;

export type Grace =
  | Readonly<{ kind: 'interest-only' | 'capitalised' | 'deferred' | 'interest-free'; periods: number }>
  | Readonly<{ kind: 'part-principal'; periods: number; each: Minor }>;

export type Pricing = Readonly<{
  currency: Currency;
  principal: Minor;
  /** From the first day on; a later one from its own. */
  rates: readonly Readonly<{ from: CalendarDate; rate: Rate }>[];
  method: Method;
  dayCount: DayCount;
  startsOn: CalendarDate;
  firstDueOn: CalendarDate;
  dueDay: number;
  count: number;
  everyMonths: number;
  grace: Grace | null;
}>;

export const METHOD_NAMES = Object.keys(METHODS) as readonly Method[];

/** The rows of new terms, and what became principal in a grace. Throws RangeError for terms that make no schedule. */
export function priced(pricing: Pricing): Readonly<{ rows: readonly Row[]; capitalised: Minor }> {
  const { currency, principal, rates, method, dayCount, startsOn, firstDueOn, dueDay, count, everyMonths, grace } =
    pricing;
  const schedule: Schedule = METHODS[method]({
    principal: { minor: BigInt(principal), currency },
    annualRate: rates.map(({ from, rate }) => ({ from, value: fraction(rate) })),
    dayCount,
    startsOn,
    firstDueOn,
    instalments: count,
    everyMonths,
    dueDay,
    ...(grace && { grace: graceOf(grace) }),
  });
  const rows = schedule.instalments.map(({ dueOn, principal: part, interest }) => ({
    dueOn,
    principal: Number(part),
    interest: Number(interest),
  }));
  return { rows, capitalised: Number(schedule.capitalised) };
}

const graceOf = (grace: Grace): MathsGrace =>
  grace.kind === 'part-principal' ? { ...grace, each: BigInt(grace.each) } : grace;

/** An amount in equal parts, each rounded half up; the last takes the remainder. */
export const inParts = (amount: Minor, parts: number): readonly Minor[] => spread(BigInt(amount), parts).map(Number);

/** So many thousandths of an amount, rounded half up. */
export const permilleOf = (amount: Minor, permille: number): Minor =>
  Number(roundHalfUp({ num: BigInt(amount) * BigInt(permille), den: 1000n }));

export const interestFor = (
  amount: Minor,
  rate: Rate,
  from: CalendarDate,
  to: CalendarDate,
  dayCount: DayCount,
): Minor => Number(accrue({ amount: BigInt(amount), rate: fraction(rate), from, to, dayCount }));

/** Below nought where the first is the lower one. */
export const compareRates = (a: Rate, b: Rate): number => compareFractions(fraction(a), fraction(b));

const RATE_DECIMALS = 8;
const MONTHS_A_YEAR = 12n;

/** The yearly rate that makes so much interest of a principal in some months, half up to eight decimals. */
export function impliedRate(interest: Minor, principal: Minor, months: number): Rate {
  const scale = 10n ** BigInt(RATE_DECIMALS);
  const num = BigInt(interest) * MONTHS_A_YEAR * scale;
  const digits = roundHalfUp({ num, den: BigInt(principal) * BigInt(months) })
    .toString()
    .padStart(RATE_DECIMALS + 1, '0');
  return `${digits.slice(0, -RATE_DECIMALS)}.${digits.slice(-RATE_DECIMALS)}`;
}

/** The cap of a contract; null where nobody has said what holds for it, which is never a guess. */
export function capFor(
  { caps, lpr }: MathsPolicies,
  id: string,
  question: Readonly<{ lender: string; product: string; contractOn: CalendarDate }>,
): Cap | null {
  const rules = caps.find((one) => one.id === id);
  const answer = rules && capOf(rules, lpr, question);
  return answer?.covered === true ? answer : null;
}

/** What was outstanding from one day to another. */
export type Stretch = Readonly<{ principal: Minor; from: CalendarDate; to: CalendarDate }>;

const stretchOf = ({ principal, from, to }: Stretch) => ({ principal: BigInt(principal), from, to });

export function mostOver(cap: Cap, stretches: readonly Stretch[]): Minor | null {
  const most = mostUnder(cap, stretches.map(stretchOf));
  return most === null ? null : Number(most);
}

/** What is left of charges under a cap, and what was cut. Compound interest is told apart from penalty here alone. */
export function underCap<C extends ClaimComponent>(
  charges: Readonly<Record<C, Minor>>,
  cap: Cap,
  stretches: readonly Stretch[],
): Readonly<{ claimed: Readonly<Record<C, Minor>>; cut: Minor }> {
  const names = COMPONENTS.filter((name): name is C => name in charges);
  const claim = Object.fromEntries(names.map((name) => [name, BigInt(charges[name])]));
  const { claimed } = clampClaim(claim, cap, stretches.map(stretchOf));
  const left = Object.fromEntries(names.map((name) => [name, Number(claimed[name] ?? 0n)])) as Record<C, Minor>;
  return { claimed: left, cut: names.reduce((sum, name) => sum + charges[name] - left[name], 0) };
}

/** The order in which payments that borrowers make are used up; null where no policy says so. */
export function orderFor(
  { orders }: MathsPolicies,
  id: string,
  kind: Readonly<{ product: string; daysPastDue: number; agreed: readonly string[] }>,
): AllocationOrder | null {
  const rules = orders.find((one) => one.id === id);
  const answer = rules && orderOf(rules, { cause: 'voluntary', ...kind });
  return answer !== undefined && 'components' in answer ? answer : null;
}

/** What is left of each debt when money is used up over them. */
export function afterPayment<D extends Amounts & Readonly<{ dueOn: CalendarDate }>>(
  money: Minor,
  debts: readonly D[],
  order: AllocationOrder,
  on: CalendarDate,
): readonly D[] {
  if (money === 0) return debts;
  const owed = debts.map(({ dueOn, principal, interest, fee, penalty }, at) => ({
    id: String(at),
    dueOn,
    owed: { principal: BigInt(principal), interest: BigInt(interest), fee: BigInt(fee), penalty: BigInt(penalty) },
  }));
  const { portions }: Allocation = allocate(BigInt(money), owed, order, { on });
  const left = debts.map((debt) => ({ ...debt }));
  for (const { debt, component, amount } of portions) {
    const one = left[Number(debt)] as Record<string, unknown> | undefined;
    if (one !== undefined) one[component] = Number(one[component]) - Number(amount);
  }
  return left;
}

/** Penalty and compound interest of what is overdue, at the rate of the contract with its uplift. */
export function overdueCost(
  overdue: Readonly<{ principal: Minor; interest: Minor; from: CalendarDate; to: CalendarDate }>,
  rate: Rate,
  uplift: Rate,
  dayCount: DayCount,
): Readonly<{ penalty: Minor; compound: Minor }> {
  const { penalty, compound } = overdueInterest({
    principal: BigInt(overdue.principal),
    unpaidInterest: BigInt(overdue.interest),
    penaltyRate: penaltyRate(fraction(rate), fraction(uplift)),
    overdueSince: overdue.from,
    to: overdue.to,
    dayCount,
  });
  return { penalty: Number(penalty), compound: Number(compound) };
}

/** An amount that a policy names in whole units of the currency. */
export const wholeUnits = (units: number, currency: Currency): Minor => Number(minorUnits(String(units), currency));

const RATE = /^\d{1,2}(\.\d{1,8})?$/;

/** Whether a text is a rate of one, a year, such as `0.1080`. */
export const isRate = (text: string): text is Rate => RATE.test(text);
