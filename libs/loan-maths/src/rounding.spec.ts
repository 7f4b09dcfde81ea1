import fc from 'fast-check';
import { inProportion, roundDown, roundHalfUp, spread } from './rounding.js';

it.each([
  // rule                               num     den   half up  down
  ['below a half', 149n, 100n, 1n, 1n],
  ['a half goes up', 5n, 2n, 3n, 2n],
  ['a whole number stays', 6n, 2n, 3n, 3n],
  ['half of a whole denominator of odd size', 1n, 3n, 0n, 0n],
  ['above a half', 2n, 3n, 1n, 0n],
  ['a half below nought goes away from nought', -5n, 2n, -3n, -3n],
  ['less than a half below nought', -1n, 3n, 0n, -1n],
] as const)('%s', (_rule, num, den, halfUp, down) => {
  expect([roundHalfUp({ num, den }), roundDown({ num, den })]).toEqual([halfUp, down]);
});

it.each([
  ['the last part takes the remainder', 1000n, 3, [333n, 333n, 334n]],
  ['also where parts were rounded up', 200n, 3, [67n, 67n, 66n]],
  ['no part is negative', 7n, 12, [1n, 1n, 1n, 1n, 1n, 1n, 1n, 0n, 0n, 0n, 0n, 0n]],
  ['less than half a unit each waits for the last', 5n, 12, [0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 5n]],
  ['750.00 over six months is 125.00 each', 75_000n, 6, Array<bigint>(6).fill(12_500n)],
  ['one part is all', 99n, 1, [99n]],
] as const)('%s', (_rule, amount, parts, expected) => {
  expect(spread(amount, parts)).toEqual(expected);
});

it.each([
  ['no part', 1n, 0],
  ['half a part', 1n, 1.5],
  ['less than nothing', -1n, 2],
] as const)('%s is spread over nothing', (_rule, amount, parts) => {
  expect(() => spread(amount, parts)).toThrow(RangeError);
});

it.each([
  ['by size', 100n, [300n, 100n], [75n, 25n]],
  ['the unit left goes to the largest remainder', 10n, [1n, 2n], [3n, 7n]],
  ['and among equals to the first', 1n, [5n, 5n], [1n, 0n]],
  ['nothing owed, nothing given', 10n, [0n, 0n], [0n, 0n]],
] as const)('in proportion: %s', (_rule, amount, weights, expected) => {
  expect(inProportion(amount, weights)).toEqual(expected);
});

it('shares add up, and none is above what is owed', () => {
  const weights = fc.array(fc.bigInt(0n, 10n ** 9n), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(weights, fc.bigInt(0n, 10n ** 9n), (owed, wanted) => {
      const sum = owed.reduce((total, one) => total + one, 0n);
      const amount = wanted < sum ? wanted : sum;
      const shares = inProportion(amount, owed);
      expect(shares.reduce((total, one) => total + one, 0n)).toBe(amount);
      shares.forEach((share, at) => expect(share <= (owed[at] ?? 0n)).toBe(true));
    }),
  );
});
