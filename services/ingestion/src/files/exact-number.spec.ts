import { exactDecimal } from './exact-number.js';

it.each([
  ['1.00E+05', '100000'],
  ['5.0e5', '500000'],
  ['1E+06', '1000000'],
  ['-1.5E+01', '-15'],
  ['1.23456E+02', '123.456'],
  ['1.00E-02', '0.01'],
  ['9007199254740993', '9007199254740993'],
  ['0012.50', '12.5'],
  ['-0', '0'],
])('%s is read as %s, digit for digit', (text, value) => {
  expect(exactDecimal(text, 'exponent')).toBe(value);
});

it.each(['nan', '', '1,000', '1.', '.5', '1E5.0', '1E+100', '--1', 'Infinity'])('%s is no number', (text) => {
  expect(exactDecimal(text, 'exponent')).toBeNull();
});

it('an exponent is no number where that was not agreed', () => {
  expect(exactDecimal('1.00E+05', 'plain')).toBeNull();
});
