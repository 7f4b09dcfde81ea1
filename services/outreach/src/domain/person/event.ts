import type { CalendarDate, LoanId } from '@mora/kernel';
import type { Ask, Channel, Collector, Consent, ContactOutcome, Purpose, Role, Slice, Touch } from '../words.js';
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
  loanId: LoanId;
  /** What it was, as far as the loan can tell: what is not said counts as the strictest. */
  direction?: 'out' | 'in' | undefined;
  role?: Role | undefined;
  purpose?: Purpose | undefined;
  pointId?: string | null | undefined;
  by?: Collector['kind'] | undefined;
  /** The call or the visit that was reported. */
  reportId?: string | undefined;
}>;

/** What a firm says of a contact for which it may have had no permission: it was made, so it counts. */
export type Made = Readonly<{ loanId: LoanId; role: Role; channel: Channel }>;

/** Who of the bank reports: of contacts that he has asked for himself, or of the one whose task he has taken. */
export type Reporter = Readonly<{ id: string; hasTaken: boolean }>;

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
  | Readonly<{
      kind: 'give-back';
      decisionId: string;
      outcome: ContactOutcome;
      firm: string | null;
      made: Made | null;
      staff?: Reporter | null;
    }>
  | Readonly<{ kind: 'allow'; allowanceId: string; grant: AllowanceGrant }>
  | Readonly<{ kind: 'imported'; attempts: readonly Counted[] }>
  | Readonly<{ kind: 'judge' }>
  | Readonly<{ kind: 'erase-again' }>
  | Readonly<{ kind: 'unreported'; decisionId: string }>;
