import type { Currency } from '@mora/kernel';

/** A record of a public stream, as anybody downstream reads it; records come in the order in which they were said. */
export type LogRecord = Readonly<{ type: string; loan: string; businessDate: string; data: unknown }>;

export type Portions = Readonly<{ principal: bigint; interest: bigint; fee: bigint; penalty: bigint }>;
export type Row = Portions & Readonly<{ dueOn: string }>;

/** An income in minor units a month: as it is, as it was before the shock, and how well it is proved. */
export type Income = Readonly<{ now: bigint; usual: bigint; proof: 'verified' | 'given' | 'none' }>;

/** What a borrower stated for an assessment, in minor units a month, as the run has sent it. */
export type Stated = Readonly<{
  region: string;
  incomes: readonly Income[];
  dependants: number;
  essentials: bigint;
  priorityDebts: bigint;
  /** What could be paid with at once. */
  liquid: bigint;
  /** The day on which it was judged. */
  judgedOn: string;
  /** After so many months the shock is over; null where nobody knows. */
  months: number | null;
}>;

/** What a borrower was shown, as whoever asked for it has read it. */
export type Pack = Readonly<{
  offerId: string;
  /** What it was accepted by. */
  assessmentId: string;
  currency: Currency;
  /** The day of the last instalment before. */
  oldEnd: string;
  rows: readonly Row[];
  /** What the bank gives up. */
  given: Portions;
  /** Fees and penalties that were due. */
  penaltiesDue: bigint;
  rateCutBasisPoints: number;
  fund: boolean;
  kinds: readonly string[];
  /** What became principal. */
  capitalised: bigint;
  /** Paid in place of all that is owed; null where nothing is settled. */
  settlesFor: bigint | null;
}>;

/** What the ledger has booked otherwise, as it was shown: the rows by their days and minor units. */
export type Difference = Readonly<{ disclosureId: string; rows: readonly string[] }>;

/** What only the run knows: statements that were made, what was shown to whom, and the last day that has closed. */
export type NegotiationBook = Readonly<{
  stated: ReadonlyMap<string, Stated>;
  packs: ReadonlyMap<string, Pack>;
  /** By the plan; for those that were taken as the ledger has booked them. */
  differences: ReadonlyMap<string, Difference>;
  lastDay: string;
}>;

export type Finding = Readonly<{ check: string; loan: string; about: string; detail: string }>;
export const amountOf = ({ principal, interest, fee, penalty }: Portions): bigint =>
  principal + interest + fee + penalty;
