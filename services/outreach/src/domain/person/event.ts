import type { CalendarDate, LoanId } from '@mora/kernel';
import type { Ask, Channel, Consent, ContactOutcome, Role, Slice, Touch } from '../words.js';
import type { Counted, PartyFacts, Relation, SliceCopy, Wanted } from './state.js';
import type { Heartbeat, VaultField } from './writes.js';

/** Contacts that an agency may make by itself between two dates. */
export type AllowanceGrant = Ask & Readonly<{ count: number; from: CalendarDate; until: CalendarDate }>;

/** What a loan's lane says became of a reservation. */
export type Reported = Readonly<{
  decisionId: string;
  outcome: 'used' | 'returned';
  channel: Channel;
  answered: boolean | null;
  conversation: boolean | null;
  at: number;
}>;

export type WantedSaid = Omit<Wanted, 'dueAt' | 'tries'>;

export type PersonEvent =
  | Readonly<{ kind: 'party'; facts: PartyFacts; fields: readonly VaultField[] }>
  | Readonly<{ kind: 'consent'; consent: Consent }>
  | Readonly<{ kind: 'relation'; relation: Relation }>
  /** The ledger's word is kept and tried again; a command is answered at once. */
  | Readonly<{ kind: 'erase'; by: string; because: string; asked: 'by-ledger' | 'by-command' }>
  | Readonly<{ kind: 'heartbeat'; heartbeat: Heartbeat }>
  | Readonly<{ kind: 'wanted'; wanted: WantedSaid }>
  | Readonly<{ kind: 'withdrawn'; loanId: LoanId; contactId: string | null }>
  | Readonly<{ kind: 'reported'; reported: Reported }>
  | Readonly<{ kind: 'loan-facts'; loanId: LoanId; role: Role; slice: Slice; copy: SliceCopy }>
  | Readonly<{ kind: 'touched'; touch: Touch; loanId: LoanId | null }>
  | Readonly<{ kind: 'ask'; decisionId: string; ask: Ask }>
  /** `firm`: whose contact it must be, where an outside firm reports; null where the bank does. */
  | Readonly<{ kind: 'give-back'; decisionId: string; outcome: ContactOutcome; firm: string | null }>
  | Readonly<{ kind: 'allow'; allowanceId: string; grant: AllowanceGrant }>
  | Readonly<{ kind: 'imported'; attempts: readonly Counted[] }>
  | Readonly<{ kind: 'judge' }>
  | Readonly<{ kind: 'erase-again' }>
  | Readonly<{ kind: 'unreported'; decisionId: string }>;
