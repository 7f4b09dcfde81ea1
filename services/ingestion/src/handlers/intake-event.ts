import type { CalendarDate, Currency } from '@mora/kernel';
import type { Booked } from '../domain/booked.js';
import type { LoanIntake } from '../domain/loan-intake.js';
import type { SourceClose } from '../intake/read-record.js';

/** The door that a record came through: a partition of the ledger's topic, or this, which has none. */
export const HTTP_DOOR = -1;

export type Control = Readonly<{ currency: Currency; minor: bigint }>;

export type Arrived = Readonly<{
  kind: 'booked';
  booked: Booked;
  control: Control | null;
  door: number;
  type: string;
  /** The record in structured form, for what must wait for its day. */
  bytes: Buffer;
  /** It waited for its day, and has been counted among what waits. */
  waited: boolean;
}>;

export type IntakeEvent =
  | Arrived
  | Readonly<{ kind: 'closed'; close: SourceClose; door: number }>
  | Readonly<{ kind: 'gap-expired' }>
  /** An operator gives the missing records up. */
  | Readonly<{ kind: 'gap-skipped' }>;

export type Counted = Readonly<{ source: string; day: CalendarDate; door: number; control: Control | null }>;
export type ClosedBySource = Readonly<{ close: SourceClose; door: number; openDay: CalendarDate }>;

/**
 * One subject of the intake, and what the records of this transaction add to the books beside it: counts of days,
 * records that came before their day, closes. They are saved with the state, under the same lane.
 */
export type IntakeState = Readonly<{
  loan: LoanIntake | null;
  /** The earliest day that a record of this loan waits for; null where none does. */
  waitsFor: CalendarDate | null;
  counted: readonly Counted[];
  early: readonly Arrived[];
  closes: readonly ClosedBySource[];
}>;

export const untouched: IntakeState = { loan: null, waitsFor: null, counted: [], early: [], closes: [] };
