import type { CalendarDate, LoanId, PersonId, TenantId } from '@mora/kernel';

export type Channel =
  'sms' | 'email' | 'call' | 'robot-call' | 'letter' | 'visit' | 'agency-call' | 'agency-visit' | 'agency-message';

/** What a contact is for. Caps, opt-outs and hours bind by it. */
export type Purpose = 'collection' | 'reminder' | 'statutory-notice' | 'reply' | 'service';

/** What a person is to a loan. */
export type Role = 'borrower' | 'co-borrower' | 'guarantor' | 'contact' | 'representative';

/** Who makes the contact; of an outside firm, how it stands on the day of asking. */
export type Collector = Readonly<{
  kind: 'robot' | 'staff' | 'agency';
  id: string | null;
  agency: null | Readonly<{
    standing: 'good' | 'suspended' | 'expired';
    announcedOn: CalendarDate | null;
    listed: boolean;
    certified: boolean;
  }>;
}>;

/** What restrains contact, of a person or of one loan. */
export type Flag =
  | 'dispute'
  | 'written-dispute'
  | 'complaint'
  | 'cease'
  | 'deceased'
  | 'incapacity'
  | 'bankrupt'
  | 'moratorium'
  | 'represented'
  | 'vulnerable'
  | 'time-barred'
  | 'plan-active'
  | 'legal-hold'
  | 'held'
  | 'cured'
  | 'closed'
  | 'question-open'
  | 'promise-open';

/** One part of what a loan lane tells of a loan. Each has its own version, so that no two streams interleave in it. */
export type Slice = 'ledger' | 'arrears' | 'elsewhere' | 'says' | 'promises' | 'notices';

/** What a person lane knows of one of that person's loans. */
export type LoanFacts = Readonly<{
  loanId: LoanId;
  role: Role;
  versions: Readonly<Partial<Record<Slice, number>>>;
  product: string;
  online: boolean;
  /** Whether anything is overdue, by what the delinquency stream has said. */
  overdue: boolean;
  tenant: TenantId;
  flags: readonly Flag[];
  firstContactOn: CalendarDate | null;
  validationSentOn: CalendarDate | null;
  lastNoticeOn: CalendarDate | null;
  /** Who waits for the answer to a question of his own; nobody where it is not told. */
  askedBy?: readonly PersonId[];
  /** Which firm has the loan; empty where none has, and absent where it is not told. */
  placedWith?: string;
  notKnown: readonly string[];
}>;

/** Whether somebody can be found by phone, and why not. */
export type LostContact = 'no' | 'number-invalid' | 'three-failed';

/** What a loan lane knows of a person: never a name, a number or an address. */
export type PersonFacts = Readonly<{
  personId: PersonId;
  jurisdiction: string | null;
  timeZone: string | null;
  language: string | null;
  segment: string | null;
  preference: readonly Channel[];
  digital: boolean | null;
  flags: readonly Flag[];
  reachable: readonly Channel[];
  erased: boolean;
  /** Told of who owes a loan, so that others of the loan may be asked where to find them (P-CN-4, P-CN-13). */
  lostContact?: LostContact;
}>;

/** What a person said through one of the loans, and what binds all of them. */
export type Touch = Readonly<
  | { kind: 'opt-out' | 'opt-in'; channel: Channel | 'all'; via: string }
  | { kind: 'flag' | 'unflag'; flags: readonly Flag[] }
  | { kind: 'wrong-point' | 'invalid-point'; pointId: string }
  | { kind: 'consent'; consent: Consent }
  | { kind: 'refused-by-contact' }
>;

export type Consent = Readonly<{
  id: string;
  channel: Channel | 'all';
  purpose: Purpose | 'all';
  /** `more-calls`: a direct word that for the next days more calls are welcome than the law takes for granted. */
  kind: 'contact-hours' | 'channel' | 'more-calls' | 'outsourcing' | 'sensitive-data';
  given: boolean;
  from: CalendarDate;
  until: CalendarDate | null;
  hours: string | null;
}>;

export type OptOut = Readonly<{ channel: Channel | 'all'; since: number; via: string }>;

export type PersonFlag = Readonly<{ flag: Flag; since: CalendarDate; until: CalendarDate | null; by: string }>;

/** A contact that somebody is about to make and asks the gate for. */
export type Ask = Readonly<{
  loanId: LoanId;
  role: Role;
  channel: Channel;
  purpose: Purpose;
  collector: Collector;
  pointId: string | null;
  visitors: number | null;
  recording: boolean | null;
  templateId: string | null;
  versions: LoanFacts['versions'];
  spineKnown: boolean;
}>;

export type AskAnswer = Readonly<{
  decisionId: string;
  outcome: 'allowed' | 'refused';
  rules: readonly string[];
  nextAllowedAt: number | null;
  reservedUntil: number | null;
  pointId: string | null;
}>;

export type ContactOutcome = Readonly<
  | { kind: 'returned' }
  | { kind: 'used'; at: number; answered: boolean | null; conversation: boolean | null; code: string }
>;

/** domain/ imports the kernel and its siblings only, so `Pii`, `At` and `TimerSpec` of the runtime are met by shape. */
export type Hidden = Readonly<{ reveal: () => string }>;

export type TimerSet = Readonly<{ key: string; kind: string; dueAt: number }>;

export type DecisionAt = Readonly<{
  now: number;
  openDay: CalendarDate;
  knownUpTo: Readonly<Record<string, CalendarDate>>;
  today: CalendarDate;
}>;
