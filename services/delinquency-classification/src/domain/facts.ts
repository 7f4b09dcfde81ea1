import type { CalendarDate, Currency } from '@mora/kernel';
import type { Amounts, Component, Minor, Overdue } from './amounts.js';
import type { Dues } from './dues.js';

/**
 * Which of two statements about the same thing is the later one: the day of booking, then the ledger's sequence.
 * Arrival never decides, so any order of arrival ends the same.
 */
export type Rank = Readonly<{ bookedOn: CalendarDate; sequence: number }>;

export type Instalment = Amounts & Readonly<{ number: number; dueOn: CalendarDate }>;
export type Schedule = Readonly<{
  version: number;
  instalments: readonly Instalment[];
  /** Booked on, where it changed what was owed and not only what was known of it: it says nothing of the days before. */
  since?: CalendarDate | undefined;
}>;
/** A contract adjusted for a debtor in difficulty, as the ledger booked it. */
export type Restructured = Rank &
  Readonly<{
    requestId: string;
    forms: readonly string[];
    firstDueOn: CalendarDate;
    /** The class of the loan before it; null where it was not known. */
    classBefore: string | null;
    /** The ledger has said no to the ask, or taken its booking back: by it nothing was restructured. */
    takenBack?: true;
  }>;
export type Charge = Rank & Readonly<{ id: string; component: Component; minor: Minor; dueOn: CalendarDate }>;
export type Payment = Readonly<{ id: string; valueDate: CalendarDate; minor: Minor; portions: Amounts | null }>;
export type Reversal = Readonly<{ of: string; bookedOn: CalendarDate }>;
export type Pause = Rank & Readonly<{ id: string; from: CalendarDate; until: CalendarDate | null }>;
export type LoanStatus = 'active' | 'closed' | 'written-off' | 'transferred';
export type StatusFact = Rank & Readonly<{ status: LoanStatus; effectiveOn: CalendarDate }>;
export type Snapshot = Rank &
  Readonly<{
    asOf: CalendarDate;
    oldestUnpaidDueOn: CalendarDate | null;
    overdue: Overdue;
    ledgerDaysPastDue: number | null;
  }>;
/** How the loan stood when Mora took it over. */
export type History = Readonly<{
  asOf: CalendarDate;
  firstOverdueOn: CalendarDate | null;
  episodes: number;
  class: string | null;
}>;
export type Registration = Rank & Readonly<{ product: string; history: History | null }>;

/** What lies behind the horizon, as sums: its single facts are forgotten. */
export type Folded = Readonly<{
  upTo: CalendarDate;
  minor: Minor;
  /** Null where a folded payment came without the ledger's portions. */
  portions: Amounts | null;
}>;

/** All that ledgers have said of a loan. Every list is sorted, and none depends on the order of arrival. */
export type Facts = Readonly<{
  currency: Currency;
  registration: Registration | null;
  schedule: Schedule | null;
  charges: readonly Charge[];
  payments: readonly Payment[];
  reversals: readonly Reversal[];
  pauses: readonly Pause[];
  statuses: readonly StatusFact[];
  snapshots: readonly Snapshot[];
  folded: Folded | null;
  /** Not there for a loan that was never restructured, as nearly all were not. */
  restructures?: readonly Restructured[];
  /** Derived from schedule and charges, when they change. */
  dues: Dues;
}>;
