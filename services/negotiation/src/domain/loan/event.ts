import type { CalendarDate, Currency, LoanId, PersonId } from '@mora/kernel';
import type { AssessmentCommand } from '../assessment/commands.js';
import type { OfferCommand } from '../offers/commands.js';
import type { PlanCommand } from '../plans/commands.js';
import type { RoundCommand } from '../round/commands.js';
import type { Amounts, Instalment, LegalRef, Minor, Rate, Restructure } from '../words.js';

export type LoanStatus = 'active' | 'closed' | 'written-off' | 'transferred';
export type Role = 'borrower' | 'co-borrower' | 'guarantor' | 'contact' | 'representative';

/** What the loan stream says. Only `ledger`, `parties` and `plans` take it, and none of them reads `arrears`. */
export type LedgerFact = Readonly<
  | {
      kind: 'registered';
      product: string;
      currency: Currency;
      disbursedOn: CalendarDate | null;
      principal: Minor | null;
      cutOver: boolean;
    }
  | {
      kind: 'schedule';
      currency: Currency;
      version: number;
      instalments: readonly Instalment[];
      yearlyRate: Rate | null;
      /** The ask that the ledger has booked, and what it echoes of the restructuring. */
      request: Readonly<{ requestId: string; restructure: Restructure | null }> | null;
    }
  | {
      kind: 'payment';
      paymentId: string;
      currency: Currency;
      minor: Minor;
      valueDate: CalendarDate;
      portions: Amounts | null;
      /** The open day where the ledger does not say. */
      bookedOn?: CalendarDate;
    }
  | { kind: 'reversal'; paymentId: string; minor: Minor; on: CalendarDate }
  | { kind: 'status'; status: LoanStatus; effectiveOn: CalendarDate }
  | { kind: 'paused'; pauseId: string; from: CalendarDate; until: CalendarDate | null }
  | { kind: 'party-linked'; personId: PersonId; role: Role; from: CalendarDate; until: CalendarDate | null }
  | {
      kind: 'request-answered';
      requestId: string;
      outcome: 'accepted' | 'rejected';
      reason: string | null;
      /** With what was asked of the restructuring, as it came. */
      echoed?: true;
    }
>;

/** How an episode stands, said with every change of it. */
export type EpisodeSaid = Readonly<{
  episodeId: string;
  asOf: CalendarDate;
  oldestUnpaidOn: CalendarDate | null;
  daysPastDue: number;
  overdue: Amounts;
}>;

/** What the delinquency stream says. Only `arrears` takes it. */
export type ArrearsFact = Readonly<
  | ({ kind: 'arrears-started'; first: boolean; cutOver: boolean; startedOn?: CalendarDate } & EpisodeSaid)
  | ({ kind: 'bucket'; table: string; to: string } & EpisodeSaid)
  | ({ kind: 'class'; scheme: string; to: string } & EpisodeSaid)
  | {
      kind: 'cured';
      episodeId: string;
      by: 'paid' | 'rescheduled' | 'written-off' | 'corrected';
      asOf: CalendarDate;
    }
  | { kind: 'graded'; grade: string }
>;

/** Another service holds the loan: what is known of it is not whole. */
export type UpstreamFact = Readonly<{
  kind: 'upstream-held' | 'upstream-released';
  by: 'ledger' | 'arrears';
  reason: string;
  since: CalendarDate;
}>;

/** What outreach and legal escalation say; `on` is the business date of the record. They record, or restrict. */
export type ElsewhereFact = Readonly<
  | { kind: 'hardship'; reportId: string; reason: string; on: CalendarDate }
  | { kind: 'dispute-raised'; disputeId: string; about: string; on: CalendarDate }
  | { kind: 'dispute-closed'; disputeId: string; outcome: 'upheld' | 'rejected' | 'withdrawn'; on: CalendarDate }
  | { kind: 'vulnerable'; personId: PersonId; role: Role; legal: readonly string[]; on: CalendarDate }
  | { kind: 'not-vulnerable'; personId: PersonId; role: Role; on: CalendarDate }
  | { kind: 'promise-broken' | 'promise-kept'; promiseId: string; part: number; on: CalendarDate }
  /** Somebody of the bank has spoken with the borrower, or has tried to. */
  | { kind: 'conversation'; reason: string | null; on: CalendarDate }
  | { kind: 'no-conversation'; on: CalendarDate }
  | {
      kind: 'notice-answered';
      requestId: string;
      outcome: 'delivered' | 'sent' | 'failed' | 'lapsed' | 'refused';
      on: CalendarDate;
    }
  | ({ kind: 'legal-asked'; graceDays: number | null; because: string; on: CalendarDate } & LegalRef)
>;

export type TimeFact = Readonly<
  | { kind: 'day-closed'; day: CalendarDate }
  | { kind: 'known'; stream: string; day: CalendarDate }
  | { kind: 'timer'; timer: string; key: string; dueAt: number }
>;

/** What people and other parts of the service ask of a loan. */
export type LoanCommand = RoundCommand | AssessmentCommand | OfferCommand | PlanCommand;

/** A record with an amount that no rule can use: the loan is held with the reason. */
export type Unusable = Readonly<{ kind: 'unusable'; because: string }>;

export type LoanEvent = LedgerFact | ArrearsFact | UpstreamFact | ElsewhereFact | TimeFact | LoanCommand | Unusable;

/** An event with the id of its cause, so that what is concluded from it has the same ids in every run. */
export type LoanTold = Readonly<{
  /** Null where time alone changes a loan that is known. */
  loanId: LoanId | null;
  id: string;
  event: LoanEvent;
}>;
