import { calendarDate } from './calendar-date.js';
import { Effective } from './effective.js';
import { InvariantViolated } from './invariant.js';

const from = (text: string, rate: number) => ({ effectiveFrom: calendarDate(text), rate });
const rates = new Effective([from('2026-07-01', 3), from('2025-01-01', 1), from('2026-01-01', 2)]);

it.each([
  ['on its first day', '2025-01-01', 1],
  ['until the day before the next', '2025-12-31', 1],
  ['the next one from its own day', '2026-01-01', 2],
  ['the last one for good', '2031-01-01', 3],
] as const)('a version is in force: %s', (_rule, date, rate) => {
  expect(rates.inForceOn(calendarDate(date)).rate).toBe(rate);
});

it('it begins with the first version, whatever the order of the files', () => {
  expect(rates.since).toBe('2025-01-01');
  expect(() => new Effective([]).since).toThrow(InvariantViolated);
});

it('a day before the first version is an error, never a default', () => {
  expect(() => rates.inForceOn(calendarDate('2024-12-31'))).toThrow(InvariantViolated);
});
