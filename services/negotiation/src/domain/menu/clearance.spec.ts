import { calendarDate, type CalendarDate } from '@mora/kernel';
import { whyNoClearance } from './clearance.js';

const day = (text: string): CalendarDate => calendarDate(text);
const DAYS = { startDays: 30, failDays: 90 };
const asked = (begunOn: string | null) => ({
  requestedOn: day('2026-03-01'),
  begunOn: begunOn === null ? null : day(begunOn),
});

it.each([
  ['nobody has asked', null, '2026-03-01', 'request'],
  ['on the day of the request', asked(null), '2026-03-01', null],
  ['the thirtieth day', asked(null), '2026-03-31', null],
  ['the thirty-first', asked(null), '2026-04-01', 'startDays'],
  ['begun on the thirtieth, later on', asked('2026-03-31'), '2026-05-01', null],
  ['begun on the thirty-first, later on', asked('2026-04-01'), '2026-05-01', 'startDays'],
  ['the ninetieth day from its beginning', asked('2026-03-11'), '2026-06-09', null],
  ['the ninety-first', asked('2026-03-11'), '2026-06-10', 'failDays'],
] as const)('%s', (_, clearance, on, why) => {
  expect(whyNoClearance(clearance, DAYS, day(on))).toBe(why);
});

it('where the policy names no days there are none', () => {
  expect(whyNoClearance(asked(null), { startDays: null, failDays: null }, day('2027-01-01'))).toBeNull();
});
