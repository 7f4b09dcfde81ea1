import { addDays, type CalendarDate, earliest, latest } from '@mora/kernel';
import { total } from '../menu/amounts.js';
import type { Instalment, Minor } from '../words.js';
import { countedDays, type Stretch } from './days.js';
import type { Plan } from './types.js';

export type RowJudged = Readonly<{
  number: number;
  dueOn: CalendarDate;
  minor: Minor;
  credited: Minor;
  /** The value date of the money by which it was full. */
  paidOn: CalendarDate | null;
  /** Days by which it is late on the day that is judged; nought where it is paid by then. */
  late: number;
}>;

export type Judged = Readonly<{
  rows: readonly RowJudged[];
  paid: Minor;
  isPaid: boolean;
  /** Unpaid beyond the days of grace. */
  missed: readonly RowJudged[];
  brokenBy: 'overdue' | 'two-missed' | null;
  /** Whether the first instalment was not there within its days of grace. */
  isFirstMissed: boolean;
  /** The next day on which one may become late; null where none can. */
  nextLook: CalendarDate | null;
}>;

type Matched = Pick<Plan, 'rows' | 'payments' | 'rules' | 'fund'> & Partial<Pick<Plan, 'activeFrom'>>;

/**
 * How a plan stands at the close of a day; with null, whatever the value date of money, and nothing is late. Worked out
 * from the whole list of payments every time, so that it does not depend on the order in which they came: the oldest
 * money fills the first instalment first, and every cent counts once.
 */
export function judgePlan(plan: Matched, uncounted: readonly Stretch[], day: CalendarDate | null): Judged {
  const { graceDays, breakDays, missed: most } = plan.rules;
  const rows = credited(plan).map((row): RowJudged => {
    const isPaid = day === null || (row.paidOn !== null && row.paidOn <= day);
    return { ...row, late: isPaid ? 0 : countedDays(owedFrom(row.dueOn, plan), day, uncounted) };
  });
  const missed = rows.filter(({ late }) => late > graceDays);
  const isOverdue = rows.some(({ late }) => late > breakDays);
  return {
    rows,
    paid: rows.reduce((sum, row) => sum + row.credited, 0),
    isPaid: rows.every(({ paidOn }) => paidOn !== null),
    missed,
    brokenBy: isOverdue ? 'overdue' : missedTimes(missed, plan) >= most ? 'two-missed' : null,
    isFirstMissed: day !== null && isLate(rows[0], plan, uncounted, day),
    nextLook: day === null ? null : nextLook(rows, plan, day),
  };
}

/** Instalments of nothing are no instalments. What a fund lends is repaid by a credit line of its own. */
const toPay = ({ rows, fund }: Matched): readonly Instalment[] =>
  fund === null ? rows.filter((row) => total(row) > 0) : [];

function credited(plan: Matched): readonly Omit<RowJudged, 'late'>[] {
  const { toleranceMinor } = plan.rules;
  let before = 0;
  let money = 0;
  let at = 0;
  let last: CalendarDate | null = null;
  return toPay(plan).map((row) => {
    const minor = total(row);
    const enough = before + minor - toleranceMinor;
    for (let next = plan.payments[at]; money < enough && next !== undefined; next = plan.payments[at]) {
      money += next.minor;
      last = next.valueDate;
      at += 1;
    }
    const { number, dueOn } = row;
    const found = Math.min(minor, Math.max(0, money - before));
    before += minor;
    return { number, dueOn, minor, credited: found, paidOn: money >= enough ? last : null };
  });
}

/**
 * How often the borrower has missed an instalment. What was due when the bank put the plan in force could be missed from
 * that day on only, all of it at once, and is one that was missed: that there is more than one is the bank's delay (N-21).
 */
function missedTimes(missed: readonly RowJudged[], { activeFrom = null }: Matched): number {
  const before = activeFrom === null ? 0 : missed.filter(({ dueOn }) => dueOn <= activeFrom).length;
  return missed.length - Math.max(0, before - 1);
}

/** Nobody is late with what the bank had not booked yet: days count from the day on which the plan is in force. */
const owedFrom = (dueOn: CalendarDate, { activeFrom = null }: Matched): CalendarDate =>
  activeFrom === null ? dueOn : latest(dueOn, activeFrom);

/** Also where it was paid since: what came too late mends nothing. */
function isLate(row: RowJudged | undefined, plan: Matched, uncounted: readonly Stretch[], day: CalendarDate): boolean {
  if (row === undefined) return false;
  const { dueOn, paidOn } = row;
  const until = paidOn === null ? day : earliest(paidOn, day);
  return countedDays(owedFrom(dueOn, plan), until, uncounted) > plan.rules.graceDays;
}

/** At the earliest, as if all days to come would count. */
function nextLook(rows: readonly RowJudged[], plan: Matched, day: CalendarDate): CalendarDate | null {
  const { graceDays, breakDays } = plan.rules;
  return rows.reduce<CalendarDate | null>((first, { dueOn, paidOn, late }) => {
    if ((paidOn !== null && paidOn <= day) || late > breakDays) return first;
    const owed = owedFrom(dueOn, plan);
    const from = owed > day ? owed : addDays(day, -late);
    const look = addDays(from, (late > graceDays ? breakDays : graceDays) + 1);
    return first === null ? look : earliest(first, look);
  }, null);
}
