import { calendarDate, type Currency, InvariantViolated } from '@mora/kernel';
import { type GateFile, proveGate } from '../domain/gate/golden.js';
import { orderFor, rowFor, rulesFor } from '../domain/products.js';
import type { LimitationRules } from '../domain/clock/rules.js';
import { loadGate } from './gate.js';
import { loadProducts } from './products.js';
import { SHIPPED } from './shipped.js';

const [gate] = loadGate(SHIPPED) as readonly GateFile[];
const [products] = loadProducts(SHIPPED);

it.each(gate!.goldenCases.map((one) => [one.name, one] as const))('%s, by months and by days', (_name, one) => {
  proveGate({ ...gate!, goldenCases: [one] });
  expect(() => proveGate({ ...gate!, goldenCases: [{ ...one, months: !one.months }] })).toThrow(InvariantViolated);
  expect(() => proveGate({ ...gate!, goldenCases: [{ ...one, days: !one.days }] })).toThrow(InvariantViolated);
});

it('the same product is under the law of its currency, and none where the bank has entered none', () => {
  const limitation = {
    CN: { id: 'cn' } as LimitationRules,
    TW: { id: 'tw' } as LimitationRules,
  };
  const law = (product: string | null, currency: string): string | null =>
    rulesFor({ products: products!, limitation }, { product, currency: currency as Currency })?.id ?? null;
  expect([law('consumer-loan', 'CNY'), law('consumer-loan', 'TWD'), law('consumer-loan', 'USD')]).toEqual([
    'cn',
    'tw',
    null,
  ]);
  expect(law(null, 'CNY')).toBeNull();
});

it('costs come first, also of a product that nobody has entered', () => {
  const order = ['fee', 'interest', 'penalty', 'principal'];
  expect(orderFor({ products: products! }, { product: 'consumer-loan', currency: 'CNY' })).toEqual(order);
  expect(orderFor({ products: products! }, { product: 'unheard-of', currency: 'CNY' })).toEqual(order);
  expect(rowFor(products!, { product: 'unheard-of', currency: 'CNY' })).toBeNull();
});

it('every policy is in force before the first day that anybody replays', () => {
  for (const { effectiveFrom } of [gate!, products!]) expect(effectiveFrom <= calendarDate('2025-01-01')).toBe(true);
});
