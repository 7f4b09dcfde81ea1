import { addMonths } from '@mora/kernel';
import { START } from '../loan/fixtures.js';
import type { Built } from '../menu/types.js';
import { affords, mayBeOffered } from './affords.js';
import { FIGURES, hidden, OfferStory, propose } from './fixtures.js';

const row = (n: number, principal: number) => ({
  number: n + 1,
  dueOn: addMonths(START, n),
  ...{ principal, interest: 0, fee: 0, penalty: 0 },
});
const plan = (...amounts: readonly number[]): Pick<Built, 'largest' | 'settlesFor' | 'instalments' | 'fund'> => ({
  instalments: amounts.map((amount, n) => row(n, amount)).filter(({ principal }) => principal > 0),
  largest: Math.max(...amounts),
  settlesFor: null,
  fund: 0,
});
const of = (capacity: number, stressed: number, over: object = {}) => ({
  ...FIGURES,
  ...{ capacity, stressed, liquid: 0 },
  ...over,
});

it.each([
  [1_000, 'yes'],
  [1_001, 'stressed-only'],
  [1_200, 'stressed-only'],
  [1_201, 'no'],
] as const)('an instalment of %i, of 1,200 and 1,000 in the stressed case: %s', (amount, answer) => {
  expect(affords(plan(500, amount), of(1_200, 1_000))).toBe(answer);
});

it.each([
  [5_000, 'yes'],
  [5_001, 'no'],
] as const)('a settlement of %i out of 5,000 that are there: %s', (settlesFor, answer) => {
  expect(affords({ ...plan(settlesFor), settlesFor }, of(0, 0, { liquid: 5_000 }))).toBe(answer);
});

const later = { from: addMonths(START, 2), minor: 1_500 };
it.each([
  ['nothing before the squeeze ends, and what can be borne then', [0, 0, 1_500, 1_500], 'yes'],
  ['a cent more then', [0, 0, 1_501, 1_500], 'no'],
  ['a cent while it lasts', [0, 1, 1_500], 'no'],
  ['on the day it ends', [0, 0, 1_500], 'yes'],
] as const)('a short squeeze: %s', (_, amounts, answer) => {
  expect(affords(plan(...amounts), of(0, 0, { later }))).toBe(answer);
});

it('who earns nothing for four months is offered months in which nothing falls due, as many as it takes', () => {
  const figures = {
    ...FIGURES,
    capacity: 0,
    stressed: 0,
    liquid: 0,
    later: { from: addMonths(START, 4), minor: 160_000 },
  };
  const story = new OfferStory().take(propose({ figures: hidden(figures) }));
  expect(story.refused).toBeNull();
  expect(story.offers.map(({ kinds }) => kinds.join())).toEqual(['grace', 'grace,reduced-instalment']);
  const both = story.offers.find(({ kinds }) => kinds.length === 2);
  expect(both?.sheet.terms[0]).toMatchObject({ kind: 'grace', months: 4 });
  const [first] = story.offer().built.instalments;
  expect(story.offer().sheet.terms).toEqual([{ kind: 'grace', months: 4, interest: 'spread' }]);
  expect(first?.dueOn).toBe('2026-07-20');
});

it('whether the stressed case must be borne is the policy’s', () => {
  expect(mayBeOffered('yes', { offerStressedOnly: false })).toBe(true);
  expect(mayBeOffered('stressed-only', { offerStressedOnly: false })).toBe(false);
  expect(mayBeOffered('stressed-only', { offerStressedOnly: true })).toBe(true);
  expect(mayBeOffered('no', { offerStressedOnly: true })).toBe(false);
});
