import type { CalendarDate } from '@mora/kernel';
import { type Amounts, type Component, type Minor, totalOf } from './amounts.js';
import type { Charge, Instalment } from './facts.js';

/** What falls due, oldest first, with its running sums: `upTo.total[i]` is what the first i + 1 dues ask for in all. */
export type Dues = Readonly<{
  on: readonly CalendarDate[];
  upTo: Readonly<Record<Component | 'total', readonly Minor[]>>;
}>;

export const NO_DUES: Dues = duesOf([], []);

/** The instalments are sorted already, as the facts keep them; charges are few, and mostly none. */
export function duesOf(instalments: readonly Instalment[], charges: readonly Charge[]): Dues {
  const dues = charges.length === 0 ? instalments : merged(instalments, charges);
  const on: CalendarDate[] = [];
  const sums: Record<Component | 'total', Minor[]> = { total: [], principal: [], interest: [], fee: [], penalty: [] };
  let [total, principal, interest, fee, penalty] = [0, 0, 0, 0, 0];
  for (const due of dues) {
    on.push(due.dueOn);
    sums.principal.push((principal += due.principal));
    sums.interest.push((interest += due.interest));
    sums.fee.push((fee += due.fee));
    sums.penalty.push((penalty += due.penalty));
    sums.total.push((total += totalOf(due)));
  }
  return { on, upTo: sums };
}

/** The instalments of a schedule, oldest first, a column for each of their amounts. */
export type ScheduleColumns = Readonly<{ dueOn: readonly CalendarDate[] } & Record<Component, readonly Minor[]>>;

/** The same as `duesOf` where there are no charges, of a schedule that lies in columns. */
export function duesOfColumns({ dueOn, principal, interest, fee, penalty }: ScheduleColumns): Dues {
  const upTo = {
    principal: runningSums(principal),
    interest: runningSums(interest),
    fee: runningSums(fee),
    penalty: runningSums(penalty),
  };
  const at = (column: readonly Minor[], n: number): Minor => column[n] ?? 0;
  const totals = dueOn.map(
    (_, n) => at(upTo.principal, n) + at(upTo.interest, n) + at(upTo.fee, n) + at(upTo.penalty, n),
  );
  return { on: dueOn, upTo: { total: totals, ...upTo } };
}

function runningSums(column: readonly Minor[]): readonly Minor[] {
  let sum = 0;
  return column.map((amount) => (sum += amount));
}

type Due = Amounts & Readonly<{ dueOn: CalendarDate }>;

function merged(instalments: readonly Instalment[], charges: readonly Charge[]): readonly Due[] {
  const asked = charges.map((charge): Due => {
    const amounts = { principal: 0, interest: 0, fee: 0, penalty: 0, [charge.component]: charge.minor };
    return { ...amounts, dueOn: charge.dueOn };
  });
  return [...instalments, ...asked].sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

/** How many dues lie before the day; a due is not late on its own date (day one is the day after). */
export function countBefore(dues: Dues, day: CalendarDate): number {
  let low = 0;
  let high = dues.on.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((dues.on[middle] as CalendarDate) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The sums of the first `count` dues. */
export function sumsOf(dues: Dues, count: number): Amounts {
  const at = (component: Component): Minor => (count === 0 ? 0 : (dues.upTo[component][count - 1] ?? 0));
  return { principal: at('principal'), interest: at('interest'), fee: at('fee'), penalty: at('penalty') };
}

export const totalUpTo = (dues: Dues, count: number): Minor => (count === 0 ? 0 : (dues.upTo.total[count - 1] ?? 0));
