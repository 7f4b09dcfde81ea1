import { decideStep, matches } from './decide-step.js';
import { QUIET, type StrategyInput } from './input.js';
import type { When } from './table.js';

const input = (over: Partial<StrategyInput>): StrategyInput => ({ ...QUIET, ...over });

it.each<[string, When, Partial<StrategyInput>, boolean]>([
  ['the lower end is in a span', { daysPastDue: [5, 10] }, { daysPastDue: 5 }, true],
  ['one less is not', { daysPastDue: [5, 10] }, { daysPastDue: 4 }, false],
  ['the last before the upper end is', { daysPastDue: [5, 10] }, { daysPastDue: 9 }, true],
  ['the upper end is not', { daysPastDue: [5, 10] }, { daysPastDue: 10 }, false],
  ['open below', { amountMinor: [null, 1_000] }, { amountMinor: 0 }, true],
  ['open above', { amountMinor: [1_000, null] }, { amountMinor: Number.MAX_SAFE_INTEGER }, true],
  ['never is longer ago than any number of days', { daysSinceLastContact: [7, null] }, {}, true],
  ['never is not within some days', { daysSinceLastContact: [0, 7] }, {}, false],
  ['a day that is not to come is in no span, an open one among them', { daysToDue: [1, null] }, {}, false],
  ['a flag as it is named', { plan: true }, { plan: true }, true],
  ['a flag that must not be', { plan: false }, { plan: true }, false],
  ['what nobody knows is neither yes', { digital: true }, { digital: null }, false],
  ['nor no', { digital: false }, { digital: null }, false],
  ['one of some words', { bucket: ['M1', 'M2'] }, { bucket: 'M2' }, true],
  ['none of them', { bucket: ['M1', 'M2'] }, { bucket: 'M3' }, false],
  ['a word that is not known', { bucket: ['M1'] }, { bucket: null }, false],
  ['one of the steps is enough to have', { done: { has: ['a', 'b'] } }, { done: ['b'] }, true],
  ['none of them is not', { done: { has: ['a', 'b'] } }, { done: ['c'] }, false],
  ['one of the steps is too much not to have', { done: { not: ['a', 'b'] } }, { done: ['b'] }, false],
  ['all that is named must hold', { overdue: true, bucket: ['M1'] }, { overdue: true, bucket: 'M2' }, false],
  ['nothing named is everything', {}, {}, true],
])('%s', (_name, when, over, expected) => {
  expect(matches(when, input(over))).toBe(expected);
});

it('takes the first row from the top, and none where there is none', () => {
  const rows = [
    { rule: 'one', when: { overdue: true }, do: 'call' },
    { rule: 'two', when: {}, do: 'letter' },
  ];
  expect(decideStep({ tables: { main: rows } }, 'main', input({ overdue: true }))).toEqual({
    step: 'call',
    rule: 'one',
  });
  expect(decideStep({ tables: { main: rows } }, 'main', input({}))).toEqual({ step: 'letter', rule: 'two' });
  expect(decideStep({ tables: { main: rows } }, 'other', input({}))).toEqual({ step: null, rule: 'none' });
});
