import { calendarDate } from '@mora/kernel';
import { BankDays } from './bank-days.js';

it.each([
  ['Asia/Shanghai', '2026-03-09', '2026-03-09T15:59:59.999Z'],
  ['America/New_York', '2026-03-07', '2026-03-08T04:59:59.999Z'],
  ['America/New_York', '2026-03-08', '2026-03-09T03:59:59.999Z'], // a day of 23 hours
  ['America/New_York', '2026-11-01', '2026-11-02T04:59:59.999Z'], // and one of 25
  ['America/Sao_Paulo', '2018-11-03', '2018-11-04T02:59:59.999Z'], // whose next midnight is left out
  ['Pacific/Kiritimati', '2026-03-09', '2026-03-09T09:59:59.999Z'],
  ['Pacific/Pago_Pago', '2026-03-09', '2026-03-10T10:59:59.999Z'],
])('in %s the last millisecond of %s is %s, and the next one is of the next day', (zone, date, last) => {
  const days = new BankDays(zone);
  const end = days.endOf(calendarDate(date));
  expect(new Date(end).toISOString()).toBe(last);
  expect(days.dateOf(end)).toBe(date);
  expect(days.dateOf(end + 1) > date).toBe(true);
  expect(days.dateOf(end)).toBe(date);
});

it('tells the dates of instants that jump to and fro', () => {
  const days = new BankDays('Asia/Shanghai');
  const noon = (date: string): number => Date.parse(`${date}T12:00:00+08:00`);
  for (const date of ['2026-03-09', '2026-03-10', '2026-03-09', '2025-12-31', '2026-03-10']) {
    expect(days.dateOf(noon(date))).toBe(date);
  }
});
