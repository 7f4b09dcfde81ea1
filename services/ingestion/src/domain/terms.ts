import type { Currency } from '@mora/kernel';

/** What was agreed with a ledger about its records, as far as one loan's order is judged by it. */
export type Terms = Readonly<{
  sequence: Sequence;
  /** A record of a loan that was never registered: refused, or the loan is registered by it. */
  unknownLoan: Readonly<{ kind: 'refuse' } | { kind: 'register'; product: string; currency: Currency | null }>;
}>;

export type Sequence =
  | Readonly<{ kind: 'per-loan'; first: number; gapTimeoutMs: number }>
  /** The source has no number: a record is late that stands, by value date and booking id, before one already taken. */
  | Readonly<{ kind: 'none'; bookingIds: 'numeric' | 'text' }>;
