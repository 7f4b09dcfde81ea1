import type { CalendarDate, Currency } from '@mora/kernel';

/** What a ledger may have booked for a loan. */
export type FactKind =
  | 'registered'
  | 'schedule-replaced'
  | 'payment-posted'
  | 'payment-reversed'
  | 'charge-posted'
  | 'status-changed'
  | 'paused'
  | 'party-linked'
  | 'request-answered'
  | 'arrears-reported';

/**
 * One fact as the loan stream will tell it. Ingestion decides about order and standing at the door, not about money:
 * amounts stay the decimal text that the door has checked, so that a fact that waits in a row loses nothing.
 */
export type Fact = Readonly<{ kind: FactKind; body: Readonly<Record<string, unknown>> }>;

/** One record of a ledger in canonical form: what it booked for one loan, and where in the ledger's order it stands. */
export type Booked = Readonly<{
  source: string;
  eventId: string;
  /** Mostly one; a corrected payment is a reversal and a payment. */
  facts: readonly Fact[];
  sequence: number | null;
  /** The ledger's business day. */
  bookedOn: CalendarDate;
  /** The day from which it counts. */
  valueDate: CalendarDate;
  bookingId: string;
  /** Null where the record names none. */
  currency: Currency | null;
  cutOver: boolean;
  /** Until which day what the ledger booked is history; only where a loan is taken over overdue. */
  historyUntil: CalendarDate | null;
  /** Tells whether two records of one sequence number say the same. */
  digest: string;
}>;

export const registers = ({ facts }: Booked): boolean => facts.some(({ kind }) => kind === 'registered');
