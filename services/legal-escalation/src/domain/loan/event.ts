import type { CalendarDate, Currency, LoanId, PersonId } from '@mora/kernel';
import type { ClockCommand } from '../clock/commands.js';
import type { DisposalCommand } from '../disposal/commands.js';
import type { EnforcementCommand } from '../enforcement/commands.js';
import type { GateCommand } from '../gate/commands.js';
import type { MatterCommand } from '../matter/commands.js';
import type { ProceedingCommand } from '../proceedings/commands.js';
import type { ActKind, Amounts, HoldKind, Instalment, LegalRef, Minor, Proof, Rate } from '../words.js';
import type { SettlementCommand } from '../settlement/commands.js';
import type { HoldCommand } from './commands.js';
import type { ContactRecord } from './parts/elsewhere.js';

export type LoanStatus = 'active' | 'closed' | 'written-off' | 'transferred';
export type Role = 'borrower' | 'co-borrower' | 'guarantor' | 'contact' | 'representative';

/** What the loan stream says. Only `ledger` and `parties` take it; `bookedOn` is the business day of the record. */
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
      bookedOn: CalendarDate;
      /** It says anew what was signed; not there where the loan was changed. */
      isCorrection?: true;
      /** The ask that it books. */
      requestId?: string;
    }
  | {
      kind: 'charge';
      chargeId: string;
      component: keyof Amounts;
      currency: Currency;
      minor: Minor;
      dueOn: CalendarDate;
      bookedOn: CalendarDate;
    }
  | {
      kind: 'payment';
      paymentId: string;
      currency: Currency;
      minor: Minor;
      valueDate: CalendarDate;
      portions: Amounts | null;
      bookedOn: CalendarDate;
    }
  | { kind: 'reversal'; paymentId: string }
  | { kind: 'status'; status: LoanStatus; effectiveOn: CalendarDate }
  | { kind: 'paused'; pauseId: string; from: CalendarDate; until: CalendarDate | null }
  | { kind: 'party-linked'; personId: PersonId; role: Role; from: CalendarDate; until: CalendarDate | null }
  | { kind: 'request-answered'; requestId: string; outcome: 'accepted' | 'rejected' }
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
  | ({ kind: 'arrears-started'; first: boolean; cutOver: boolean } & EpisodeSaid)
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

/** What outreach and negotiation say; `on` is the day on which it happened. They record, or restrict. */
export type ElsewhereFact = Readonly<
  | { kind: 'dispute-raised' | 'dispute-closed'; disputeId: string; on: CalendarDate }
  | { kind: 'vulnerable'; personId: PersonId; role: Role; legal: readonly string[]; on: CalendarDate }
  | { kind: 'not-vulnerable'; personId: PersonId; on: CalendarDate }
  /** Of no effect here, but evidence. */
  | { kind: 'contact'; record: ContactRecord }
  | {
      kind: 'notice';
      noticeId: string;
      /** Whom it was for. */
      personId: PersonId;
      role: Role;
      sha256: string | null;
      outcome: 'delivered' | 'failed';
      /** Whether some service has asked for it. */
      isOurs: boolean;
      on: CalendarDate;
    }
  | {
      kind: 'notice-answered';
      requestId: string;
      outcome: 'delivered' | 'sent' | 'failed' | 'lapsed' | 'refused';
      noticeId: string | null;
      sha256: string | null;
      on: CalendarDate;
    }
  | { kind: 'round-opened'; roundId: string; on: CalendarDate }
  | {
      kind: 'round-closed';
      roundId: string;
      outcome: string;
      consecutive: number;
      legal: LegalRef | null;
      on: CalendarDate;
    }
  | {
      kind: 'round-failed';
      roundId: string;
      reason: string;
      consecutive: number;
      legal: LegalRef | null;
      on: CalendarDate;
    }
  | { kind: 'failure-taken-back'; roundId: string; consecutive: number; on: CalendarDate }
  | { kind: 'tally-reset'; on: CalendarDate }
  /** A guarantor has agreed in writing to an offer; one that was booked is known by its ask. */
  | { kind: 'guarantor-consented'; offerId: string; personId: PersonId }
  | {
      kind: 'plan';
      planId: string;
      state: 'active' | 'broken' | 'completed' | 'ended';
      legal: LegalRef | null;
      /** The day of its last instalment, where negotiation has said it. */
      until?: CalendarDate | null;
      on: CalendarDate;
      /** The offer that it comes of, and the ask by which the ledger has booked it. */
      offerId?: string;
      requestId?: string;
    }
  | {
      kind: 'negotiation-hold';
      holdId: string;
      hold: HoldKind;
      until: CalendarDate | null;
      on: CalendarDate;
    }
  | { kind: 'negotiation-hold-lifted'; holdId: string; on: CalendarDate }
  | { kind: 'interrupted'; act: ActKind; proof: Proof; on: CalendarDate }
  /** Of another service, and of no meaning here. */
  | { kind: 'nothing' }
>;

/** With the day in which the other service has said it; not there for what people set here. */
export type ElsewhereSaid = ElsewhereFact & Readonly<{ saidOn?: CalendarDate }>;

export type TimeFact = Readonly<
  { kind: 'day-closed'; day: CalendarDate } | { kind: 'known'; stream: string; day: CalendarDate }
>;

/** What people and other parts of the service ask of a loan. */
export type LoanCommand =
  | MatterCommand
  | ClockCommand
  | GateCommand
  | HoldCommand
  | ProceedingCommand
  | EnforcementCommand
  | SettlementCommand
  | DisposalCommand;

/** A record with an amount that no rule can use: the loan is held with the reason. */
export type Unusable = Readonly<{ kind: 'unusable'; because: string }>;

export type LoanEvent = LedgerFact | ArrearsFact | UpstreamFact | ElsewhereSaid | TimeFact | LoanCommand | Unusable;

/** An event with the id of its cause, so that what is concluded from it has the same ids in every run. */
export type LoanTold = Readonly<{
  /** Null where time alone changes a loan that is known. */
  loanId: LoanId | null;
  id: string;
  event: LoanEvent;
}>;
