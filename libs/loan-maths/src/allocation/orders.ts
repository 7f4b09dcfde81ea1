import type { ClaimComponent } from '../components.js';
import type { NotCovered } from '../not-covered.js';

/** By what one debt goes before another, the first that tells them apart; debts that nothing tells apart share by size. */
export const DEBT_CRITERIA = ['designated', 'due', 'least-secured', 'most-onerous', 'earliest-due'] as const;
export type DebtCriterion = (typeof DEBT_CRITERIA)[number];

/** In which order a payment is used up, and for which payments that holds. */
export type AllocationOrder = Readonly<{
  name: string;
  causes: readonly string[];
  products: readonly string[];
  /** Both ends are in it; null is without end. */
  daysPastDue: Readonly<{ from: number; to: number | null }>;
  /** The clause of the contract without which it does not hold; null where the law gives it. */
  agreed: string | null;
  /** All components of one debt before the next debt, or one component of all debts before the next component. */
  across: 'debt-first' | 'component-first';
  debts: readonly DebtCriterion[];
  components: readonly ClaimComponent[];
}>;

export type AllocationOrders = Readonly<{
  id: string;
  version: number;
  jurisdiction: string;
  orders: readonly AllocationOrder[];
}>;

export type PaymentKind = Readonly<{
  /** Why money came: `voluntary`, `set-off`, `enforcement`; `accounting` for the bank's own books. */
  cause: string;
  product: string;
  daysPastDue: number;
  /** Clauses on allocation that the contract holds. */
  agreed?: readonly string[];
}>;

/** The first order of the list that holds for such a payment. */
export function orderOf({ orders }: AllocationOrders, kind: PaymentKind): AllocationOrder | NotCovered {
  return orders.find((order) => holdsFor(order, kind)) ?? { covered: false, reason: 'order-not-covered', on: null };
}

const named = (names: readonly string[], name: string): boolean => names.includes('*') || names.includes(name);

const holdsFor = (order: AllocationOrder, { cause, product, daysPastDue, agreed = [] }: PaymentKind): boolean =>
  named(order.causes, cause) &&
  named(order.products, product) &&
  order.daysPastDue.from <= daysPastDue &&
  (order.daysPastDue.to === null || daysPastDue <= order.daysPastDue.to) &&
  (order.agreed === null || agreed.includes(order.agreed));
