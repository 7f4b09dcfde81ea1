import { calendarDate } from '@mora/kernel';
import fc from 'fast-check';
import type { Sheet } from '../words.js';
import { build } from './build.js';
import { FACTS, positionFor, RULES, sheetFor } from './fixtures.js';
import { nearest, plainSheet, shortestAffordable, type Wish } from './nearest.js';
import { shortest } from './shortest.js';
import type { LimitFacts } from './types.js';

const POSITION = positionFor();
const reduced = (n: number): Sheet => sheetFor(POSITION, { kind: 'reduced-instalment', instalments: n });
const extended = (n: number): Sheet => sheetFor(POSITION, { kind: 'extension', months: n });

const within = (largest: number, make = reduced, from = 9, to = 84) =>
  shortest(POSITION, make, from, to, largest, RULES, FACTS);

it('the least length whose largest instalment fits, to the cent', () => {
  const at15 = build(POSITION, reduced(15), RULES, FACTS);
  if (at15.kind === 'refused') throw new Error(at15.limit);
  expect(within(at15.largest)).toEqual({ n: 15, built: at15 });
  expect(within(at15.largest - 1)?.n).toBe(16);
  expect(shortestAffordable(POSITION, reduced, 9, 84, at15.largest, RULES, FACTS)).toEqual(at15);
});

it.each([
  ['all lengths fit', 100_000_000, 9],
  ['none fits', 1, undefined],
] as const)('%s', (_rule, largest, n) => {
  expect(within(largest)?.n).toBe(n);
});

it('a range is cut to what the limits allow, at both ends', () => {
  expect(within(100_000_000, reduced, 1, 1_000)?.n).toBe(9);
  const smallest = build(POSITION, reduced(20), RULES, FACTS);
  expect(smallest.kind === 'built' && within(smallest.largest, reduced, 1, 1_000)?.n).toBe(20);
  const longest = build(POSITION, extended(12), RULES, FACTS);
  expect(longest.kind === 'built' && within(longest.largest, extended, 1, 60)?.n).toBe(12);
  expect(within(100_000_000, reduced, 85, 90)).toBeNull();
  expect(
    within(100_000_000, (n) => sheetFor(POSITION, { kind: 'card-plan', instalments: n, rate: '0.05' })),
  ).toBeNull();
});

it('no shorter one would fit, whatever is asked for', () => {
  fc.assert(
    fc.property(fc.integer({ min: 150_000, max: 1_400_000 }), (largest) => {
      const found = within(largest);
      const fits = (n: number) => {
        const built = build(POSITION, reduced(n), RULES, FACTS);
        return built.kind === 'built' && built.largest <= largest;
      };
      const all = Array.from({ length: 76 }, (_, at) => at + 9);
      expect(found?.n).toBe(all.find(fits));
    }),
    { numRuns: 25 },
  );
});

const answer = (wish: Wish, facts: Partial<LimitFacts> = {}, position = POSITION) => {
  const found = nearest(position, wish, RULES, { ...FACTS, ...facts });
  return found.kind === 'refused' ? `${found.limit} ${found.allowed}` : found.sheet.terms;
};

it('what the policy allows is taken as it is', () => {
  const sheet = sheetFor(POSITION, { kind: 'arrears-plan', months: 6 });
  const found = nearest(POSITION, { sheet }, RULES, FACTS);
  expect(found).toEqual({ sheet, built: build(POSITION, sheet, RULES, FACTS) });
});

it.each<readonly [string, Sheet, readonly object[] | string]>([
  [
    'a plan that is too long',
    sheetFor(POSITION, { kind: 'arrears-plan', months: 30 }),
    [{ kind: 'arrears-plan', months: 20 }],
  ],
  ['an extension that is too long', extended(20), [{ kind: 'extension', months: 12 }]],
  ['too few instalments', reduced(3), [{ kind: 'reduced-instalment', instalments: 9 }]],
  [
    'two terms that are both too much',
    sheetFor(POSITION, { kind: 'grace', months: 4, interest: 'spread' }, { kind: 'extension', months: 20 }),
    [
      { kind: 'grace', months: 4, interest: 'spread' },
      { kind: 'extension', months: 8 },
    ],
  ],
  [
    'two terms each of which is all that the law lets',
    sheetFor(POSITION, { kind: 'grace', months: 15, interest: 'spread' }, { kind: 'extension', months: 20 }),
    'extension-months null',
  ],
  [
    'a rate below the floor',
    sheetFor(POSITION, { kind: 'rate-cut', rate: '0.01', months: null }),
    [{ kind: 'rate-cut', rate: '0.03', months: null }],
  ],
  [
    'a settlement that is too low',
    sheetFor(POSITION, { kind: 'settlement', pay: 100, parts: 20, everyMonths: 1 }),
    [{ kind: 'settlement', pay: 3_045_557, parts: 12, everyMonths: 1 }],
  ],
  [
    'a kind that is not offered',
    sheetFor(POSITION, { kind: 'tw-agreed', instalments: 3, rate: '0' }),
    'tw-agreed-allowed null',
  ],
])('the nearest to %s', (_rule, sheet, expected) => {
  expect(answer({ sheet })).toEqual(expected);
});

it('a first instalment that is too late, and more waived than there is, are brought back', () => {
  const position = positionFor({ penalty: 5_000 });
  const asked = { ...plainSheet([{ kind: 'reduced-instalment', instalments: 18 }], calendarDate('2026-12-01')) };
  const sheet = { ...asked, waive: { interest: 0, fee: 0, penalty: 9_000 } };
  const found = nearest(position, { sheet }, RULES, FACTS);
  expect(found.kind === 'refused' ? found : found.sheet).toEqual({
    ...sheet,
    firstDueOn: '2026-07-21',
    waive: { interest: 0, fee: 0, penalty: 5_000 },
  });
});

it('what fits is looked for in the arrears first, which costs nothing, then in all that is open', () => {
  expect(answer({ largest: 1_400_000 })).toEqual([{ kind: 'spread', instalments: 6 }]);
  expect(answer({ largest: 600_000 })).toMatchObject([{ kind: 'reduced-instalment' }]);
  expect(answer({ largest: 1_000 })).toMatch(/^largest \d+$/);
});

it.each([
  ['while the term runs, an extension', 3, {}, [{ kind: 'extension', months: 3 }]],
  ['no longer than the law lets', 15, {}, [{ kind: 'extension', months: 12 }]],
  [
    'after the term, all of it over longer',
    3,
    { applied: 'after-end' },
    [{ kind: 'reduced-instalment', instalments: 11 }],
  ],
  ['not where it was extended as far as it may be', 3, { extendedMonths: 12 }, 'extension-months null'],
] as const)('months: %s', (_rule, months, facts, expected) => {
  expect(answer({ months }, facts)).toEqual(expected);
});
