import { addDays, addMonths, type CalendarDate, latest } from '@mora/kernel';
import { holdsOn } from '../loan/held.js';
import { daysPastDueOn } from '../loan/parts/arrears.js';
import type { AllocationOrder } from '../loan/parts/open-debt.js';
import { openDebt } from '../loan/parts/open-debt.js';
import type { LoanState } from '../loan/state.js';
import type { GateRules } from './rules.js';
import type { Condition } from './types.js';

/** Both readings of three months, whichever decides. */
export type Readings = Readonly<{
  months: Readonly<{ over: boolean; since: CalendarDate | null }>;
  days: Readonly<{ over: boolean; dpd: number }>;
  deciding: 'months' | 'days';
}>;

export type Judged = Readonly<{
  passed: boolean;
  conditions: readonly Condition[];
  readings: Readings;
  /** Since when the oldest debt is open, by the stricter of what two services say. */
  oldestOn: CalendarDate | null;
}>;

type Parts = Pick<LoanState['parts'], 'ledger' | 'arrears' | 'elsewhere'>;

/** More than so many months: the same-numbered day is not more yet. */
export const monthsOver = (oldest: CalendarDate, on: CalendarDate, months: number): boolean =>
  on > addMonths(oldest, months);

/** The first day on which it is more than so many months. */
export const overSince = (oldest: CalendarDate, months: number): CalendarDate => addDays(addMonths(oldest, months), 1);

/** All conditions of the gate as they stood at the close of a day. */
export function judge(parts: Parts, on: CalendarDate, rules: GateRules, order: AllocationOrder): Judged {
  const { arrears, ledger, elsewhere } = parts;
  const [said, own] = oldestOf(parts, on, order);
  const oldestOn = said !== null && own !== null ? latest(said, own) : (said ?? own);
  const readings = readingsOf(oldestOn, daysPastDueOn(arrears, ledger, on), on, rules);
  const isOver = readings[rules.deciding].over;
  const failed = elsewhere.failures
    .slice(-rules.failures)
    .map(({ roundId, on: day }) => `${roundId.slice(0, 32)} ${day}`);
  const held = holdsOn(parts, on);
  const until = held.some((hold) => hold.until === null) ? null : lastOf(held.map((hold) => hold.until));
  const conditions: readonly Condition[] = [
    condition('overdue', arrears.episode !== null, arrears.episode?.id ?? 'none', arrears.episode?.startedOn ?? null),
    condition('months', isOver, `classification ${said ?? '-'}, ledger ${own ?? '-'}`, readings.months.since),
    condition('failures', elsewhere.consecutive >= rules.failures, failureText(elsewhere.consecutive, failed)),
    { ...condition('no-hold', held.length === 0, kindsOf(held)), until },
    condition('known', elsewhere.notKnown.length === 0, elsewhere.notKnown.join(' ') || 'all'),
  ];
  return { passed: conditions.every(({ met }) => met), conditions, readings, oldestOn };
}

const LONGEST = 128;

function condition(name: Condition['name'], met: boolean, input: string, from: CalendarDate | null = null): Condition {
  return { name, met, input: input.slice(0, LONGEST), from, until: null };
}

const failureText = (consecutive: number, failed: readonly string[]): string =>
  [`${consecutive} in a row`, ...failed].join(', ');

const kindsOf = (held: ReturnType<typeof holdsOn>): string =>
  [...new Set(held.map(({ kind }) => kind))].toSorted().join(' ') || 'none';

const lastOf = (days: readonly (CalendarDate | null)[]): CalendarDate | null =>
  days.reduce((last, day) => (last === null || (day !== null && day > last) ? day : last), null);

function oldestOf({ ledger, arrears }: Parts, on: CalendarDate, order: AllocationOrder) {
  const own = ledger.schedule === null ? null : openDebt(ledger, on, order).oldestUnpaidOn;
  return [arrears.episode?.oldestUnpaidOn ?? null, own] as const;
}

function readingsOf(
  oldest: CalendarDate | null,
  dpd: number,
  on: CalendarDate,
  { months, days, deciding }: GateRules,
): Readings {
  const since = oldest === null ? null : overSince(oldest, months);
  return {
    months: { over: oldest !== null && monthsOver(oldest, on, months), since },
    days: { over: dpd > days, dpd: Math.max(0, dpd) },
    deciding,
  };
}
