import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, calendarDate, type CalendarDate, isWeekend } from '@mora/kernel';
import { loadCalendars, shippedCalendars } from './calendars.js';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** The shipped calendars with one file changed. */
function changed(file: string, change: (calendar: Record<string, unknown[]>) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'calendars-'));
  folders.push(folder);
  cpSync(join(shippedCalendars, 'calendars'), join(folder, 'calendars'), { recursive: true });
  const path = join(folder, 'calendars', file);
  const calendar = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown[]>;
  change(calendar);
  writeFileSync(path, JSON.stringify(calendar));
  return folder;
}

function whatThrows(act: () => unknown): string {
  try {
    act();
    return 'nothing';
  } catch (error) {
    return error instanceof Error ? error.constructor.name : 'no error';
  }
}

const weekdaysOff = (calendar: string, year: number): number => {
  const book = loadCalendars(shippedCalendars);
  const first = calendarDate(`${year}-01-01`);
  return Array.from({ length: 365 }, (_, n): CalendarDate => addDays(first, n)).filter(
    (date) => !isWeekend(date) && !book.isWorkingDay(calendar, date),
  ).length;
};

it.each([
  // The notices say so themselves: Taiwan has 120 days off, of which 104 are weekends.
  ['tw', 2026, 16],
  ['cn', 2025, 18],
  // 118 days off, of which 103 are weekends, as one Saturday is worked.
  ['tw', 2025, 15],
  ['cn', 2026, 19],
  ['us', 2026, 11],
  ['us', 2027, 12], // New Year's Day of 2028 is kept on the last Friday of 2027
])('in %s, %i, %i weekdays are off', (calendar, year, days) => {
  expect(weekdaysOff(calendar, year)).toBe(days);
});

it.each<[string, string, (calendar: Record<string, unknown[]>) => void, string]>([
  ['a misspelt day', 'cn-2026.json', (c) => c['workedWeekends']?.push('2026-02-30'), 'ContractViolation'],
  ['an unknown field', 'cn-2026.json', (c) => (c['more'] = []), 'ContractViolation'],
  ['a day of another year', 'us-2026.json', (c) => c['workedWeekends']?.push('2027-01-02'), 'InvariantViolated'],
  ['a day twice', 'cn-2026.json', (c) => c['workedWeekends']?.push('2026-01-04'), 'InvariantViolated'],
  [
    'a weekday that is worked in exchange',
    'tw-2026.json',
    (c) => c['workedWeekends']?.push('2026-03-02'),
    'InvariantViolated',
  ],
  ['a holiday left out', 'tw-2026.json', (c) => c['holidays']?.pop(), 'InvariantViolated'],
])('a calendar with %s does not load', (_what, file, change, error) => {
  const folder = changed(file, change);
  expect(whatThrows(() => loadCalendars(folder))).toBe(error);
});
