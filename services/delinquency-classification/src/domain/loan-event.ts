import type { CalendarDate, Currency, LoanId } from '@mora/kernel';
import type {
  Charge,
  Instalment,
  Payment,
  Pause,
  Registration,
  Restructured,
  Reversal,
  Snapshot,
  StatusFact,
} from './facts.js';

type Said = Readonly<{ loanId: LoanId; cutOver: boolean }>;

export type LoanFact = Said &
  Readonly<
    | { kind: 'registered'; currency: Currency; registration: Registration }
    | {
        kind: 'schedule-replaced';
        currency: Currency;
        version: number;
        reason: 'contract' | 'rescheduled' | 'corrected' | null;
        instalments: readonly Instalment[];
        since?: CalendarDate | undefined;
        restructured?: Restructured | undefined;
      }
    | { kind: 'payment-posted'; currency: Currency; payment: Payment }
    | { kind: 'payment-reversed'; currency: Currency; reversal: Reversal }
    | { kind: 'charge-posted'; currency: Currency; charge: Charge }
    | { kind: 'paused'; pause: Pause }
    | { kind: 'status-changed'; status: StatusFact }
    | { kind: 'arrears-reported'; currency: Currency; snapshot: Snapshot }
    /** What was restructured by it without a new schedule, as a settlement is, or what its no takes back. */
    | { kind: 'request-answered'; restructured: Restructured | undefined }
    /** An amount that the door could not read into minor units that can be added up. */
    | { kind: 'unusable'; because: 'amount-too-large' | 'amount-not-in-currency' }
  >;

export type LoanEvent = LoanFact | Readonly<{ kind: 'day-closed'; day: CalendarDate }>;

export type Refusal = Readonly<{
  kind: 'refused';
  because:
    | 'loan-unknown'
    | 'currency-differs'
    | 'amount-too-large'
    | 'amount-not-in-currency'
    | 'contradicts-itself'
    | 'older-than-horizon';
  detail?: string;
}>;

export const refuse = (because: Refusal['because'], detail?: string): Refusal =>
  detail === undefined ? { kind: 'refused', because } : { kind: 'refused', because, detail };
