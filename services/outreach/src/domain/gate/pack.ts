import type { CalendarDate } from '@mora/kernel';
import type { Channel, Collector, Consent, Flag, Purpose, Role } from '../words.js';
import type { GoldenCase } from './golden.js';

/** How sure we are of a rule: read, read second-hand, from memory, unknown, or the bank's own choice. */
export type Mark = 'S' | 'S2' | 'M' | 'U' | 'D';
export type Every<T> = '*' | readonly T[];
/** A number of the rule itself, or the name of one that the bank may set. */
export type Amount = number | Readonly<{ setting: string }>;

type Bound = Readonly<{
  id: string;
  /** The pack's own mark and source where a rule has none. */
  mark?: Mark;
  source?: string;
  purposes: Every<Purpose>;
  channels?: Every<Channel>;
  roles?: Every<Role>;
  collectors?: Every<Collector['kind']>;
}>;

/** Whose attempts are counted together. */
export type Per = 'person' | 'debt' | 'point';
export type Unit = 'attempt' | 'unanswered-attempt' | 'effective-call';
export type Window =
  Readonly<{ kind: 'calendar-day' | 'calendar-week' | 'calendar-month' }> | Readonly<{ kind: 'rolling'; days: Amount }>;
export type Need =
  | 'validation-sent'
  | 'outsourcing-announced'
  | 'agency-listed'
  | 'agency-certified'
  | 'agency-standing'
  | 'two-visitors'
  | 'recording'
  | 'identity-stated'
  | 'overdue'
  | 'question-open';
export type Plight = 'lost-contact' | 'deceased' | 'incapacity';

/** Allowed within these hours of the person's local day; or in others that the person has agreed to. */
export type HoursRule = Bound & Readonly<{ kind: 'hours'; allow: string; overriddenBy?: 'contact-hours' }>;

/** No more than so many in a window. `counted` says which earlier ones count; all purposes where it does not. */
export type CapRule = Bound &
  Readonly<{
    kind: 'cap';
    unit: Unit;
    per: readonly Per[];
    max: Amount;
    window: Window;
    counted?: Readonly<{ purposes?: Every<Purpose>; channels?: Every<Channel> }>;
    /** The person's own consent, not older than so many days, lifts the cap and keeps the attempt out of it. */
    unless?: Readonly<{ consent: Consent['kind']; withinDays: Amount }>;
  }>;

/** Quiet for some days after a talk, a visit or a message; with `firstDayCounts` in local dates, else by the hour. */
export type QuietAfterRule = Bound &
  Readonly<{
    kind: 'quiet-after';
    what: 'conversation' | 'visit' | 'message';
    per: readonly Per[];
    days: Amount;
    firstDayCounts: boolean;
  }>;

/** A flag of the person or of the loan stops it; with `whose`, only one of the person's own. */
export type StopOnRule = Bound & Readonly<{ kind: 'stop-on'; flags: readonly Flag[]; whose?: 'person' }>;

export type OptOutRule = Bound & Readonly<{ kind: 'opt-out' }>;

export type ConsentRule = Bound & Readonly<{ kind: 'consent'; consent: Consent['kind'] }>;

/** Who may be spoken to at all: only in one of these plights of the borrower; an empty list is never. */
export type PartyRule = Bound &
  Readonly<{
    kind: 'party';
    when?: readonly Plight[];
    disclosesDebt?: false;
    stopOnRefusal?: true;
    /** How often at most, ever. */
    maxEver?: Amount;
  }>;

export type PreconditionRule = Bound &
  Readonly<{
    kind: 'precondition';
    needs: Need;
    /** For `validation-sent`: how long after the first contact the notice may still follow. */
    withinDays?: Amount;
    /** For `two-visitors`: how many there must be. */
    min?: Amount;
  }>;

export type PlaceRule = Bound & Readonly<{ kind: 'place'; barred: readonly ('address' | 'workplace')[] }>;

/** What the words must contain, by the properties that their template declares. */
export type ContentRule = Bound & Readonly<{ kind: 'content'; mustContain: readonly string[] }>;

/** No contact on a day of rest in the calendar of the person's jurisdiction. */
export type HolidaysRule = Bound & Readonly<{ kind: 'holidays' }>;

/** Never objects: says what the contact obliges to, and for how long its record is kept (ISO 8601 period). */
export type RecordRule = Bound & Readonly<{ kind: 'record'; what: readonly string[]; retain: string | null }>;

export type Rule =
  | HoursRule
  | CapRule
  | QuietAfterRule
  | StopOnRule
  | OptOutRule
  | ConsentRule
  | PartyRule
  | PreconditionRule
  | PlaceRule
  | ContentRule
  | HolidaysRule
  | RecordRule;

export type AppliesWhen = Readonly<{
  /** `CN`, or `US-*` for all that begin so. */
  jurisdictions: Every<string>;
  collectors: Every<Collector['kind']>;
  /** `card`, or `card*` for all that begin so. */
  products: Every<string>;
  online: '*' | boolean;
  /** A setting of the bank that, while it is true, makes the pack apply whatever this one condition says. */
  widenedBy?: Readonly<{ setting: string; drops: 'collectors' | 'products' | 'online' }>;
}>;

/** What a bank may set, and what holds where it has not: always the strict reading. */
export type SettingDeclared = Readonly<{ name: string; mark: Mark; default: number | boolean; why: string }>;

/** A set of rules from one source, with its dates and the cases that prove it. */
export type Pack = Readonly<{
  id: string;
  version: number;
  effectiveFrom: CalendarDate;
  /** The first day on which it holds no longer. */
  effectiveUntil: CalendarDate | null;
  title: string;
  source: string;
  mark: Mark;
  appliesWhen: AppliesWhen;
  rules: readonly Rule[];
  settings: readonly SettingDeclared[];
  goldenCases: readonly GoldenCase[];
}>;

/** What the bank has decided, with who decided it and since when it holds. */
export type SettingValue = Readonly<{
  value: number | boolean;
  source: string;
  decidedBy: string;
  effectiveFrom: CalendarDate;
}>;

export type GateSettings = Readonly<{
  /** Days for which the ledger's party records may be silent before nothing is allowed any more. */
  partySilenceDays: number;
  /** When a refusal for want of facts is worth asking again. */
  recheckMinutes: number;
  values: Readonly<Record<string, SettingValue>>;
}>;
