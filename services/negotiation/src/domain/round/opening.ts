import { addDays, type CalendarDate, daysBetween } from '@mora/kernel';
import type { LoanState } from '../loan/state.js';
import { daysPastDueOn, totalOf } from '../loan/parts/arrears.js';
import { nextPauseEdge } from '../loan/parts/ledger.js';
import { brokenAt, promiseEdges } from '../loan/parts/promises.js';
import type { Range } from '../versioned.js';
import { consecutiveOf } from '../tally/consecutive.js';
import { adopted } from '../tally/imported.js';
import type { OpeningRow, OpeningRules, OpeningWhen, RoundRules } from './rules.js';

type Parts = LoanState['parts'];

/** What an opening looks at, at the close of a day. */
export type OpeningFacts = Readonly<{
  buckets: readonly string[];
  daysPastDue: number;
  /** In this episode, as outreach has said in the days before: whether it closes this day first is luck. */
  brokenPromises: number;
  /** Since the last conversation in this episode, or since its beginning. */
  daysWithoutContact: number;
  hardship: boolean;
  amountMinor: number;
  legal: boolean;
  grade: string | null;
  failedInARow: number;
}>;

export function openingFacts(
  { ledger, arrears, elsewhere, tally }: Parts,
  day: CalendarDate,
  counting: RoundRules['tally'],
): OpeningFacts {
  const { episode } = arrears;
  const start = episode?.startedOn ?? day;
  const last = elsewhere.lastConversationOn;
  return {
    buckets: Object.values(episode?.buckets ?? {}),
    daysPastDue: daysPastDueOn(arrears, ledger, day),
    brokenPromises: brokenAt(elsewhere.brokenPromises, start, day),
    daysWithoutContact: daysBetween(last !== null && last > start ? last : start, day),
    hardship: elsewhere.hardship !== null,
    amountMinor: episode === null ? 0 : totalOf(episode.overdue),
    legal: elsewhere.legal.some(({ opened }) => !opened),
    grade: arrears.grade,
    failedInARow: consecutiveOf(adopted(tally.closings, episode), counting, episode?.id ?? null),
  };
}

const within = (range: Range | undefined, value: number): boolean =>
  range === undefined || (value >= range[0] && (range[1] === null || value < range[1]));

const isSo = (wanted: boolean | undefined, value: boolean): boolean => wanted === undefined || wanted === value;

const named = (wanted: readonly string[] | undefined, values: readonly string[]): boolean =>
  wanted === undefined || wanted.some((one) => values.includes(one));

/** All that is named must hold. */
export const matches = (when: OpeningWhen, facts: OpeningFacts): boolean =>
  named(when.bucket, facts.buckets) &&
  within(when.daysPastDue, facts.daysPastDue) &&
  within(when.brokenPromises, facts.brokenPromises) &&
  within(when.daysWithoutContact, facts.daysWithoutContact) &&
  isSo(when.hardship, facts.hardship) &&
  within(when.amountMinor, facts.amountMinor) &&
  isSo(when.legal, facts.legal) &&
  named(when.grade, facts.grade === null ? [] : [facts.grade]) &&
  within(when.failedInARow, facts.failedInARow);

/** The first row that speaks of a loan. */
export const rowFor = ({ rows }: OpeningRules, facts: OpeningFacts): OpeningRow | null =>
  rows.find(({ when }) => matches(when, facts)) ?? null;

/** The bank opens none before this day. */
export function cooledOn({ closed }: Parts['round'], { cooldownDays }: OpeningRules): CalendarDate | null {
  const last = closed.at(-1);
  return last === undefined ? null : addDays(last.on, cooldownDays);
}

/** When time alone may make another row speak; null where only a fact can. */
export function nextLook(
  { ledger, arrears, elsewhere, round }: Parts,
  rules: OpeningRules,
  facts: OpeningFacts,
  day: CalendarDate,
): CalendarDate | null {
  if (arrears.episode === null) return null;
  const inDays = rules.rows.flatMap(({ when }) => [
    ...edgesAfter(when.daysPastDue, facts.daysPastDue),
    ...edgesAfter(when.daysWithoutContact, facts.daysWithoutContact),
  ]);
  const days = inDays.map((n) => addDays(day, n));
  const ends = elsewhere.holds.map(({ until }) => (until === null ? null : addDays(until, 1)));
  const news = promiseEdges(elsewhere.brokenPromises);
  for (const edge of [nextPauseEdge(ledger, day), cooledOn(round, rules), ...news, ...ends]) {
    if (edge !== null && edge > day) days.push(edge);
  }
  return days.toSorted().at(0) ?? null;
}

const edgesAfter = (range: Range | undefined, value: number): readonly number[] =>
  (range ?? []).flatMap((edge) => (edge !== null && edge > value ? [edge - value] : []));
