import { addDays, addMonths, type CalendarDate, daysBetween } from '@mora/kernel';
import type { Attempt } from '../attempt.js';
import { givenOn } from '../consents.js';
import { isOf, isSame } from '../history.js';
import { type Asked, FOR_GOOD, type Objection, type Resolve, type Ruling } from '../judge.js';
import { dayStart, type Local, localOf } from '../local-time.js';
import type { CapRule } from '../pack.js';
import { isAmong } from './scope.js';

const DAY_MS = 86_400_000;

/**
 * No more than `max` in the window. What is allowed already for a later instant counts as what was made earlier, so that
 * no window that holds this attempt has more than `max` in it, in whatever order they are asked for.
 */
export function cap(rule: CapRule, resolve: Resolve): Ruling {
  const max = resolve(rule.max);
  const { window } = rule;
  const count = window.kind === 'rolling' ? rolling(max, resolve(window.days) * DAY_MS) : calendar(max, window.kind);
  const freshDays = rule.unless === undefined ? 0 : resolve(rule.unless.withinDays);
  const countedOf = (ask: Asked): readonly Attempt[] => ask.history.filter((earlier) => counts(rule, earlier, ask));
  return {
    judge: (ask) => (isConsented(rule, freshDays, ask) ? null : count.judge(countedOf(ask), ask, `cap:${rule.id}`)),
    closesAt: (ask) => count.closesAt(countedOf(ask), ask),
  };
}

function counts(rule: CapRule, earlier: Attempt, ask: Asked): boolean {
  return (
    isAmong(rule.counted?.channels ?? rule.channels, earlier.channel) &&
    isAmong(rule.counted?.purposes, earlier.purpose) &&
    isOf(rule.unit, earlier) &&
    isSame(rule.per, earlier, ask.attempt) &&
    !(rule.unless !== undefined && earlier.consented)
  );
}

/** Whether the person asked for it in the days before; written down, as the attempt then stays out of the count. */
function isConsented({ unless }: CapRule, days: number, { facts, attempt, local, inputs }: Asked): boolean {
  if (unless === undefined) return false;
  const given = givenOn(facts.consents, unless.consent, attempt, local.date);
  const fresh = given.some(({ from }) => daysBetween(from, local.date) < days);
  inputs['consented'] = fresh;
  return fresh;
}

type Count = Readonly<{
  judge: (counted: readonly Attempt[], ask: Asked, name: string) => Objection | null;
  closesAt: (counted: readonly Attempt[], ask: Asked) => number;
}>;
type Span = Readonly<{ from: number; to: number }>;

/**
 * Any `max` of them that lie within one window bar every instant that would fit in with them: from the last of them less
 * the window to the first of them plus the window, both excluded.
 */
function rolling(max: number, window: number): Count {
  const near = (counted: readonly Attempt[], at: number): readonly number[] =>
    counted.map((earlier) => earlier.at).filter((other) => Math.abs(other - at) < window);
  return {
    judge: (counted, { at, inputs }, name) => {
      const instants = near(counted, at);
      inputs[name] = instants.length;
      if (max === 0) return FOR_GOOD;
      const bars = barred(instants, max, window).filter(({ from, to }) => from < at && at < to);
      return bars.length === 0 ? null : { until: Math.max(...bars.map(({ to }) => to)) };
    },
    closesAt: (counted, { at }) => {
      const instants = counted.map((earlier) => earlier.at).filter((other) => other > at - window);
      const later = barred(instants, max, window).filter(({ from, to }) => at <= from && from < to);
      return Math.min(Infinity, ...later.map(({ from }) => from + 1));
    },
  };
}

function barred(instants: readonly number[], max: number, window: number): readonly Span[] {
  if (instants.length < max) return [];
  const sorted = instants.toSorted((a, b) => a - b);
  return sorted.slice(max - 1).flatMap((latest, first) => {
    const earliest = sorted[first] ?? latest;
    return latest - earliest < window ? { from: latest - window, to: earliest + window } : [];
  });
}

/** Days, weeks from Monday on and months by the person's own calendar. */
function calendar(max: number, kind: Period): Count {
  const judge: Count['judge'] = (counted, { zone, at, local, inputs }, name) => {
    const start = startOf(kind, local);
    const far = REACH_DAYS[kind] * DAY_MS;
    const isInside = (earlier: Attempt): boolean =>
      Math.abs(earlier.at - at) < far && startOf(kind, localOf(zone, earlier.at)) === start;
    const count = counted.reduce((sum, earlier) => sum + (isInside(earlier) ? 1 : 0), 0);
    inputs[name] = count;
    if (count < max) return null;
    return max === 0 ? FOR_GOOD : { until: dayStart(zone, nextAfter(kind, start)) };
  };
  return { judge, closesAt: () => Infinity };
}

type Period = 'calendar-day' | 'calendar-week' | 'calendar-month';

/** No two instants of one period lie further apart, even in one with a change of the clock. */
const REACH_DAYS: Readonly<Record<Period, number>> = { 'calendar-day': 2, 'calendar-week': 8, 'calendar-month': 32 };

function startOf(kind: Period, { date, weekday }: Local): CalendarDate {
  if (kind === 'calendar-day') return date;
  return kind === 'calendar-week' ? addDays(date, -weekday) : (`${date.slice(0, 7)}-01` as CalendarDate);
}

function nextAfter(kind: Period, start: CalendarDate): CalendarDate {
  if (kind === 'calendar-month') return addMonths(start, 1);
  return addDays(start, kind === 'calendar-day' ? 1 : 7);
}
