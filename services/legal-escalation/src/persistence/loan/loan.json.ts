import type { CalendarDate, LoanId } from '@mora/kernel';
import type { PaymentKept } from '../../domain/loan/parts/ledger.js';
import type { LoanState } from '../../domain/loan/state.js';
import type { Instalment } from '../../domain/words.js';

type Parts = LoanState['parts'];
type Ledger = Parts['ledger'];
type Schedule = NonNullable<Ledger['schedule']>;

/** What stands in the row: ids, days, codes and amounts. Nothing of anybody's name. */
type StateJson = Readonly<{ parts: Omit<Parts, 'ledger'>; reviews: LoanState['reviews'] }>;

/** Schedules and payments lie in columns: half the bytes of lists of objects. */
type LedgerJson = Omit<Ledger, 'schedule' | 'payments'> &
  Readonly<{
    schedule:
      | (Omit<Schedule, 'instalments'> & Readonly<{ columns: Columns<Instalment, 'number' | 'dueOn' | Component> }>)
      | null;
    payments: Columns<PaymentKept, 'id' | 'minor' | 'valueDate' | 'bookedOn' | 'portions'>;
  }>;

type Component = 'principal' | 'interest' | 'fee' | 'penalty';
type Columns<T, K extends keyof T> = { readonly [C in K]: readonly T[C][] };

export type LoanRow = Readonly<{
  loan_id: LoanId;
  review_on: CalendarDate | null;
  waits: readonly string[];
  state: StateJson;
  ledger: LedgerJson;
}>;

/** Ledgers as they came out of the database: whoever still holds one need not write it back. */
const asSaved = new WeakSet<Ledger>();

export function stateText({ parts, reviews }: LoanState): string {
  const { ledger: _own, ...others } = parts;
  return JSON.stringify({ parts: others, reviews } satisfies StateJson);
}

/** Null where the row holds it already. */
export function ledgerText({ parts: { ledger } }: LoanState): string | null {
  if (asSaved.has(ledger)) return null;
  const { schedule, payments } = ledger;
  return JSON.stringify({
    ...ledger,
    schedule: schedule === null ? null : scheduleJson(schedule),
    payments: {
      id: payments.map(({ id }) => id),
      minor: payments.map(({ minor }) => minor),
      valueDate: payments.map(({ valueDate }) => valueDate),
      bookedOn: payments.map(({ bookedOn }) => bookedOn),
      portions: payments.map(({ portions }) => portions),
    },
  } satisfies LedgerJson);
}

const scheduleJson = ({ version, bookedOn, instalments }: Schedule): NonNullable<LedgerJson['schedule']> => ({
  version,
  bookedOn,
  columns: {
    number: instalments.map(({ number }) => number),
    dueOn: instalments.map(({ dueOn }) => dueOn),
    principal: instalments.map(({ principal }) => principal),
    interest: instalments.map(({ interest }) => interest),
    fee: instalments.map(({ fee }) => fee),
    penalty: instalments.map(({ penalty }) => penalty),
  },
});

export function loanFrom({ loan_id, review_on, waits, state, ledger }: LoanRow): LoanState {
  const { parts, reviews } = state;
  return {
    loanId: loan_id,
    parts: { ledger: ledgerFrom(ledger), ...parts },
    reviews,
    reviewOn: review_on,
    waits,
    writes: [],
  };
}

function ledgerFrom({ schedule, payments, ...kept }: LedgerJson): Ledger {
  const ledger: Ledger = {
    ...kept,
    schedule: schedule === null ? null : scheduleFrom(schedule),
    payments: payments.id.map((id, n): PaymentKept => {
      const valueDate = payments.valueDate[n] as CalendarDate;
      const bookedOn = payments.bookedOn[n] as CalendarDate;
      return { id, minor: payments.minor[n] ?? 0, valueDate, bookedOn, portions: payments.portions[n] ?? null };
    }),
  };
  asSaved.add(ledger);
  return ledger;
}

function scheduleFrom({ version, bookedOn, columns }: NonNullable<LedgerJson['schedule']>): Schedule {
  const instalments = columns.dueOn.map((dueOn, n): Instalment => ({
    number: columns.number[n] ?? 0,
    dueOn,
    principal: columns.principal[n] ?? 0,
    interest: columns.interest[n] ?? 0,
    fee: columns.fee[n] ?? 0,
    penalty: columns.penalty[n] ?? 0,
  }));
  return { version, bookedOn, instalments };
}
