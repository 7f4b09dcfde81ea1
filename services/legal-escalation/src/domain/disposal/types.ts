import type { CalendarDate } from '@mora/kernel';
import type { Due, Minor } from '../words.js';

export type WriteOff = Readonly<{
  proposalId: string;
  by: string;
  approver: string | null;
  state: 'proposed' | 'approved' | 'booked' | 'refused';
  amount: Minor;
  because: string;
  requestId: string | null;
  on: CalendarDate;
  answerBy: CalendarDate | null;
}>;

export type Sale = Readonly<{
  packageId: string;
  buyerId: string;
  claim: Minor;
  price: Minor;
  requestId: string;
  state: 'asked' | 'sold' | 'noticed' | 'rejected';
  on: CalendarDate;
  answerBy: CalendarDate;
  noticeRequestId: string | null;
}>;

export type Collateral = Readonly<{
  collateralId: string;
  kind: 'mortgage' | 'pledge' | 'vehicle';
  value: Minor;
  takenOn: CalendarDate | null;
  disposeBy: Due | null;
  realised: Minor | null;
  /** Days before the end at which it has been said that it nears. */
  told: readonly number[];
}>;

/** How a claim leaves the bank: sold with others, written off, or paid out of collateral. */
export type DisposalPart = Readonly<{
  listing: Readonly<{ packageId: string; batch: string; on: CalendarDate; claim: Minor }> | null;
  sale: Sale | null;
  writeOff: WriteOff | null;
  /** Since when the ledger has it written off. */
  writtenOffOn: CalendarDate | null;
  /** What has come in since, and the payments that it is. */
  afterWriteOff: Minor;
  recovered: readonly Readonly<{ paymentId: string; minor: Minor }>[];
  collateral: readonly Collateral[];
  /** Periods of guarantees (clock:last day) in which the guarantors were asked for the money. */
  demanded: readonly string[];
}>;
