import { calendarDate as day, HolidayBook } from '@mora/kernel';
import { Log, ServiceMetrics } from '@mora/runtime';
import { decideContact } from '../domain/gate/decide-contact.js';
import { packs, someAttempt, someFacts } from '../domain/gate/fixtures/known.js';
import { reachOf } from './calendar-reach.js';
import { CalendarWatch } from './calendar-watch.js';
import { loadCalendars } from './calendars.js';
import { SHIPPED } from './shipped.js';

const years = (calendar: string, ...all: readonly number[]) =>
  all.map((year) => ({ calendar, year, holidays: [], workedWeekends: [] }));
const shipped = loadCalendars(SHIPPED);

it.each([
  // what                                      today         lasts to      days left
  ['half a year before', '2026-06-30', '2026-12-31', 184],
  ['the last day', '2026-12-31', '2026-12-31', 0],
  ['the first day after it', '2027-01-01', '2026-12-31', -1],
  ['a year behind a gap does not count', '2026-12-30', '2026-12-31', 1],
])('a calendar of 2026 and 2028, %s (%s)', (_what, today, lastDay, daysLeft) => {
  const book = new HolidayBook(years('cn', 2026, 2028));
  expect(reachOf(book, day(today))).toEqual([{ calendar: 'cn', lastDay, daysLeft }]);
});

it('the next year goes on where this one ends', () => {
  const book = new HolidayBook([...years('us', 2026, 2027), ...years('cn', 2026)]);
  expect(reachOf(book, day('2026-12-31')).map(({ calendar, lastDay }) => `${calendar} ${lastDay}`)).toEqual([
    'cn 2026-12-31',
    'us 2027-12-31',
  ]);
});

describe('a service that runs over the turn of a year', () => {
  const lines: string[] = [];
  const metrics = new ServiceMetrics('outreach');
  const clock = { now: Date.parse('2026-11-01T12:00:00+08:00') };
  let watch: CalendarWatch;
  const told = () =>
    lines
      .splice(0)
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .map(({ message, policy, day: last, count }) => [message, policy, last, count].join(' '));
  const at = (instant: string) => {
    clock.now = Date.parse(instant);
    watch.look();
    return told();
  };

  beforeAll(() => {
    const log = new Log({
      service: 'outreach',
      level: 'debug',
      destination: { write: (line) => void lines.push(line) },
    });
    const config = { TIME_ZONE: 'Asia/Shanghai' };
    watch = new CalendarWatch({ holidays: shipped }, { now: () => clock.now }, config, log, metrics);
  });
  afterAll(() => watch.onApplicationShutdown());

  it('says at its start how far each calendar reaches, and warns of what ends soon', () => {
    expect(told()).toEqual([
      'calendar-reaches cn-2027 2026-12-31 60',
      'calendar-reaches tw-2027 2026-12-31 60',
      'calendar-reaches us-2028 2027-12-31 425',
      'calendar-ends cn-2027 2026-12-31 60',
      'calendar-ends tw-2027 2026-12-31 60',
    ]);
  });

  it('warns once a day, and calls out when the year is not covered', async () => {
    expect(at('2026-11-01T23:59:59+08:00')).toEqual([]);
    expect(at('2026-12-31T23:59:59+08:00')).toEqual([
      'calendar-ends cn-2027 2026-12-31 0',
      'calendar-ends tw-2027 2026-12-31 0',
    ]);
    expect(at('2027-01-01T00:00:00+08:00')).toEqual([
      'calendar-not-covered cn-2027 2026-12-31 -1',
      'calendar-not-covered tw-2027 2026-12-31 -1',
    ]);
    const text = await metrics.registry.metrics();
    expect(text).toMatch(/mora_calendar_days_left\{calendar="cn"[^}]*\} -1/u);
    expect(text).toMatch(/mora_calendar_days_left\{calendar="us"[^}]*\} 364/u);
  });
});

describe('at the turn of the year the gate', () => {
  const judge = (channel: 'call' | 'sms', at: string, jurisdiction: string, timeZone: string) => {
    const today = day(at.slice(0, 10));
    const facts = someFacts({ today, knownUpTo: today, holidays: shipped }, { jurisdiction, timeZone });
    const collector = { kind: channel === 'sms' ? 'robot' : 'staff', id: null, agency: null } as const;
    const decision = decideContact(packs, facts, [], someAttempt({ channel, at: Date.parse(at), collector }));
    const rules = decision.kind === 'refused' ? decision.rules : [];
    return [decision.kind, ...rules, decision.inputs['holiday'] ?? '-'].join(' ');
  };

  // prettier-ignore
  it.each([
    // channel  at                            where                        answer
    ['call',   '2026-12-31T10:00:00+08:00',   'CN',    'Asia/Shanghai',    'allowed false'],
    ['call',   '2027-01-01T10:00:00+08:00',   'CN',    'Asia/Shanghai',    'refused H-6 calendar-not-covered'],
    ['sms',    '2027-01-01T10:00:00+08:00',   'CN',    'Asia/Shanghai',    'allowed -'],
    ['call',   '2027-01-04T10:00:00+08:00',   'TW',    'Asia/Taipei',      'refused H-6 calendar-not-covered'],
    ['call',   '2027-01-01T10:00:00-05:00',   'US-NY', 'America/New_York', 'refused H-6 true'],
    ['call',   '2027-01-04T10:00:00-05:00',   'US-NY', 'America/New_York', 'allowed false'],
  ] as const)('answers a %s at %s in %s', (channel, at, jurisdiction, zone, answer) => {
    expect(judge(channel, at, jurisdiction, zone)).toBe(answer);
  });
});
