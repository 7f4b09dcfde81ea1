import type { CalendarDate } from '@mora/kernel';
import { addDays } from './dates.js';
import { oldestUnpaid, type Paid, takeOff, unpaidOf } from './allocation.js';
import { type Amounts, NOTHING, type Overdue, plus } from './amounts.js';
import { countBefore } from './dues.js';
import type { Facts, LoanStatus, Snapshot } from './facts.js';
import { daysPastDue, delinquentDays, type ProductRules } from './product-rules.js';

/**
 * The two dates a standing is as of. Money counts up to `knownTo`; days without money are counted up to `agedTo`.
 * At the close of a day both are that day. Inside an open day D a fact counts at once, yet D has not passed without
 * money: `knownTo` is D and `agedTo` is the day before.
 */
export type Days = Readonly<{ agedTo: CalendarDate; knownTo: CalendarDate }>;

/** How late a loan is. Days come from the dates, every time; nothing here is counted up from day to day. */
export type Position = Readonly<{
  status: LoanStatus;
  /** The due date of the oldest debt that is late; null where nothing is. */
  oldestUnpaidOn: CalendarDate | null;
  daysPastDue: number;
  delinquentDays: number;
  overdue: Overdue;
}>;

export function positionOn(facts: Facts, rules: ProductRules, days: Days): Position {
  const status = statusOn(facts, days.knownTo);
  if (status !== 'active') return notLate(status);
  const late = facts.schedule === null && facts.snapshots.length > 0 ? byLedger : bySchedule;
  return late(facts, rules, days);
}

export function statusOn({ statuses }: Facts, day: CalendarDate): LoanStatus {
  return statuses.findLast(({ effectiveOn }) => effectiveOn <= day)?.status ?? 'active';
}

/** The ledger's word as of the latest day that has come. */
export function snapshotOn({ snapshots }: Facts, day: CalendarDate): Snapshot | null {
  return snapshots.findLast(({ asOf }) => asOf <= day) ?? null;
}

/** Money that counts on the day: what is paid, not taken back, and of a value date that has come. */
export function paidBy(facts: Facts, rules: ProductRules, day: CalendarDate): Paid {
  let minor = facts.folded?.minor ?? 0;
  let portions: Amounts | null = rules.ledgerPortions
    ? facts.folded === null
      ? NO_PORTIONS
      : facts.folded.portions
    : null;
  for (const payment of facts.payments) {
    if (payment.valueDate > day) break; // sorted by value date
    minor += payment.minor;
    portions = portions === null || payment.portions === null ? null : plus(portions, payment.portions);
  }
  return { minor, portions };
}

const NO_PORTIONS: Amounts = { principal: 0, interest: 0, fee: 0, penalty: 0 };

export const toleranceOf = (facts: Facts, rules: ProductRules): number => rules.toleranceMinor[facts.currency] ?? 0;

/** How many dues are late if not paid: those whose day one has come. */
export const countLate = (facts: Facts, rules: ProductRules, day: CalendarDate): number =>
  countBefore(facts.dues, rules.dueDateIsDay === 0 ? day : addDays(day, 1));

function bySchedule(facts: Facts, rules: ProductRules, { agedTo, knownTo }: Days): Position {
  const paid = paidBy(facts, rules, knownTo);
  const late = countLate(facts, rules, agedTo);
  const oldest = oldestUnpaid(facts.dues, paid, toleranceOf(facts, rules));
  const dueOn = facts.dues.on[oldest];
  if (oldest >= late || dueOn === undefined) return notLate('active');
  return lateSince(facts, rules, agedTo, dueOn, unpaidOf(facts.dues, late, paid, rules.componentOrder));
}

function byLedger(facts: Facts, rules: ProductRules, { agedTo, knownTo }: Days): Position {
  const snapshot = snapshotOn(facts, knownTo);
  const dueOn = snapshot?.oldestUnpaidDueOn ?? null;
  if (snapshot === null || dueOn === null) return notLate('active');
  const since = paidAfter(facts, snapshot.asOf, knownTo);
  const overdue = since === 0 ? snapshot.overdue : takeOff(snapshot.overdue, since, rules.componentOrder);
  const tolerance = toleranceOf(facts, rules);
  const made = (since > 0 && overdue.total === 0) || (tolerance > 0 && overdue.total <= tolerance);
  if (made || daysPastDue(rules, dueOn, agedTo) === 0) return notLate('active');
  return lateSince(facts, rules, agedTo, dueOn, overdue);
}

function paidAfter({ payments }: Facts, after: CalendarDate, upTo: CalendarDate): number {
  let minor = 0;
  for (const payment of payments) if (payment.valueDate > after && payment.valueDate <= upTo) minor += payment.minor;
  return minor;
}

const lateSince = (
  facts: Facts,
  rules: ProductRules,
  agedTo: CalendarDate,
  dueOn: CalendarDate,
  overdue: Overdue,
): Position => ({
  status: 'active',
  oldestUnpaidOn: dueOn,
  daysPastDue: daysPastDue(rules, dueOn, agedTo),
  delinquentDays: delinquentDays(rules, facts.pauses, dueOn, agedTo),
  overdue,
});

const notLate = (status: LoanStatus): Position => ({
  status,
  oldestUnpaidOn: null,
  daysPastDue: 0,
  delinquentDays: 0,
  overdue: NOTHING,
});
