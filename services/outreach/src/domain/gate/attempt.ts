import type { CalendarDate, HolidayBook, LoanId } from '@mora/kernel';
import type { OwnWords } from './own-words.js';
import type {
  Channel,
  Collector,
  Consent,
  LoanFacts,
  LostContact,
  OptOut,
  PersonFacts,
  PersonFlag,
  Purpose,
  Role,
} from '../words.js';

/** A contact that counts: one that was made, or one that is allowed and not given back. */
export type Attempt = Readonly<{
  id: string;
  at: number;
  /** Null where an earlier contact was brought in without its loan: it counts for every one. */
  loanId: LoanId | null;
  channel: Channel;
  purpose: Purpose;
  role: Role;
  collector: Collector['kind'];
  pointId: string | null;
  /** The print of the value that stood there: two points of one number are one. Absent where it is not known. */
  pointPrint?: string | null;
  direction: 'out' | 'in';
  state: 'reserved' | 'used';
  /** Null as long as nobody has said: it counts as either. */
  answered: boolean | null;
  conversation: boolean | null;
  /** Made on the person's own fresh word, so that a cap which says so leaves it out. */
  consented: boolean;
}>;

/** The contact that is asked about. */
export type GateAttempt = Readonly<{
  at: number;
  loanId: LoanId;
  role: Role;
  channel: Channel;
  purpose: Purpose;
  collector: Collector;
  pointId: string | null;
  pointPrint?: string | null;
  pointKind: 'mobile' | 'phone' | 'email' | 'address' | 'workplace' | null;
  templateId: string | null;
  visitors: number | null;
  recording: boolean | null;
  disclosesDebt: boolean;
}>;

/** All that is known of the person and the loan at the moment of the decision. */
export type GateFacts = Readonly<{
  person: PersonFacts;
  /** The day up to which the person's records are known; null where no heartbeat ever came. */
  knownUpTo: CalendarDate | null;
  today: CalendarDate;
  consents: readonly Consent[];
  optOuts: readonly OptOut[];
  personFlags: readonly PersonFlag[];
  loan: LoanFacts | null;
  lostContact: LostContact;
  holidays: HolidayBook;
  /** What the bank has let out itself; none where it has not. */
  ownWords?: readonly OwnWords[];
}>;

/** Every fact that a rule looked at, by name; never the value of a contact point. */
export type Inputs = Readonly<Record<string, string | boolean | number>>;

export type PackRef = Readonly<{ id: string; version: number }>;

export type GateDecision =
  | Readonly<{ kind: 'allowed'; validUntil: number; packs: readonly PackRef[]; inputs: Inputs }>
  | Readonly<{
      kind: 'refused';
      rules: readonly string[];
      nextAllowedAt: number | null;
      packs: readonly PackRef[];
      inputs: Inputs;
    }>;
