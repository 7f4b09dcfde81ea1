import type { CalendarDate } from '@mora/kernel';
import type { Amounts } from '../components.js';
import { compareFractions, type Fraction, NOUGHT } from '../fraction.js';
import type { AllocationOrder, DebtCriterion } from './orders.js';

/** Something owed that a payment may go to: a loan, or one instalment of it. */
export type Debt = Readonly<{
  id: string;
  dueOn: CalendarDate;
  owed: Amounts;
  /** What secures it, in minor units; nought where it is not said. */
  securedBy?: bigint;
  /** What it costs the debtor a year; nought where it is not said. */
  rate?: Fraction;
}>;

/** What the order of debts turns on besides the debts. */
export type Circumstances = Readonly<{
  /** The day of the payment. */
  on: CalendarDate;
  /** Debts that the debtor named, in that order. */
  designated?: readonly string[];
}>;

/** Debts in the order in which they are paid; those that nothing tells apart stand together. */
export function ranked(
  debts: readonly Debt[],
  { debts: criteria }: Pick<AllocationOrder, 'debts'>,
  circumstances: Circumstances,
): readonly (readonly Debt[])[] {
  const compare = (a: Debt, b: Debt): number =>
    criteria.map((criterion) => COMPARE[criterion](a, b, circumstances)).find((result) => result !== 0) ?? 0;
  const groups: Debt[][] = [];
  for (const debt of debts.toSorted(compare)) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && compare(last[0], debt) === 0) last.push(debt);
    else groups.push([debt]);
  }
  return groups;
}

type Compare = (a: Debt, b: Debt, circumstances: Circumstances) => number;

const COMPARE: Readonly<Record<DebtCriterion, Compare>> = {
  designated: (a, b, { designated = [] }) => placeIn(designated, a) - placeIn(designated, b),
  due: (a, b, { on }) => Number(a.dueOn > on) - Number(b.dueOn > on),
  'least-secured': (a, b) => compareSizes(a.securedBy ?? 0n, b.securedBy ?? 0n),
  'most-onerous': (a, b) => compareFractions(b.rate ?? NOUGHT, a.rate ?? NOUGHT),
  'earliest-due': (a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0),
};

const placeIn = (designated: readonly string[], { id }: Debt): number =>
  designated.includes(id) ? designated.indexOf(id) : designated.length;

const compareSizes = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
