import fc from 'fast-check';
import type { Attempt } from './attempt.js';
import { DAY, HOUR, past, someAttempt } from './fixtures/known.js';
import { at, cap, judge, two, until } from './fixtures/one-rule.js';
import type { Rule } from './pack.js';

it.each([
  // 2026-03-09 is a Monday.
  ['calendar-week', '2026-03-13T10:00', ['2026-03-09T00:00', '2026-03-15T23:59'], '2026-03-16T00:00'],
  ['calendar-week', '2026-03-16T00:00', ['2026-03-09T00:00', '2026-03-15T23:59'], 'allowed'],
  ['calendar-week', '2026-03-09T00:00', ['2026-03-08T23:59', '2026-03-08T22:00'], 'allowed'],
  ['calendar-month', '2026-03-31T23:59', ['2026-03-01T00:00', '2026-03-02T00:00'], '2026-04-01T00:00'],
  ['calendar-month', '2026-04-01T00:00', ['2026-03-01T00:00', '2026-03-31T23:59'], 'allowed'],
  ['calendar-day', '2026-03-09T23:59', ['2026-03-09T00:00', '2026-03-09T00:01'], '2026-03-10T00:00'],
  ['calendar-day', '2026-03-10T00:00', ['2026-03-09T23:58', '2026-03-09T23:59'], 'allowed'],
])('two in a %s: at %s after %j: %s', (kind, instant, history, expected) => {
  expect(until(judge(cap({ kind }), two(...history), { at: at(instant) }))).toBe(expected);
});

describe('two in seven days', () => {
  const rolling = cap({ kind: 'rolling', days: 7 });

  it.each([
    ['2026-03-09T09:59', ['2026-03-02T10:00', '2026-03-05T10:00'], '2026-03-09T10:00'],
    ['2026-03-09T10:00', ['2026-03-02T10:00', '2026-03-05T10:00'], 'allowed'],
    ['2026-03-09T10:00', ['2026-03-05T10:00', '2026-03-05T10:00'], '2026-03-12T10:00'],
    // What is allowed already for later bars what would make three with it.
    ['2026-03-09T10:00', ['2026-03-05T10:00', '2026-03-11T10:00'], '2026-03-12T10:00'],
    ['2026-03-09T10:00', ['2026-03-12T10:00', '2026-03-15T10:00'], '2026-03-19T10:00'],
    ['2026-03-09T10:00', ['2026-03-12T10:00', '2026-03-16T10:00'], 'allowed'],
    ['2026-03-09T10:00', ['2026-03-04T10:00', '2026-03-11T10:00'], 'allowed'],
  ])('at %s beside %j: %s', (instant, history, expected) => {
    expect(until(judge(rolling, two(...history), { at: at(instant) }))).toBe(expected);
  });

  it('a yes ends where two that are to come begin to bar', () => {
    const decision = judge(rolling, two('2026-03-12T10:00', '2026-03-16T15:00'), { at: at('2026-03-09T10:00') });
    expect(decision).toMatchObject({ kind: 'allowed', validUntil: at('2026-03-09T15:00') + 1 });
  });
});

it('none at all is never', () => {
  expect(until(judge(cap({ kind: 'calendar-day' }, { max: 0 }), []))).toBe('never');
  expect(until(judge(cap({ kind: 'rolling', days: 7 }, { max: 0 }), []))).toBe('never');
});

const YES = 'counts';
const NO = 'does not count';

it.each<[string, Partial<Attempt>, string]>([
  ['attempt', { state: 'reserved' }, YES],
  ['attempt', { answered: false }, YES],
  ['attempt', { direction: 'in', answered: true }, NO],
  ['unanswered-attempt', { answered: null }, YES],
  ['unanswered-attempt', { answered: false }, YES],
  ['unanswered-attempt', { answered: true }, NO],
  ['effective-call', { answered: null, conversation: null }, YES],
  ['effective-call', { answered: true, conversation: false }, YES],
  ['effective-call', { answered: false, conversation: null }, NO],
  ['effective-call', { answered: false, conversation: true }, YES],
])('as %s, %j %s', (unit, said, expected) => {
  const rule = cap({ kind: 'calendar-day' }, { unit, max: 1 });
  const decision = judge(rule, [past({ at: at('2026-03-09T09:00'), ...said })]);
  expect(decision.kind === 'refused' ? YES : NO).toBe(expected);
});

it.each<[readonly string[], Partial<Attempt>, string]>([
  [['person'], { loanId: 'demo:B' as never, pointId: 'm2' }, YES],
  [['debt'], { loanId: 'demo:B' as never }, NO],
  [['debt'], { loanId: null }, YES],
  [['point'], { pointId: 'm2' }, NO],
  [['point'], { pointId: null }, YES],
  [['debt', 'point'], { pointId: 'm1' }, YES],
  [['debt', 'point'], { pointId: 'm2' }, NO],
  [['point'], { pointId: 'm2', pointPrint: 'n1' }, YES],
  [['point'], { pointId: 'm2', pointPrint: 'n2' }, NO],
  [['point'], { pointId: 'm2', pointPrint: null }, NO],
])('per %j, %j %s', (per, said, expected) => {
  const rule = cap({ kind: 'calendar-day' }, { per, max: 1 });
  const decision = judge(rule, [past({ at: at('2026-03-09T09:00'), ...said })], { pointPrint: 'n1' });
  expect(decision.kind === 'refused' ? YES : NO).toBe(expected);
});

it('counts only the purposes and channels that the rule counts', () => {
  const counted = { purposes: ['collection'], channels: ['sms', 'letter'] };
  const rule = cap({ kind: 'calendar-day' }, { max: 1, channels: ['sms'], counted });
  const after = (said: Partial<Attempt>): string => judge(rule, [past({ at: at('2026-03-09T09:00'), ...said })]).kind;
  expect([after({}), after({ channel: 'letter' }), after({ channel: 'email' }), after({ purpose: 'reply' })]).toEqual([
    ...['refused', 'refused', 'allowed', 'allowed'],
  ]);
});

describe('quiet after', () => {
  const quiet = (what: string, firstDayCounts: boolean): Rule =>
    ({
      id: 'X-1',
      kind: 'quiet-after',
      purposes: ['reminder'],
      what,
      per: ['person'],
      days: 2,
      firstDayCounts,
    }) as Rule;

  it.each<[string, boolean, Partial<Attempt>, string, string]>([
    ['visit', false, { channel: 'agency-visit' }, '2026-03-08T15:00', '2026-03-10T15:00'],
    ['visit', true, { channel: 'visit' }, '2026-03-08T23:59', '2026-03-10T00:00'],
    ['visit', false, { channel: 'visit' }, '2026-03-07T10:00', 'allowed'],
    ['visit', false, { channel: 'call' }, '2026-03-08T15:00', 'allowed'],
    ['message', false, { channel: 'email' }, '2026-03-08T15:00', '2026-03-10T15:00'],
    ['message', false, { channel: 'sms', direction: 'in' }, '2026-03-08T15:00', 'allowed'],
    [
      'conversation',
      true,
      { channel: 'call', answered: true, conversation: true },
      '2026-03-08T00:00',
      '2026-03-10T00:00',
    ],
    ['conversation', true, { channel: 'call', conversation: true }, '2026-03-07T23:59', 'allowed'],
    ['conversation', true, { channel: 'call', direction: 'in' }, '2026-03-08T15:00', '2026-03-10T00:00'],
    ['conversation', true, { channel: 'call', answered: false }, '2026-03-08T15:00', 'allowed'],
    ['conversation', true, { channel: 'call', answered: true, conversation: false }, '2026-03-08T15:00', 'allowed'],
    ['conversation', true, { channel: 'sms' }, '2026-03-08T15:00', 'allowed'],
    // An agency's call that is allowed for tomorrow may become a talk.
    ['conversation', true, { channel: 'agency-call', state: 'reserved' }, '2026-03-10T15:00', '2026-03-12T00:00'],
  ])('%s (first day counts: %s) %j at %s: %s', (what, first, said, instant, expected) => {
    expect(until(judge(quiet(what, first), [past({ at: at(instant), ...said })]))).toBe(expected);
  });

  it('a yes ends where a visit to come begins to bar', () => {
    const decision = judge(quiet('visit', false), [past({ at: at('2026-03-11T12:00'), channel: 'visit' })]);
    expect(decision).toMatchObject({ kind: 'allowed', validUntil: at('2026-03-09T12:00') + 1 });
  });
});

it('days of a window are 24 hours each, whatever the clock does', () => {
  const history = [past({ at: at('2026-03-09T10:00') - 7 * DAY + 1 }), past({ at: at('2026-03-09T10:00') - DAY })];
  expect(judge(cap({ kind: 'rolling', days: 7 }), history).kind).toBe('refused');
});

it('a rolling cap is what counting every window says', () => {
  const hours = fc.array(fc.integer({ min: -100, max: 100 }), { maxLength: 8 });
  fc.assert(
    fc.property(hours, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), (others, max, days) => {
      const now = someAttempt().at;
      const instants = others.map((hour) => now + hour * HOUR);
      const length = days * DAY;
      const counts = [now, ...instants.filter((other) => other >= now && other - now < length)].map(
        (end) => instants.filter((other) => end - length < other && other <= end).length,
      );
      const rule = cap({ kind: 'rolling', days }, { max });
      const history = instants.map((at) => past({ at }));
      expect(judge(rule, history).kind).toBe(counts.some((count) => count >= max) ? 'refused' : 'allowed');
    }),
    { numRuns: 500 },
  );
});
