import { amountText, minorUnits } from './money.js';

it.each([
  // rule                                         text      currency  minor
  ['cents are minor units', '12.34', 'CNY', 1234n],
  ['missing decimals are nought', '12.3', 'CNY', 1230n],
  ['a yen has no decimals', '12', 'JPY', 12n],
  ['a negative amount keeps its sign below one', '-0.05', 'EUR', -5n],
] as const)('%s', (_rule, text, currency, minor) => {
  expect(minorUnits(text, currency)).toBe(minor);
  expect(minorUnits(amountText(minor, currency), currency)).toBe(minor);
});

it.each([
  ['more decimals than the currency has', '1.234', 'CNY'],
  ['a decimal of a yen', '1.2', 'JPY'],
  ['an exponent', '1e3', 'CNY'],
  ['a comma', '1,00', 'CNY'],
  ['nothing', '', 'CNY'],
] as const)('%s is an error, never a rounding', (_rule, text, currency) => {
  expect(() => minorUnits(text, currency)).toThrow(RangeError);
});
