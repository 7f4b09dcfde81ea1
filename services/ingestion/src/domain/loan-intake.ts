import type { CalendarDate, Currency } from '@mora/kernel';
import type { Booked } from './booked.js';

export type Taken = Readonly<{ sequence: number; digest: string }>;
export type Place = Readonly<{ valueDate: CalendarDate; bookingId: string }>;

/** What ingestion remembers of one loan: whose it is, how far its records have come, and which of them wait. */
export type LoanIntake = Readonly<{
  source: string;
  registered: boolean;
  /** The first that any record named; null until then. */
  currency: Currency | null;
  lastSequence: number | null;
  /** The last few numbers taken, to tell a repetition under a new id from a correction. */
  recent: readonly Taken[];
  /** The latest place in the ledger's order that was taken, where the source has no sequence. */
  latest: Place | null;
  /** Records behind a gap, by sequence. */
  waiting: readonly Booked[];
  /** The open day when the gap was found. */
  gapSince: CalendarDate | null;
  /** The missing record did not come in time; somebody was told. */
  gapExpired: boolean;
  historyUntil: CalendarDate | null;
}>;

export const unknownLoan = (source: string): LoanIntake => ({
  source,
  registered: false,
  currency: null,
  lastSequence: null,
  recent: [],
  latest: null,
  waiting: [],
  gapSince: null,
  gapExpired: false,
  historyUntil: null,
});
