import type { Currency } from '@mora/kernel';

/** A record of a public stream, as anybody downstream reads it; records come in the order in which they were said. */
export type LogRecord = Readonly<{ type: string; loan: string; businessDate: string; data: unknown }>;

export type Portions = Readonly<{ principal: bigint; interest: bigint; fee: bigint; penalty: bigint }>;
export type Row = Portions & Readonly<{ dueOn: string }>;

/** What a borrower stated for an assessment, in minor units a month, as the run has sent it. */
export type Stated = Readonly<{
  verifiedIncome: bigint;
  unverifiedIncome: bigint;
  unverifiedPermille: bigint;
  essentials: bigint;
  /** What the law leaves to the household at least. */
  floor: bigint;
  priorityDebts: bigint;
  /** So much of what is left may be asked for. */
  permille: bigint;
}>;

/** What a borrower was shown, as whoever asked for it has read it. */
export type Pack = Readonly<{
  offerId: string;
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
}>;

/** What only the run knows: statements that were made, packs that were shown, and the last day that has closed. */
export type NegotiationBook = Readonly<{
  stated: ReadonlyMap<string, Stated>;
  packs: ReadonlyMap<string, Pack>;
  lastDay: string;
}>;

export type Finding = Readonly<{ check: string; loan: string; about: string; detail: string }>;
export const amountOf = ({ principal, interest, fee, penalty }: Portions): bigint =>
  principal + interest + fee + penalty;
