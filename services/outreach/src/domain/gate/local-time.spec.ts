import fc from 'fast-check';
import { addDays, calendarDate as day } from '@mora/kernel';
import { clockOf, dayStart, instantOf, isZone, localOf } from './local-time.js';

const iso = (ms: number): string => new Date(ms).toISOString();
const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

it.each([
  ['Asia/Shanghai', '2026-03-09T15:59:59Z', '2026-03-09', '23:59'],
  ['Asia/Shanghai', '2026-03-09T16:00:00Z', '2026-03-10', '00:00'],
  ['Asia/Taipei', '2026-12-31T16:00:00Z', '2027-01-01', '00:00'],
  ['America/New_York', '2026-03-08T06:59:59Z', '2026-03-08', '01:59'],
  ['America/New_York', '2026-03-08T07:00:00Z', '2026-03-08', '03:00'],
  ['America/New_York', '2026-11-01T05:59:00Z', '2026-11-01', '01:59'],
  ['America/New_York', '2026-11-01T06:00:00Z', '2026-11-01', '01:00'],
  ['Asia/Kathmandu', '2026-03-09T18:15:00Z', '2026-03-10', '00:00'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', '2026-04-05', '01:30'],
])('%s at %s shows %s %s', (zone, instant, date, clock) => {
  const local = localOf(zone, Date.parse(instant));
  expect([local.date, clockOf(local.minute)]).toEqual([date, clock]);
});

it.each([
  // The hour from 02:00 is left out in spring: whatever is set for it comes when it is over.
  ['America/New_York', '2026-03-08', '01:59', '2026-03-08T06:59:00Z', '2026-03-08T06:59:00Z'],
  ['America/New_York', '2026-03-08', '02:00', '2026-03-08T07:00:00Z', '2026-03-08T07:00:00Z'],
  ['America/New_York', '2026-03-08', '02:59', '2026-03-08T07:00:00Z', '2026-03-08T07:00:00Z'],
  ['America/New_York', '2026-03-08', '03:00', '2026-03-08T07:00:00Z', '2026-03-08T07:00:00Z'],
  // The hour from 01:00 comes twice in autumn.
  ['America/New_York', '2026-11-01', '00:59', '2026-11-01T04:59:00Z', '2026-11-01T04:59:00Z'],
  ['America/New_York', '2026-11-01', '01:00', '2026-11-01T05:00:00Z', '2026-11-01T06:00:00Z'],
  ['America/New_York', '2026-11-01', '01:59', '2026-11-01T05:59:00Z', '2026-11-01T06:59:00Z'],
  ['America/New_York', '2026-11-01', '02:00', '2026-11-01T07:00:00Z', '2026-11-01T07:00:00Z'],
  ['Europe/London', '2026-03-29', '01:30', '2026-03-29T01:00:00Z', '2026-03-29T01:00:00Z'],
  ['Europe/London', '2026-10-25', '01:30', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
  // Half an hour only.
  ['Australia/Lord_Howe', '2026-10-04', '02:10', '2026-10-03T15:30:00Z', '2026-10-03T15:30:00Z'],
  ['Asia/Shanghai', '2026-03-09', '08:00', '2026-03-09T00:00:00Z', '2026-03-09T00:00:00Z'],
])('%s %s %s is %s at first and %s at last', (zone, date, clock, earlier, later) => {
  const readings = (['earlier', 'later'] as const).map((reading) =>
    instantOf(zone, day(date), minuteOf(clock), reading),
  );
  expect(readings.map(iso)).toEqual([earlier, later].map((text) => iso(Date.parse(text))));
});

it.each([
  // Midnight itself is left out in Chile, and comes twice in the Azores.
  ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00Z'],
  ['Atlantic/Azores', '2026-10-25', '2026-10-25T00:00:00Z'],
  ['America/New_York', '2026-03-08', '2026-03-08T05:00:00Z'],
  ['Asia/Shanghai', '2026-03-09', '2026-03-08T16:00:00Z'],
])('the day of %s, %s, begins at %s', (zone, date, start) => {
  expect(iso(dayStart(zone, day(date)))).toBe(iso(Date.parse(start)));
});

const ZONES = [
  ...['Asia/Shanghai', 'Asia/Taipei', 'America/New_York', 'America/Los_Angeles', 'America/Phoenix', 'Europe/London'],
  ...['America/Santiago', 'Atlantic/Azores', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu', 'UTC'],
];
const anyDay = fc.integer({ min: 0, max: 800 }).map((days) => addDays(day('2025-06-01'), days));

it('a day begins with its first instant, in every zone and on every day', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), anyDay, (zone, date) => {
      const start = dayStart(zone, date);
      expect(localOf(zone, start).date).toBe(date);
      expect(localOf(zone, start - 1).date).toBe(addDays(date, -1));
    }),
    { numRuns: 1500 },
  );
});

it('an instant read off the clock is the instant that the clock shows, or the end of a gap', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), anyDay, fc.integer({ min: 0, max: 1439 }), (zone, date, minute) => {
      const [earlier, later] = [instantOf(zone, date, minute, 'earlier'), instantOf(zone, date, minute, 'later')];
      expect(earlier).toBeLessThanOrEqual(later);
      const shown = localOf(zone, later);
      if (shown.minute === minute) return expect(shown.date).toBe(date);
      expect(shown.minute).toBeGreaterThan(minute);
      const before = localOf(zone, later - 1); // a gap may begin at midnight: the evening before is before it
      return expect(before.date < date || before.minute < minute).toBe(true);
    }),
    { numRuns: 1500 },
  );
});

it('knows what is no zone', () => {
  expect(['Asia/Shanghai', 'UTC', 'Mars/Olympus', ''].map(isZone)).toEqual([true, true, false, false]);
  expect(() => localOf('Mars/Olympus', 0)).toThrow(RangeError);
});

it('says the weekday from Monday on', () => {
  const weekdays = ['2026-03-09', '2026-03-14', '2026-03-15', '1969-12-29'].map(
    (date) => localOf('UTC', Date.parse(`${date}T00:00:00Z`)).weekday,
  );
  expect(weekdays).toEqual([0, 5, 6, 0]);
});
