import type { CalendarDate, Currency } from '@mora/kernel';
import type { Sheet } from '../claim/types.js';
import type { ArrearsPart } from '../loan/parts/arrears.js';
import type { LedgerPart } from '../loan/parts/ledger.js';
import type { AllocationOrder } from '../loan/parts/open-debt.js';
import type { Amounts } from '../words.js';
import type { BundleFile } from './manifest.js';
import { pastDueOf } from './past-due.js';
import { amountsOf, csvFile, jsonFile, textOf } from './text.js';

const COMPONENTS = ['principal', 'interest', 'fee', 'penalty'] as const;
const NONE = ['', '', '', ''];

const cells = (amounts: Amounts, currency: Currency): readonly string[] =>
  COMPONENTS.map((component) => textOf(amounts[component], currency));

/** What was agreed to be paid, and when: the plan that is in force. */
export function scheduleFile({ schedule }: LedgerPart, currency: Currency): BundleFile {
  const rows = (schedule?.instalments ?? []).map((row) => [
    schedule?.version ?? '',
    schedule?.bookedOn ?? '',
    row.number,
    row.dueOn,
    ...cells(row, currency),
  ]);
  return csvFile('02-schedule.csv', ['version', 'bookedOn', 'number', 'dueOn', ...COMPONENTS], rows);
}

/** All that the ledger has booked on the loan up to a day: charges, payments as they stand, and days of rest. */
export function historyFile(ledger: LedgerPart, currency: Currency, asOf: CalendarDate): BundleFile {
  const charges = ledger.charges.map(({ id, component, minor, dueOn, bookedOn }) => [
    ...['charge', id, bookedOn, dueOn, '', component, textOf(minor, currency)],
    ...NONE,
  ]);
  const payments = ledger.payments.map(({ id, minor, valueDate, bookedOn, portions }) => [
    ...['payment', id, bookedOn, valueDate, '', '', textOf(minor, currency)],
    ...(portions === null ? NONE : cells(portions, currency)),
  ]);
  const pauses = ledger.pauses.map(({ id, from, until }) => ['pause', id, '', from, until ?? '', '', '', ...NONE]);
  const rows = [...charges, ...payments, ...pauses].filter(([, , bookedOn = '']) => bookedOn <= asOf).toSorted(byDay);
  const columns = ['kind', 'id', 'bookedOn', 'on', 'until', 'component', 'amount', ...COMPONENTS];
  return csvFile('03-ledger-history.csv', columns, rows);
}

/** By day, then by kind and id. */
const byDay = (a: readonly string[], b: readonly string[]): number => {
  const [left, right] = [a, b].map(([kind, id, , on]) => `${on} ${kind} ${id}`) as [string, string];
  return left < right ? -1 : left > right ? 1 : 0;
};

/** How far behind it was day by day as the ledger tells, and last what classification has said of it. */
export function pastDueFile(
  ledger: LedgerPart,
  { episode }: ArrearsPart,
  order: AllocationOrder,
  currency: Currency,
  asOf: CalendarDate,
): BundleFile {
  const folded = pastDueOf(ledger, order, asOf).map(({ on, oldestUnpaidOn, daysPastDue, due }) => [
    ...[on, 'ledger', oldestUnpaidOn, daysPastDue],
    ...cells(due, currency),
  ]);
  const said =
    episode === null
      ? []
      : [
          [
            ...[episode.asOf, 'classification', episode.oldestUnpaidOn, episode.daysPastDue],
            ...cells(episode.overdue, currency),
          ],
        ];
  const columns = ['on', 'from', 'oldestUnpaidOn', 'daysPastDue', ...COMPONENTS];
  return csvFile('04-days-past-due.csv', columns, [...folded, ...said]);
}

/** The whole claim, so that anybody can compute it again. */
export function claimFile({ booked, lines, total, runsOn, ...sheet }: Sheet): BundleFile {
  const { sheetId, asOf, currency, differs, checkedOn } = sheet;
  return jsonFile('05-claim.json', {
    sheetId,
    asOf,
    currency,
    total: textOf(total, currency),
    booked: amountsOf(booked, currency),
    formulasAreIn: 'minor units',
    lines: lines.map(({ code, minor, from, formula, dueOn, rows, rule }) => ({
      code,
      amount: textOf(minor, currency),
      from,
      formula,
      dueOn,
      rows,
      rule,
    })),
    runsOn: runsOn.map(({ code, rate, base, from }) => ({ code, rate, base: textOf(base, currency), from })),
    checkedOn,
    differs,
  });
}
