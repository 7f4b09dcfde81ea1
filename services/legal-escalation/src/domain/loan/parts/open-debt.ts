import { type CalendarDate, latest } from '@mora/kernel';
import type { Amounts, Instalment, Minor } from '../../words.js';
import type { Charge, LedgerPart, PaymentKept } from './ledger.js';

/** What a payment covers first of one due, where the ledger does not say itself how it has used the money. */
export type AllocationOrder = readonly (keyof Amounts)[];

export type OpenDebt = Readonly<{
  /** What is still open of each instalment, also of those to come; those that are paid are not there. */
  rows: readonly Instalment[];
  charges: readonly Charge[];
  /** What is overdue: of dues before the day, as classification counts them. */
  due: Amounts;
  /** What is open in all, due or not. */
  total: Amounts;
  oldestUnpaidOn: CalendarDate | null;
  /** Of the schedule; null where there is none. */
  lastDueOn: CalendarDate | null;
}>;

type Due = Readonly<{
  dueOn: CalendarDate;
  left: Record<keyof Amounts, Minor>;
  row: Instalment | null;
  charge: Charge | null;
}>;

const COMPONENTS: AllocationOrder = ['principal', 'interest', 'fee', 'penalty'];

/**
 * What of the instalments and charges is open at the close of a day. Money goes to the oldest debt first, unless the
 * ledger has said of every payment where it went. Only what was booked up to that day counts, so that a record of the
 * open day changes nothing of yesterday.
 */
export function openDebt(ledger: LedgerPart, on: CalendarDate, order: AllocationOrder): OpenDebt {
  const dues = duesOf(ledger, on);
  const payments = ledger.payments.filter(({ valueDate, bookedOn }) => valueDate <= on && bookedOn <= on);
  cover(dues, payments, order);
  const open = dues.filter(({ left }) => COMPONENTS.some((component) => left[component] > 0));
  const late = open.filter(({ dueOn }) => dueOn < on);
  return {
    rows: open.flatMap(({ row, left }) => (row === null ? [] : [{ ...row, ...left }])),
    charges: open.flatMap(({ charge, left }) =>
      charge === null ? [] : [{ ...charge, minor: left[charge.component] }],
    ),
    due: sumOf(late),
    total: sumOf(open),
    oldestUnpaidOn: late[0]?.dueOn ?? null,
    lastDueOn: (ledger.schedule?.instalments ?? []).reduce<CalendarDate | null>(
      (last, { dueOn }) => (last === null ? dueOn : latest(last, dueOn)),
      null,
    ),
  };
}

/** Instalments before charges of the same day, each as it was asked for. */
function duesOf({ schedule, charges }: LedgerPart, on: CalendarDate): readonly Due[] {
  const rows = (schedule?.instalments ?? []).map((row): Due => {
    const { dueOn, principal, interest, fee, penalty } = row;
    return { dueOn, left: { principal, interest, fee, penalty }, row, charge: null };
  });
  const asked = charges
    .filter(({ bookedOn }) => bookedOn <= on)
    .map((charge): Due => {
      const left = { principal: 0, interest: 0, fee: 0, penalty: 0, [charge.component]: charge.minor };
      return { dueOn: charge.dueOn, left, row: null, charge };
    });
  return [...rows, ...asked].toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

function cover(dues: readonly Due[], payments: readonly PaymentKept[], order: AllocationOrder): void {
  const portions = payments.flatMap((payment) => payment.portions ?? []);
  if (portions.length < payments.length) {
    take(
      dues,
      order,
      sumBy(payments, ({ minor }) => minor),
    );
    return;
  }
  for (const component of COMPONENTS)
    take(
      dues,
      [component],
      sumBy(portions, (portion) => portion[component]),
    );
}

/** Takes money off the dues, oldest first, and within one in the given order. */
function take(dues: readonly Due[], order: AllocationOrder, money: Minor): void {
  let rest = money;
  for (const { left } of dues) {
    for (const component of order) {
      const taken = Math.min(rest, left[component]);
      left[component] -= taken;
      rest -= taken;
    }
    if (rest === 0) return;
  }
}

const sumBy = <T>(all: readonly T[], of: (one: T) => Minor): Minor => all.reduce((sum, one) => sum + of(one), 0);

const sumOf = (dues: readonly Due[]): Amounts => ({
  principal: sumBy(dues, ({ left }) => left.principal),
  interest: sumBy(dues, ({ left }) => left.interest),
  fee: sumBy(dues, ({ left }) => left.fee),
  penalty: sumBy(dues, ({ left }) => left.penalty),
});
