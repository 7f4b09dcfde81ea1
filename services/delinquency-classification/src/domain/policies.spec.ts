import { calendarDate as day } from '@mora/kernel';
import { loadPolicies, readPolicySet } from '../policies.js';
import { ruleOf } from './ladder.js';
import { Policies } from './policies.js';

const shipped = readPolicySet();
const mTable = shipped.tables.find(({ id }) => id === 'm-table')!;

it('every policy that is shipped proves itself on its golden cases', () => {
  const all = { tables: shipped.tables.map(({ id }) => id), schemes: shipped.schemes.map(({ id }) => id) };
  expect(() => new Policies(shipped, all)).not.toThrow();
  expect(all).toEqual({ tables: ['m-table-29', 'm-table', 'm1-m3'], schemes: ['prc-cards', 'prc-five-tier'] });
});

it('a table that fails its own golden cases does not start', () => {
  const off = mTable.steps.map((step) => (step.name === 'M1' ? { ...step, upToDays: 29 } : step));
  expect(() => new Policies({ ...shipped, tables: [{ ...mTable, steps: off }] })).toThrow(
    'm-table@1 is wrong on 2026-04-07',
  );
});

it.each([
  ['a hole at the end', [{ name: 'M0', upToDays: 0 }]],
  ['steps out of order', [{ name: 'M1', upToDays: 30 }, { name: 'M0', upToDays: 0 }, { name: 'M2', upToDays: null }]], // prettier-ignore
])('a table with %s does not start', (_case, steps) => {
  expect(() => new Policies({ ...shipped, tables: [{ ...mTable, steps, goldenCases: [] }] })).toThrow('in order');
});

it('product rules that fail their golden cases do not start', () => {
  const products = shipped.products.map((p) => ({ ...p, graceDays: 5 }));
  expect(() => new Policies({ ...shipped, products })).toThrow('default-product@1 is wrong');
});

it('a day that no policy covers is an error, not a default', () => {
  expect(() => loadPolicies().on(day('1999-12-31'), '')).toThrow('in force on 1999-12-31');
});

it('a table that is not there cannot be active', () => {
  expect(() => new Policies(shipped, { tables: ['m-tabel'], schemes: [] })).toThrow('there is a policy m-tabel');
});

it('a new version rules from its own day on', () => {
  const steps = mTable.steps.map((step) => (step.name === 'M1' ? { ...step, name: 'M1-new' } : step));
  const next = { ...mTable, version: 2, effectiveFrom: day('2026-07-01'), steps, goldenCases: [] };
  const policies = new Policies({ ...shipped, tables: [mTable, next] });
  expect(policies.on(day('2026-06-30'), '')).toMatchObject({ tables: [{ version: 1 }], until: '2026-07-01' });
  expect(policies.on(day('2026-07-01'), '')).toMatchObject({ tables: [{ version: 2 }], until: null });
});

it('a rule says its range in words', () => {
  expect(['M0', 'M2', 'M7+'].map((name) => ruleOf(mTable, name))).toEqual([
    'M0: 0 days',
    'M2: 31-60 days',
    'M7+: 181 days and more',
  ]);
});
