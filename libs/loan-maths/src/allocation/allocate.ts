import { type Amounts, type ClaimComponent, COMPONENTS, totalOf } from '../components.js';
import { inProportion } from '../rounding.js';
import type { AllocationOrder } from './orders.js';
import { type Circumstances, type Debt, ranked } from './ranks.js';

/** A part of a payment: what it went to. */
export type Portion = Readonly<{ debt: string; component: ClaimComponent; amount: bigint }>;

export type Allocation = Readonly<{
  /** In the order in which they were served; none is nought. */
  portions: readonly Portion[];
  /** What is left when all debts are paid. */
  unallocated: bigint;
}>;

/**
 * Uses a payment up over debts to the minor unit: portions and what is left add up to it. Throws RangeError for negative
 * amounts, a debt that stands twice, and a component that is owed but not named in the order.
 */
export function allocate(
  payment: bigint,
  debts: readonly Debt[],
  order: AllocationOrder,
  circumstances: Circumstances,
): Allocation {
  check(payment, debts, order);
  const groups = ranked(debts, order, circumstances);
  const turns =
    order.across === 'debt-first'
      ? groups.map((group) => ({ group, components: order.components }))
      : order.components.flatMap((component) => groups.map((group) => ({ group, components: [component] })));
  let left = payment;
  const portions = turns.flatMap(({ group, components }) => {
    const served = serve(left, group, components);
    left -= served.reduce((sum, { amount }) => sum + amount, 0n);
    return served;
  });
  return { portions, unallocated: left };
}

function check(payment: bigint, debts: readonly Debt[], { name, components }: AllocationOrder): void {
  if (payment < 0n) throw new RangeError('a payment is not below nought');
  if (new Set(debts.map(({ id }) => id)).size < debts.length) throw new RangeError('a debt stands once');
  for (const { owed } of debts) {
    for (const component of COMPONENTS) {
      const amount = owed[component] ?? 0n;
      if (amount < 0n) throw new RangeError('nobody owes less than nothing');
      if (amount > 0n && !components.includes(component)) throw new RangeError(`${name} does not name ${component}`);
    }
  }
}

/** Debts of one rank share in proportion to what they are owed; each then uses its share component by component. */
function serve(payment: bigint, group: readonly Debt[], components: readonly ClaimComponent[]): readonly Portion[] {
  const owed = group.map((debt) => totalOf(only(debt.owed, components)));
  const sum = owed.reduce((total, amount) => total + amount, 0n);
  const shares = payment >= sum ? owed : inProportion(payment, owed);
  return group.flatMap((debt, at) => portionsOf(debt, shares[at] ?? 0n, components));
}

const only = (owed: Amounts, components: readonly ClaimComponent[]): Amounts =>
  Object.fromEntries(components.map((component) => [component, owed[component] ?? 0n]));

function portionsOf(debt: Debt, share: bigint, components: readonly ClaimComponent[]): readonly Portion[] {
  let left = share;
  return components.flatMap((component) => {
    const owed = debt.owed[component] ?? 0n;
    const amount = owed < left ? owed : left;
    left -= amount;
    return amount === 0n ? [] : [{ debt: debt.id, component, amount }];
  });
}
