import { calendarDate } from '@mora/kernel';
import type { Terms } from '../words.js';
import { build } from './build.js';
import { FACTS, positionFor, RULES, rulesOf, sheetFor } from './fixtures.js';
import type { LimitFacts } from './types.js';

/** Twelve months at first, eight instalments to come: the law lets it end twelve months later, all in all. */
const POSITION = positionFor();
const extension = (months: number): Terms => ({ kind: 'extension', months });
const grace = (months: number): Terms => ({ kind: 'grace', months, interest: 'spread' });
const interestOnly = (months: number): Terms => ({ kind: 'interest-only', months, then: 'longer' });
const reduced = (instalments: number): Terms => ({ kind: 'reduced-instalment', instalments });
const reAge = (instalments: number): Terms => ({ kind: 're-age', instalments });
const card = (instalments: number): Terms => ({ kind: 'card-plan', instalments, rate: '0.05' });

const outcome = (terms: readonly Terms[], facts: Partial<LimitFacts> = {}, position = POSITION, rules = RULES) => {
  const answer = build(position, sheetFor(position, ...terms), rules, { ...FACTS, ...facts });
  return answer.kind === 'built' ? answer.months : `${answer.limit} ${answer.allowed}`;
};

it.each<readonly [string, readonly Terms[], number | string]>([
  ['an extension up to the limit', [extension(12)], 12],
  ['with a grace that fits', [grace(3), extension(9)], 12],
  ['with a grace, and a month more', [grace(3), extension(10)], 'extension-months 9'],
  ['with interest alone that fits', [interestOnly(3), extension(9)], 12],
  ['with interest alone, and a month more', [interestOnly(3), extension(10)], 'extension-months 9'],
  ['where only the grace can give way', [grace(12), extension(1)], 'grace-months 11'],
  ['where neither can alone', [grace(12), extension(12)], 'extension-months null'],
  ['more instalments up to the limit', [reduced(20)], 12],
  ['more instalments beyond it', [reduced(21)], 'reduced-instalment-instalments 20'],
  ['made current again up to the limit', [reAge(20)], 12],
  ['made current again beyond it', [reAge(21)], 're-age-instalments 20'],
  ['a grace before more instalments that fit', [grace(2), reduced(18)], 12],
  ['a grace before more instalments', [grace(2), reduced(19)], 'reduced-instalment-instalments 18'],
  ['arrears over more months that fit', [{ kind: 'arrears-plan', months: 20 }], 12],
  ['arrears over more months', [{ kind: 'arrears-plan', months: 21 }], 'arrears-plan-months 20'],
  ['a settlement ends the debt', [{ kind: 'settlement', pay: 9_000_000, parts: 12, everyMonths: 3 }], 26],
])('%s', (_, terms, expected) => {
  expect(outcome(terms)).toBe(expected);
});

it.each<readonly [string, readonly Terms[], number, number | string]>([
  ['an extension', [extension(9)], 3, 9],
  ['an extension beyond what is left', [extension(10)], 3, 'extension-months 9'],
  ['more instalments', [reduced(17)], 3, 9],
  ['more instalments beyond what is left', [reduced(18)], 3, 'reduced-instalment-instalments 17'],
  ['nothing is left, what ends as before is none', [{ kind: 'spread', instalments: 3 }], 12, 0],
  ['nothing is left, a month of grace is one', [grace(1)], 12, 'grace-months null'],
  ['the ledger has extended it further than it should', [reduced(9)], 15, 'reduced-instalment-instalments null'],
])('what was extended before counts: %s', (_, terms, extendedMonths, expected) => {
  expect(outcome(terms, { extendedMonths })).toBe(expected);
});

/** It ended on 15 January 2027; four months on, all of it is overdue. */
const OVER = positionFor({ asOf: calendarDate('2027-05-20') });

it.each<readonly [string, readonly Terms[], number | string]>([
  ['no extension', [extension(1)], 'extension-applied reduced-instalment'],
  ['instalments for as long as the law lets extend, from now on', [reduced(12)], 16],
  ['a month longer', [reduced(13)], 'reduced-instalment-instalments 12'],
  ['arrears for as long', [{ kind: 'arrears-plan', months: 12 }], 16],
  ['arrears for longer', [{ kind: 'arrears-plan', months: 13 }], 'arrears-plan-months 12'],
  ['made current again', [reAge(13)], 're-age-instalments 12'],
])('after the term: %s', (_, terms, expected) => {
  expect(outcome(terms, { applied: 'after-end' }, OVER)).toBe(expected);
});

it('what the law gives a term of its own, or no limit at all, is not bound', () => {
  const rules = rulesOf('credit-card');
  expect(outcome([card(60)], {}, positionFor({}, rules), rules)).toBe(52);
  const dollars = rulesOf('consumer-loan', 'USD');
  const position = positionFor({ currency: 'USD' }, dollars);
  expect(outcome([grace(12), extension(40)], {}, position, dollars)).toBe(52);
});
