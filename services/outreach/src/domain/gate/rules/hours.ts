import { addDays, type CalendarDate, invariant } from '@mora/kernel';
import { givenOn, saidOn } from '../consents.js';
import type { Asked, Objection, Ruling } from '../judge.js';
import { instantOf } from '../local-time.js';
import type { HoursRule } from '../pack.js';

type Minutes = Readonly<{ from: number; to: number }>;
type Span = Readonly<{ from: number; to: number }>;
/** What is open and what is barred on some days, in instants. */
type Days = Readonly<{ open: readonly Span[]; barred: readonly Span[] }>;

/** So far is looked for the next opening: a window opens tomorrow at the latest, or the day after a day that is barred. */
const DAYS_AHEAD = 2;
const SHAPE = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/;

/**
 * Windows are half-open: the opening minute is allowed, the closing minute is not. Where the clock is put back, a window
 * opens at the later and closes at the earlier reading, so that what is allowed is allowed by both. Hours the person has
 * agreed to are open too, where the rule lets them; hours the person has refused are barred by every rule.
 */
export function hours(rule: HoursRule): Ruling {
  const [window, ...more] = minutesOf(rule.allow);
  invariant(window !== undefined && more.length === 0 && window.from < window.to, `${rule.id} has hours of one day`);
  const judge = (ask: Asked): Objection | null => {
    ask.inputs[`hours:${rule.id}`] = rule.allow;
    if (isOpen(daysOf(rule, window, ask, 0), ask.at)) return null;
    const days = daysOf(rule, window, ask, DAYS_AHEAD);
    return { until: edgesAfter(days, ask.at).find((edge) => isOpen(days, edge)) ?? null };
  };
  const closesAt = (ask: Asked): number => {
    const today = daysOf(rule, window, ask, 0);
    return edgesAfter(today, ask.at).find((edge) => !isOpen(today, edge)) ?? Infinity;
  };
  return { judge, closesAt };
}

const isWithin = (at: number) => (span: Span) => span.from <= at && at < span.to;

const isOpen = ({ open, barred }: Days, at: number): boolean => open.some(isWithin(at)) && !barred.some(isWithin(at));

const edgesAfter = ({ open, barred }: Days, at: number): readonly number[] =>
  [...open, ...barred]
    .flatMap(({ from, to }) => [from, to])
    .filter((edge) => edge > at)
    .sort((a, b) => a - b);

function daysOf(rule: HoursRule, window: Minutes, ask: Asked, ahead: number): Days {
  const { consents } = ask.facts;
  const open: Span[] = [];
  const barred: Span[] = [];
  for (let day = 0; day <= ahead; day += 1) {
    const date = day === 0 ? ask.local.date : addDays(ask.local.date, day);
    open.push(openSpan(ask.zone, date, window));
    if (consents.length === 0) continue;
    if (rule.overriddenBy !== undefined) {
      for (const { hours } of givenOn(consents, rule.overriddenBy, ask.attempt, date)) {
        if (hours !== null) open.push(...minutesOf(hours).map((agreed) => openSpan(ask.zone, date, agreed)));
      }
    }
    for (const { given, hours } of saidOn(consents, 'contact-hours', ask.attempt, date)) {
      if (!given && hours !== null)
        barred.push(...barredOf(hours).map((refused) => barredSpan(ask.zone, date, refused)));
    }
  }
  return { open, barred };
}

const openSpan = (zone: string, date: CalendarDate, { from, to }: Minutes): Span => ({
  from: instantOf(zone, date, from, 'later'),
  to: instantOf(zone, date, to, 'earlier'),
});

const barredSpan = (zone: string, date: CalendarDate, { from, to }: Minutes): Span => ({
  from: instantOf(zone, date, from, 'earlier'),
  to: instantOf(zone, date, to, 'later'),
});

/** Hours over midnight are the evening and the morning of each day. A text that says no hours opens nothing... */
function minutesOf(text: string): readonly Minutes[] {
  const said = SHAPE.exec(text);
  if (said === null) return [];
  const from = Number(said[1]) * 60 + Number(said[2]);
  const to = Math.min(Number(said[3]) * 60 + Number(said[4]), 1440);
  if (from < to) return [{ from, to }];
  return [
    { from, to: 1440 },
    { from: 0, to },
  ];
}

/** ...and bars the whole day. */
function barredOf(text: string): readonly Minutes[] {
  const said = minutesOf(text);
  return said.length === 0 ? [{ from: 0, to: 1440 }] : said;
}
