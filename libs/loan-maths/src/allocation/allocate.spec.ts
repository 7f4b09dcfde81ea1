import { addDays, calendarDate } from '@mora/kernel';
import fc from 'fast-check';
import { COMPONENTS, totalOf } from '../components.js';
import { fraction } from '../fraction.js';
import { loadLoanPolicies } from '../shipped/index.js';
import { allocate } from './allocate.js';
import { type AllocationOrder, orderOf } from './orders.js';
import type { Circumstances, Debt } from './ranks.js';

const day = calendarDate;
const ON = day('2026-04-01');
const { orders } = loadLoanPolicies();
const prc = orders.find(({ jurisdiction }) => jurisdiction === 'CN')!;
const orderFor = (cause: string): AllocationOrder => {
  const order = orderOf(prc, { cause, product: 'loan', daysPastDue: 30 });
  if ('covered' in order) throw new Error('no order');
  return order;
};
const LAW = orderFor('voluntary');

const debt = (id: string, more: Partial<Debt> = {}): Debt => ({
  id,
  dueOn: day('2026-01-01'),
  owed: { interest: 100n, principal: 900n },
  ...more,
});

const served = (payment: bigint, debts: readonly Debt[], order = LAW, circumstances: Circumstances = { on: ON }) =>
  allocate(payment, debts, order, circumstances).portions.map((one) => `${one.debt} ${one.component} ${one.amount}`);

it.each([
  ['nothing comes', 0n, []],
  ['costs first', 50n, ['a cost 50']],
  ['then fees', 150n, ['a cost 100', 'a fee 50']],
  [
    'penalty, compound interest and interest before principal',
    550n,
    [...'cost fee penalty compound interest'.split(' ').map((name) => `a ${name} 100`), 'a principal 50'],
  ],
] as const)('one debt: %s', (_rule, payment, expected) => {
  const all = Object.fromEntries(COMPONENTS.map((component) => [component, 100n]));
  expect(served(payment, [debt('a', { owed: all })])).toEqual(expected);
});

describe('of several debts the payment goes', () => {
  it.each<readonly [string, readonly Debt[], Partial<Circumstances>]>([
    ['to the one that the debtor names', [debt('a'), debt('b', { dueOn: day('2027-01-01') })], { designated: ['b'] }],
    ['to the one that is due', [debt('a', { dueOn: day('2026-04-02') }), debt('b', { dueOn: ON })], {}],
    ['to the one secured least', [debt('a', { securedBy: 1n }), debt('b')], {}],
    ['to the most onerous', [debt('a', { rate: fraction('0.1') }), debt('b', { rate: fraction('0.11') })], {}],
    ['to the one due earliest', [debt('a', { dueOn: day('2026-01-02') }), debt('b')], {}],
    [
      'to what is due before what is secured less',
      [debt('a', { dueOn: day('2026-05-01') }), debt('b', { dueOn: ON, securedBy: 500n })],
      {},
    ],
    [
      'to the one secured less before the one due earlier',
      [debt('a', { securedBy: 1n }), debt('b', { dueOn: day('2026-03-01') })],
      {},
    ],
  ])('%s', (_rule, debts, circumstances) => {
    const expected = ['b interest 100', 'b principal 900', 'a interest 1'];
    expect(served(1_001n, debts, LAW, { on: ON, ...circumstances })).toEqual(expected);
    expect(served(1_001n, debts.toReversed(), LAW, { on: ON, ...circumstances })).toEqual(expected);
  });

  it('in the order in which they were named', () => {
    const debts = [debt('a'), debt('b'), debt('c')];
    expect(served(1_500n, debts, LAW, { on: ON, designated: ['c', 'b'] })).toEqual([
      'c interest 100',
      'c principal 900',
      'b interest 100',
      'b principal 400',
    ]);
  });

  it('by size where nothing tells them apart', () => {
    const debts = [debt('a', { owed: { principal: 300n } }), debt('b', { owed: { interest: 50n, principal: 50n } })];
    expect(served(200n, debts)).toEqual(['a principal 150', 'b interest 50']);
  });
});

it('in enforcement the judgment goes before delay interest, over all parts', () => {
  const part = (id: string) => debt(id, { owed: { principal: 100n, 'delay-interest': 10n } });
  const debts = [part('a'), { ...part('b'), dueOn: day('2026-02-01') }];
  expect(served(205n, debts, orderFor('enforcement'))).toEqual([
    'a principal 100',
    'b principal 100',
    'a delay-interest 5',
  ]);
});

it('what is left when all is paid is said', () => {
  expect(allocate(1_234n, [debt('a')], LAW, { on: ON }).unallocated).toBe(234n);
  expect(allocate(5n, [], LAW, { on: ON })).toEqual({ portions: [], unallocated: 5n });
});

it.each([
  ['the day before the band', 9, 'after'],
  ['its first day', 10, 'band'],
  ['its last day', 20, 'band'],
  ['the day after it', 21, 'after'],
] as const)('an order holds in its band of days past due: %s', (_rule, daysPastDue, expected) => {
  const band = { ...LAW, name: 'band', daysPastDue: { from: 10, to: 20 } };
  const both = { ...prc, orders: [band, { ...LAW, name: 'after' }] };
  expect(orderOf(both, { cause: 'voluntary', product: 'loan', daysPastDue })).toMatchObject({ name: expected });
});

it('an order for no such payment is not covered', () => {
  const none = orderOf(
    { ...prc, orders: [{ ...LAW, products: ['card'] }] },
    { cause: 'voluntary', product: 'loan', daysPastDue: 0 },
  );
  expect(none).toEqual({ covered: false, reason: 'order-not-covered', on: null });
});

it.each<readonly [string, bigint, readonly Debt[], AllocationOrder]>([
  ['a payment below nought', -1n, [debt('a')], LAW],
  ['a debt below nought', 1n, [debt('a', { owed: { fee: -1n } })], LAW],
  ['a debt that stands twice', 1n, [debt('a'), debt('a')], LAW],
  ['a component that the order does not name', 1n, [debt('a')], { ...LAW, components: ['principal'] }],
])('%s is refused', (_rule, payment, debts, order) => {
  expect(() => allocate(payment, debts, order, { on: ON })).toThrow(RangeError);
});

it('portions and what is left add up to the payment, and no debt is paid beyond what it is owed', () => {
  const amount = fc.bigInt(0n, 5_000n);
  const anyDebt = fc.record({
    dueOn: fc.integer({ min: -3, max: 3 }).map((days) => addDays(ON, days)),
    owed: fc.record(Object.fromEntries(COMPONENTS.map((component) => [component, amount]))),
    securedBy: fc.bigInt(0n, 1n),
  });
  const causes = fc.constantFrom('voluntary', 'set-off', 'enforcement', 'accounting');
  fc.assert(
    fc.property(fc.bigInt(0n, 100_000n), fc.array(anyDebt, { maxLength: 6 }), causes, (payment, owing, cause) => {
      const debts = owing.map((one, at): Debt => ({ ...one, id: `${at}` }));
      const { portions, unallocated } = allocate(payment, debts, orderFor(cause), { on: ON });
      const paid = portions.reduce((sum, portion) => sum + portion.amount, 0n);
      const owed = debts.reduce((sum, one) => sum + totalOf(one.owed), 0n);
      expect([paid + unallocated, paid]).toEqual([payment, payment < owed ? payment : owed]);
      const left = new Map(debts.map(({ id, owed: amounts }) => [id, { ...amounts }]));
      for (const portion of portions) {
        const amounts = left.get(portion.debt)!;
        amounts[portion.component] = amounts[portion.component]! - portion.amount;
        expect(amounts[portion.component]! >= 0n && portion.amount > 0n).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});
