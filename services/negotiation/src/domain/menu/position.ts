import { addMonths, type CalendarDate, daysBetween } from '@mora/kernel';
import type { ArrearsPart } from '../loan/parts/arrears.js';
import type { LedgerPart } from '../loan/parts/ledger.js';
import type { Amounts, Instalment, Minor, Rate } from '../words.js';
import { type AllocationOrder, afterPayment, impliedRate, type Method, orderFor } from './maths.js';
import { AMOUNTS, NOTHING, sumOf, total } from './amounts.js';
import type { MenuRules } from './rules.js';
import type { NoPosition, Position } from './types.js';

export type { NoPosition, Position } from './types.js';

type Payments = Pick<LedgerPart, 'payments' | 'foldedMinor'>;

/**
 * What is open of a loan on a day: the schedule less what was paid. A due date of that day itself counts as due. Loans
 * without a schedule have no position: nothing that is paid could be matched to a plan.
 */
export function positionOf(
  ledger: LedgerPart,
  arrears: ArrearsPart,
  rules: MenuRules,
  asOf: CalendarDate,
): Position | NoPosition {
  const { schedule, first, currency, product } = ledger;
  if (ledger.status !== 'active') return cannot('closed');
  if (schedule === null || first === null || currency === null || product === null) return cannot('no-schedule');
  const { instalments } = schedule;
  const order = orderFor(rules.maths, rules.product.allocation, {
    product,
    daysPastDue: daysLate(arrears, asOf),
    agreed: rules.product.agreed,
  });
  if (order === null) return cannot('order-not-covered');
  const open = unpaidOf(instalments, ledger, order, asOf).filter((row) => total(row) > 0);
  const principal = open.reduce((sum, row) => sum + row.principal, 0);
  if (open.length === 0 || principal === 0) return cannot('nothing-open');
  const rate = ledger.yearlyRate ?? impliedBy(instalments, rules.product.periodMonths, asOf);
  if (rate === null) return cannot('rate-unknown');
  const due = open.filter(({ dueOn }) => dueOn <= asOf);
  const overdue = stillOverdue(arrears, ledger);
  const { kind, jurisdiction, lender, dayCount, periodMonths } = rules.product;
  return {
    ...datesOf(instalments, ledger, periodMonths, asOf),
    currency,
    asOf,
    kind,
    jurisdiction,
    lender,
    rate,
    rateSource: ledger.yearlyRate === null ? 'implied' : 'ledger',
    method: methodOf(instalments.filter(({ dueOn }) => dueOn > asOf)),
    dayCount,
    periodMonths,
    contractOn: ledger.disbursedOn,
    originalCount: first.count,
    originalEndOn: first.endOn,
    version: schedule.version,
    open,
    overdue,
    arrears: arrearsOf(due, arrears.episode === null ? null : overdue),
    principal,
  };
}

const cannot = (because: NoPosition['because']): NoPosition => ({ kind: 'cannot', because });

const daysLate = ({ episode }: ArrearsPart, asOf: CalendarDate): number =>
  Math.max(0, daysBetween(episode?.oldestUnpaidOn ?? asOf, asOf));

/**
 * What is left of each instalment. Money is used up in the order in which it came: where the ledger says what a payment
 * went to, it went there; all other by the order of the product.
 */
function unpaidOf(
  instalments: readonly Instalment[],
  { payments, foldedMinor }: Payments,
  order: AllocationOrder,
  asOf: CalendarDate,
): readonly Instalment[] {
  let rows = instalments;
  let unmatched = foldedMinor;
  for (const { minor, portions } of payments) {
    if (portions === null) {
      unmatched += minor;
      continue;
    }
    rows = afterPayment(unmatched, rows, order, asOf);
    const went = lessPortions(rows, portions);
    rows = went.rows;
    // Fees and penalties beyond those of the schedule were charged beside it; the rest was paid ahead.
    unmatched = went.beyond.principal + went.beyond.interest;
  }
  return afterPayment(unmatched, rows, order, asOf);
}

function lessPortions(rows: readonly Instalment[], portions: Amounts) {
  const beyond: Record<keyof Amounts, Minor> = { ...portions };
  const left = rows.map((row) => {
    const unpaid = { ...row };
    for (const name of AMOUNTS) {
      const paid = Math.min(unpaid[name], beyond[name]);
      unpaid[name] -= paid;
      beyond[name] -= paid;
    }
    return unpaid;
  });
  return { rows: left, beyond };
}

/** What classification said of fees and penalties, less what was paid on them since. */
function stillOverdue({ episode }: ArrearsPart, { payments }: Payments): Amounts {
  if (episode === null) return NOTHING;
  const since = payments.filter(({ valueDate }) => valueDate > episode.asOf);
  const less = (name: 'fee' | 'penalty') =>
    Math.max(0, episode.overdue[name] - since.reduce((sum, { portions }) => sum + (portions?.[name] ?? 0), 0));
  return { ...episode.overdue, fee: less('fee'), penalty: less('penalty') };
}

function arrearsOf(due: readonly Instalment[], overdue: Amounts | null): Amounts {
  const bySchedule = sumOf(due);
  return overdue === null ? bySchedule : { ...bySchedule, fee: overdue.fee, penalty: overdue.penalty };
}

function datesOf(rows: readonly Instalment[], ledger: LedgerPart, periodMonths: number, asOf: CalendarDate) {
  const past = rows.findLast(({ dueOn }) => dueOn <= asOf)?.dueOn;
  const next = rows.find(({ dueOn }) => dueOn > asOf)?.dueOn;
  const last = rows.at(-1)?.dueOn ?? asOf;
  const firstDue = rows[0]?.dueOn ?? asOf;
  return {
    dueDay: Math.max(...rows.map(({ dueOn }) => Number(dueOn.slice(8, 10)))),
    interestFrom: past ?? ledger.disbursedOn ?? addMonths(firstDue, -periodMonths),
    nextDueOn: next ?? stepsAfter(last, periodMonths, asOf),
    endOn: last,
  };
}

/** The first day after another on which a schedule that goes on in its rhythm would have an instalment. */
function stepsAfter(last: CalendarDate, periodMonths: number, asOf: CalendarDate): CalendarDate {
  let steps = 1;
  while (addMonths(last, steps * periodMonths) <= asOf) steps += 1;
  return addMonths(last, steps * periodMonths);
}

/** How the instalments to come repay; where it cannot be seen, in equal payments. */
function methodOf(rows: readonly Instalment[]): Method {
  const parts = rows.slice(0, -1).map(({ principal }) => principal);
  const [one] = parts;
  if (parts.length < 2 || one === undefined) return 'annuity';
  if (parts.every((part) => part === 0)) return 'interest-only';
  return parts.every((part) => Math.abs(part - one) <= 1) && rows.some(({ interest }) => interest > 0)
    ? 'equal-principal'
    : 'annuity';
}

/** From the first instalment to come that has one before it, or the last of all. */
function impliedBy(rows: readonly Instalment[], periodMonths: number, asOf: CalendarDate): Rate | null {
  const coming = rows.findIndex(({ dueOn }) => dueOn > asOf);
  const at = coming === -1 ? rows.length - 1 : coming;
  const before = rows.slice(at).reduce((sum, { principal }) => sum + principal, 0);
  const row = rows[at];
  if (row === undefined || before === 0) return null;
  return impliedRate(row.interest, before, periodMonths);
}
