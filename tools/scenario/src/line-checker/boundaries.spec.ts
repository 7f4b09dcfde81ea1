import type { LawBook, LogRecord } from './book.js';
import { BOOK, LOG } from './fixtures/index.js';
import { readRules } from './rules-read.js';
import { judgeLaw } from './verdict.js';

const rules = readRules();

/** The log with one kind of record told otherwise, and what one check finds in it. */
const found = (check: string, type: string, change: object, more: Partial<LawBook> = {}): readonly string[] => {
  const log = LOG.map((record): LogRecord => {
    return record.type === `mora.${type}.v1` ? { ...record, data: { ...(record.data as object), ...change } } : record;
  });
  return judgeLaw(log, rules, { ...BOOK, ...more })
    .findings.filter((finding) => finding.check === check)
    .map(({ detail }) => detail);
};

it.each([
  // Thirteen days of 3.535 by 24 August: 20,398.46 are due, and a tenth more is 22,438.306.
  ['a tenth more than is due may be seized', 'deposit', '22438.30', 0],
  ['and not a cent more', 'deposit', '22438.31', 1],
  ['but for a thing that cannot be divided, where it is alone', 'vehicle', '99999.00', 0],
])('%s', (_rule, asset, value, count) => {
  expect(found('measures', 'legal.measure-applied', { asset, value })).toHaveLength(count);
});

it.each([
  ['2026-08-26', 0],
  ['2026-08-27', 1],
])('a deposit is frozen for a year at most: until %s', (until, count) => {
  expect(found('measures', 'legal.measure-in-force', { until })).toHaveLength(count);
});

it.each([
  ['2028-05-20', 0],
  ['2028-05-21', 1],
])('a suit is filed on the last day of the period, and not behind it: %s', (on, count) => {
  const wrong = found('filed', 'legal.filed', { on });
  expect(wrong.filter((detail) => detail.endsWith(', debt ran out on 2028-05-20'))).toHaveLength(count);
  expect(wrong.filter((detail) => detail.endsWith('by our own clock debt ran out on 2028-05-20'))).toHaveLength(count);
});

it.each([
  ['2025-05-31', 0],
  ['2025-05-30', 2],
])('assets are kept by an exception up to its last day: %s', (until, count) => {
  expect(found('filed', 'legal.exception-approved', { until })).toHaveLength(count);
});

it.each([
  ['2027-08-11', 0],
  ['2027-08-12', 1],
])('a title is enforced up to two years behind the last day on which it was to be performed: %s', (on, count) => {
  const asked = found('enforced', 'legal.enforcement-applied', { on });
  expect(asked.filter((detail) => detail.startsWith('asked for on'))).toHaveLength(count);
});

it.each([
  ['2025-12-17', 0],
  ['2025-12-18', 1],
])('what the ledger was asked by the seventh has ended ten days later: the last day is %s', (lastDay, count) => {
  const open = LOG.filter(({ type }) => type !== 'mora.loan.request-answered.v1');
  const { findings } = judgeLaw(open, rules, { ...BOOK, lastDay });
  expect(findings.filter(({ detail }) => detail.includes('a write-off has not ended'))).toHaveLength(count);
});

it.each([
  ['as much as all claims cost', 10_001n, 0, 0],
  ['a cent more', 10_002n, 0, 1],
  ['a cent more, where one could not be sold any more', 10_002n, 1, 0],
  ['and no more than they cost, where one could not', 10_001n, 1, 1],
])('a package goes for %s', (_price, price, notAsked, count) => {
  const packages = new Map([['pack-1', { price, notAsked }]]);
  expect(found('price', 'none', {}, { packages })).toHaveLength(count);
});
