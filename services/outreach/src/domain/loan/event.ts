import type { CalendarDate, Currency, LoanId, PersonId } from '@mora/kernel';
import type { NoticeCommand } from '../notices/commands.js';
import type { PeopleCommand } from '../people/commands.js';
import type { PlacementProposed } from '../people/proposal.js';
import type { PromiseCommand } from '../promises/commands.js';
import type { SayCommand } from '../says/commands.js';
import type { Channel, Collector, PersonFacts, Purpose, Role } from '../words.js';

/** What is overdue, in minor units. */
export type Overdue = Readonly<{
  currency: Currency;
  total: number;
  principal: number;
  interest: number;
  fee: number;
  penalty: number;
}>;

export type Instalment = Readonly<{ dueOn: CalendarDate; minor: number }>;

/** How an episode stands, said with every change of it. */
export type EpisodeSaid = Readonly<{
  episodeId: string;
  asOf: CalendarDate;
  oldestUnpaidOn: CalendarDate | null;
  daysPastDue: number;
  overdue: Overdue;
}>;

/** What the loan stream says. Only `ledger`, `promises` and `parties` may write at these. */
export type LedgerFact = Readonly<
  | { kind: 'registered'; product: string; currency: Currency; cutOver: boolean }
  | { kind: 'schedule'; currency: Currency; version: number; instalments: readonly Instalment[] }
  | { kind: 'payment'; paymentId: string; currency: Currency; minor: number; valueDate: CalendarDate }
  | { kind: 'reversal'; paymentId: string; on: CalendarDate }
  | { kind: 'status'; status: 'active' | 'closed' | 'written-off' | 'transferred'; effectiveOn: CalendarDate }
  | { kind: 'paused'; pauseId: string; from: CalendarDate; until: CalendarDate | null }
  | { kind: 'party-linked'; personId: PersonId; role: Role; from: CalendarDate; until: CalendarDate | null }
>;

/** What the delinquency stream says. Only `arrears` may write at these. */
export type ArrearsFact = Readonly<
  | ({ kind: 'arrears-started'; first: boolean; cutOver: boolean } & EpisodeSaid)
  | ({ kind: 'bucket'; table: string; to: string } & EpisodeSaid)
  | ({ kind: 'class'; scheme: string; to: string } & EpisodeSaid)
  | {
      kind: 'cured';
      episodeId: string;
      by: 'paid' | 'rescheduled' | 'written-off' | 'corrected';
      asOf: CalendarDate;
      daysPastDueBefore: number;
    }
  | { kind: 'graded'; grade: string; asOf: CalendarDate }
>;

/** Another service holds the loan: what is known of it is not whole. */
export type HoldFact = Readonly<{
  kind: 'upstream-held' | 'upstream-released';
  by: 'ledger' | 'arrears';
  reason: string;
  since: CalendarDate;
}>;

/** Somebody else of the bank wants a notice sent. */
export type NoticeRequested = Readonly<{
  kind: 'notice-requested';
  /** `outreach` asks for its own notices by the same way. */
  requester: 'negotiation' | 'legal' | 'outreach';
  requestId: string;
  purpose: Extract<Purpose, 'statutory-notice' | 'collection' | 'service' | 'reply'>;
  template: string;
  facts: Readonly<Record<string, string>>;
  role: Role;
  /** The one who is meant, where not everybody in that role is. */
  personId?: PersonId;
  channels: readonly Channel[];
  notBefore: CalendarDate;
  deadline: CalendarDate;
  proof: 'none' | 'sent' | 'delivered';
}>;

export type ElsewhereFact =
  | Readonly<{ kind: 'plan'; planId: string; state: 'active' | 'broken' | 'ended' | 'completed'; on: CalendarDate }>
  | Readonly<{ kind: 'hold'; holdId: string; set: boolean; reason: string; on: CalendarDate }>
  | NoticeRequested;

/** The gate's word. `published` is the whole decision as it leaves on the public stream. */
export type ContactAnswered = Readonly<{
  kind: 'contact-answered';
  contactId: string;
  decisionId: string;
  personId: PersonId;
  role: Role;
  channel: Channel;
  purpose: Purpose;
  collector: Readonly<{ kind: Collector['kind']; id: string | null }>;
  outcome: 'allowed' | 'refused' | 'lapsed' | 'returned';
  rules: readonly string[];
  step: string | null;
  episodeId: string | null;
  arm: Arm | null;
  reservation: Readonly<{ id: string; validUntil: number }> | null;
  pointId: string | null;
  /** When the person's lane will judge it again by itself; null where it will not. */
  again: number | null;
  published: object;
}>;

export type Arm = Readonly<{ experiment: string; arm: string }>;

/** What the lane of a person says. */
export type PersonFact =
  | ContactAnswered
  | Readonly<{ kind: 'person-facts'; personId: PersonId; facts: PersonFacts }>
  | Readonly<{ kind: 'person-said'; type: string; data: object }>;

export type TimeFact = Readonly<
  | { kind: 'day-closed'; day: CalendarDate }
  | { kind: 'known'; stream: string; day: CalendarDate }
  | { kind: 'timer'; timer: string; key: string; dueAt: number }
>;

/** What people and other parts of the service ask of a loan. */
export type LoanCommand = NoticeCommand | PromiseCommand | SayCommand | PeopleCommand;

/** A record with an amount that no rule can use: the loan is held with the reason. */
export type Unusable = Readonly<{ kind: 'unusable'; because: string }>;

export type LoanEvent =
  | PlacementProposed
  | LedgerFact
  | ArrearsFact
  | HoldFact
  | ElsewhereFact
  | PersonFact
  | TimeFact
  | LoanCommand
  | Unusable;

/** An event with the id of its cause, so that what is concluded from it has the same ids in every run. */
export type LoanTold = Readonly<{
  /** Null where time alone changes a loan that is known. */
  loanId: LoanId | null;
  id: string;
  event: LoanEvent;
}>;
