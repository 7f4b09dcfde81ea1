import { DayWatch, type DayState, linesOf } from './day-watch.js';
import { termOf } from './term.js';

const term = termOf(false);
const figures = (records: number, amount: string) => ({ records, totals: [{ currency: 'CNY', amount }] });
const DIFFERS: DayState = {
  day: '2026-01-07',
  sources: [
    { source: 'simulated-cards', state: 'agrees' },
    { source: 'simulated-bank', state: 'differs', declared: figures(12, '90.00'), counted: figures(13, '91.00') },
  ],
};

it('names the day, the source, both counts, and the commands that help', () => {
  const lines = linesOf(DIFFERS, term);
  expect(lines[0]).toBe(
    '  2026-01-07 waits for simulated-bank: it declared 12 records with 90.00 CNY, and 13 records with 91.00 CNY came.',
  );
  expect(lines.join('\n')).toContain('npm run mora -- day show');
  expect(lines.join('\n')).toContain('npm run mora -- day close 2026-01-07 --reason');
});

it('a source that has not closed is named as well, and where all agree nothing is', () => {
  const missing = { day: '2026-01-07', sources: [{ source: 'simulated-cards', state: 'missing' }] };
  expect(linesOf(missing, term)[0]).toContain('simulated-cards: it has not closed the day');
  expect(linesOf({ ...DIFFERS, sources: DIFFERS.sources.slice(0, 1) }, term)).toEqual([]);
});

it.each([
  // milliseconds of each look        times that it is told
  ['a short wait is not told', [0, 4_999], 0],
  ['after five seconds it is', [0, 5_000], 1],
  ['not again for a minute', [0, 5_000, 64_999], 1],
  ['then again', [0, 5_000, 65_000], 2],
])('%s', async (_rule, looks, times) => {
  const told: string[] = [];
  const watch = new DayWatch(
    (text) => void told.push(text),
    () => Promise.resolve([]),
  );
  looks.forEach((now) => watch.onWait('2026-01-07 is not closed yet', now));
  await Promise.resolve();
  expect(told).toEqual(Array.from({ length: times }, () => '  Waiting: 2026-01-07 is not closed yet.'));
});

it('waiting for something else begins anew', async () => {
  const told: string[] = [];
  const watch = new DayWatch(
    (text) => void told.push(text),
    () => Promise.reject(new Error('away')),
  );
  [0, 4_000].forEach((now) => watch.onWait('one day', now));
  [5_000, 9_999].forEach((now) => watch.onWait('the next day', now));
  await Promise.resolve();
  expect(told).toEqual([]);
});
