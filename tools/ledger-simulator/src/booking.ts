import type { CalendarDate } from '@mora/kernel';
import type { Instalment } from './schedule.js';

/** Which ask of Mora a schedule books, with what that said of the restructuring. */
export type RequestEcho = Readonly<{ requestId: string; restructure: object }>;

/** What the ledger books for a loan on a day, in the simulator's own words. */
export type Booking = Readonly<{ bookedOn: CalendarDate }> &
  (
    | Readonly<{ kind: 'opened' }>
    | Readonly<{
        kind: 'schedule';
        version: number;
        reason: 'contract' | 'rescheduled';
        instalments: readonly Instalment[];
        request?: RequestEcho;
        yearlyRate?: string;
      }>
    | Readonly<{ kind: 'payment'; transaction: string; minor: bigint; valueDate: CalendarDate }>
    | Readonly<{ kind: 'reversal'; transaction: string; original: string; minor: bigint }>
    /** The same charge posted again has the later amount; it falls due when it was first posted. */
    | Readonly<{ kind: 'charge'; charge: string; minor: bigint; dueOn: CalendarDate }>
    | Readonly<{ kind: 'status'; status: 'closed' | 'written-off' | 'transferred' }>
    | Readonly<{
        kind: 'answer';
        requestId: string;
        outcome: 'accepted' | 'rejected';
        reason?: string;
        restructure?: object;
      }>
  );

/** What money a booking brings in, or takes back. */
export const moneyIn = (one: Booking): bigint =>
  one.kind === 'payment' ? one.minor : one.kind === 'reversal' ? -one.minor : 0n;

export const sumOf = (bookings: readonly Booking[]): bigint => bookings.reduce((sum, one) => sum + moneyIn(one), 0n);
