import { type CalendarDate, type HolidayBook, latest } from '@mora/kernel';
import { endOfPeriod, type Length } from '../periods/period.js';
import type { ClaimKind } from '../words.js';
import type { LimitationRules, Restarts } from './rules.js';
import type { Act, Obstruction } from './types.js';

/** What one period runs by. */
export type Running = Readonly<{
  claim: ClaimKind;
  startsOn: CalendarDate;
  length: Length;
  restart: Restarts;
  /** Whether obstacles and the outer limit count for it. */
  hasOuterLimit: boolean;
}>;

/** What an act did to a period, and by which rule. */
export type Effect = Readonly<{
  act: Act;
  effect: 'restarted' | 'stopped' | 'kept' | 'too-late' | 'not-counted';
  /** Why it was not counted; else the kind of act. */
  rule: string;
  /** The end before and behind it; null while nothing runs. */
  from: CalendarDate | null;
  to: CalendarDate | null;
}>;

export type Folded = Readonly<{
  expiresOn: CalendarDate | null;
  provisional: boolean;
  by: string | null;
  effects: readonly Effect[];
}>;

type End = Readonly<{ on: CalendarDate | null; provisional: boolean }>;

const PAUSED: End = { on: null, provisional: false };

/** Acts in the order in which they count: by their own days, whenever somebody has told of them. */
export const inOrder = (acts: readonly Act[]): readonly Act[] =>
  acts.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.actId < b.actId ? -1 : a.actId > b.actId ? 1 : 0));

/**
 * One period under all acts. An act never lets it end earlier, as only the latest start counts: what comes to be known
 * late, or twice, or in another order, changes nothing else.
 */
export function fold(
  running: Running,
  acts: readonly Act[],
  obstacles: readonly Obstruction[],
  rules: LimitationRules,
  book: HolidayBook,
): Folded {
  const effects: Effect[] = [];
  let start: CalendarDate | 'stopped' = running.startsOn;
  let end = endOf(start, running, obstacles, rules, book);
  let by: string | null = null;
  for (const act of inOrder(acts)) {
    const because = whyNotCounted(act, running, acts, rules, book);
    if (because !== null) {
      effects.push({ act, effect: 'not-counted', rule: because, from: end.on, to: end.on });
      continue;
    }
    const isLate = end.on !== null && act.on > end.on && !rules.revive.includes(act.kind);
    if (isLate) {
      effects.push({ act, effect: 'too-late', rule: act.kind, from: end.on, to: end.on });
      continue;
    }
    const next = startAfter(start, act);
    if (next === start) {
      effects.push({ act, effect: 'not-counted', rule: 'nothing-later', from: end.on, to: end.on });
      continue;
    }
    const before = end.on;
    start = next;
    by = act.actId;
    end = endOf(start, running, obstacles, rules, book);
    effects.push({
      act,
      effect: next === 'stopped' ? 'stopped' : 'restarted',
      rule: act.kind,
      from: before,
      to: end.on,
    });
  }
  return { expiresOn: end.on, provisional: end.provisional, by, effects };
}

/** A proceeding that goes on stops the period; what is over starts it anew from its end. */
function startAfter(start: CalendarDate | 'stopped', { on, until }: Act): CalendarDate | 'stopped' {
  if (start === 'stopped' || until === 'open') return 'stopped';
  return latest(start, until === null ? on : latest(on, until));
}

function whyNotCounted(
  act: Act,
  { claim, restart }: Running,
  acts: readonly Act[],
  rules: LimitationRules,
  book: HolidayBook,
): string | null {
  if (act.claims !== 'all' && !act.claims.includes(claim)) return 'another-claim';
  if (act.against === 'guarantor') return 'against-guarantor';
  const rule = restart[act.kind];
  if (rule === undefined) return 'not-by-this-law';
  if (rule === true) return null;
  return isSued(act, claim, rule.ifSuedWithinMonths, acts, rules, book) ? null : 'not-sued-in-time';
}

function isSued(
  { on }: Act,
  claim: ClaimKind,
  months: number,
  acts: readonly Act[],
  rules: LimitationRules,
  book: HolidayBook,
): boolean {
  const until = endOfPeriod(on, { months }, book, rules.calendar, rules.weekendShifts).on;
  return acts.some(
    (act) =>
      rules.suitKinds.includes(act.kind) &&
      act.against !== 'guarantor' &&
      (act.claims === 'all' || act.claims.includes(claim)) &&
      act.on >= on &&
      act.on <= until,
  );
}

function endOf(
  start: CalendarDate | 'stopped',
  { startsOn, length, hasOuterLimit }: Running,
  obstacles: readonly Obstruction[],
  rules: LimitationRules,
  book: HolidayBook,
): End {
  if (start === 'stopped') return PAUSED;
  const { calendar, weekendShifts, outerYears } = rules;
  const plain = endOfPeriod(start, length, book, calendar, weekendShifts);
  const end = suspended(plain, obstacles, rules, book);
  if (end.on === null || !hasOuterLimit || outerYears === null) return end;
  const outer = endOfPeriod(startsOn, { years: outerYears }, book, calendar, weekendShifts);
  return outer.on < end.on ? outer : end;
}

/** An obstacle in the last months leaves so many months after it; while it lasts nothing runs out. */
function suspended(
  plain: Readonly<{ on: CalendarDate; provisional: boolean }>,
  obstacles: readonly Obstruction[],
  { suspension, calendar, weekendShifts }: LimitationRules,
  book: HolidayBook,
): End {
  if (suspension === null) return plain;
  const { lastMonths, thenMonths, kinds } = suspension;
  let end: End = plain;
  for (const { kind, from, until } of obstacles) {
    if (!kinds.includes(kind) || from > plain.on) continue;
    if (until === null) return PAUSED;
    // Months are counted forward from the end of the obstacle: so one that is over before the last months adds nothing.
    const isInLast = endOfPeriod(until, { months: lastMonths }, book, calendar, weekendShifts).on >= plain.on;
    const then = endOfPeriod(until, { months: thenMonths }, book, calendar, weekendShifts);
    if (isInLast && end.on !== null && then.on > end.on) end = then;
  }
  return end;
}
