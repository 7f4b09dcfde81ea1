import { compareFractions, type Fraction, fraction, over, plus, times, whole } from './fraction.js';

it.each([
  ['a rate', '0.0435', 435n, 10_000n],
  ['one below nought', '-0.05', -5n, 100n],
  ['a whole number', '4', 4n, 1n],
  ['more digits than a float has', '0.12345678901234567890', 12345678901234567890n, 10n ** 20n],
] as const)('%s is read exactly', (_rule, text, num, den) => {
  expect(fraction(text)).toEqual({ num, den });
});

it.each(['', '.5', '1e-2', '5%', '1/3', '0,05', 'NaN'])('%p is no decimal number', (text) => {
  expect(() => fraction(text)).toThrow(RangeError);
});

it('arithmetic is exact', () => {
  const third: Fraction = { num: 1n, den: 3n };
  const sum = plus(plus(third, third), third);
  expect(compareFractions(sum, whole(1))).toBe(0);
  expect(compareFractions(times(third, whole(3)), whole(1))).toBe(0);
  expect(compareFractions(over(whole(1), whole(3)), third)).toBe(0);
  expect(plus({ num: 1n, den: 4n }, third)).toEqual({ num: 7n, den: 12n });
  expect([compareFractions(third, whole(1)), compareFractions(whole(1), third)]).toEqual([-1, 1]);
});

it.each([0n, -1n])('nothing is divided by %s', (divisor) => {
  expect(() => over(whole(1), whole(divisor))).toThrow(RangeError);
});
