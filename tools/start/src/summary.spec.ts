import type { PortfolioView } from './portfolio-view.js';
import { bucketTable, dayBlock } from './summary.js';
import { termOf } from './term.js';

const plain = termOf(false);
const view = (asOf: string, loans: readonly [number, number, number]): PortfolioView => ({
  asOf,
  buckets: [
    { bucket: 'current', loans: loans[0], overdueMinor: 0n, currency: 'CNY' },
    { bucket: 'M1', loans: loans[1], overdueMinor: 123_456_78n, currency: 'CNY' },
    { bucket: 'M2', loans: loans[2], overdueMinor: 1_000_00n, currency: 'CNY' },
  ],
});

it('tells a closed day: what was sent, what is overdue, where the loans stand and what moved', () => {
  expect(dayBlock(view('2026-01-06', [280, 31, 4]), view('2026-01-05', [283, 28, 4]), 1131, plain).split('\n')).toEqual(
    ['  2026-01-06 Tue  1,131 records · overdue 124,456.78 CNY', '    buckets      current 280 ▼3 · M1 31 ▲3 · M2 4'],
  );
});

it('shows no movement on the first day, for nothing is known before it', () => {
  expect(dayBlock(view('2026-01-05', [1, 1, 1]), null, 3, plain)).not.toMatch(/[▲▼]/);
});

it('keeps colour codes out of a plain log', () => {
  expect(dayBlock(view('2026-01-05', [1, 1, 1]), null, 3, plain)).not.toContain('\x1b');
  expect(dayBlock(view('2026-01-05', [1, 1, 1]), null, 3, termOf(true))).toContain('\x1b');
});

it('shows each bucket with its share of the loans and what is overdue in it', () => {
  const text = bucketTable(view('2026-01-31', [75, 20, 5]), plain);
  expect(text).toContain('Portfolio at the close of 2026-01-31');
  expect(text).toMatch(/current +75 +75\.0%/);
  expect(text).toMatch(/M1 +20 +20\.0% .* 123,456\.78 CNY/);
});

it('shows an empty portfolio without dividing by nought', () => {
  expect(bucketTable(view('2026-01-31', [0, 0, 0]), plain)).toMatch(/current +0 +0\.0%/);
});
