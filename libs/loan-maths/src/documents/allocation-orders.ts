import { invariant } from '@mora/kernel';
import { allocate } from '../allocation/allocate.js';
import {
  type AllocationOrder,
  type AllocationOrders,
  DEBT_CRITERIA,
  orderOf,
  type PaymentKind,
} from '../allocation/orders.js';
import type { Debt } from '../allocation/ranks.js';
import { COMPONENTS } from '../components.js';
import { Field } from './field.js';
import { named, sourced } from './named.js';

/**
 * Reads the allocation orders of a jurisdiction and proves them by their golden cases. Throws PolicyInvalid for a
 * document that is none, InvariantViolated for one that fails its own cases.
 */
export function readAllocationOrders(document: unknown): AllocationOrders {
  const fields = new Field(document, 'allocation').object(...named.fields, 'jurisdiction', 'orders', 'goldenCases');
  const orders: AllocationOrders = {
    ...named.of(fields),
    jurisdiction: fields.jurisdiction.text(),
    orders: fields.orders.list().map(readOrder),
  };
  fields.goldenCases.list().forEach((golden) => prove(orders, golden));
  return orders;
}

function readOrder(field: Field): AllocationOrder {
  const order = field.object(
    'name',
    'causes',
    'products',
    'daysPastDue',
    'agreed',
    'across',
    'debts',
    'components',
    'source',
    'mark',
  );
  sourced(order);
  const { from, to } = order.daysPastDue.object('from', 'to');
  return {
    name: order.name.text(),
    causes: texts(order.causes),
    products: texts(order.products),
    daysPastDue: { from: from.integer(), to: to.orNull((last) => last.integer()) },
    agreed: order.agreed.orNull((clause) => clause.text()),
    across: order.across.oneOf(['debt-first', 'component-first']),
    debts: order.debts.list().map((item) => item.oneOf(DEBT_CRITERIA)),
    components: every(
      order.name,
      order.components.list().map((item) => item.oneOf(COMPONENTS)),
    ),
  };
}

/** An order that leaves a component out would leave a debt unpaid in silence. */
function every(name: Field, components: AllocationOrder['components']): AllocationOrder['components'] {
  const complete = components.length === COMPONENTS.length && new Set(components).size === COMPONENTS.length;
  invariant(complete, `${name.text()} names every component once`);
  return components;
}

const texts = (field: Field): readonly string[] => field.list().map((item) => item.text());

function prove(orders: AllocationOrders, golden: Field): void {
  const { kind, on, payment, debts, order, portions } = golden.object(
    'kind',
    'on',
    'payment',
    'debts',
    'order',
    'portions',
  );
  const found = orderOf(orders, kindOf(kind));
  const expected = order.orNull((field) => field.text());
  const name = `${orders.id}: the golden case of ${expected ?? 'no order'} holds`;
  if ('covered' in found) return invariant(expected === null, name);
  const { portions: served } = allocate(payment.minor(), debts.list().map(debtOf), found, { on: on.date() });
  const said = served.map(({ debt, component, amount }) => `${debt} ${component} ${amount}`);
  invariant(found.name === expected && said.join() === texts(portions).join(), `${name}: ${said.join()}`);
}

function kindOf(field: Field): PaymentKind {
  const { cause, product, daysPastDue, agreed } = field.object('cause', 'product', 'daysPastDue', 'agreed');
  return {
    cause: cause.text(),
    product: product.text(),
    daysPastDue: daysPastDue.integer(),
    agreed: agreed.orNull(texts) ?? [],
  };
}

function debtOf(field: Field): Debt {
  const { id, dueOn, owed } = field.object('id', 'dueOn', 'owed');
  const amounts = owed.object(...COMPONENTS);
  const named = COMPONENTS.flatMap((component) => {
    const amount = amounts[component].orNull((owing) => owing.minor());
    return amount === null ? [] : [[component, amount] as const];
  });
  return { id: id.text(), dueOn: dueOn.date(), owed: Object.fromEntries(named) };
}
