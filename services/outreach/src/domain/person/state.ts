import type { CalendarDate, LoanId, PersonId } from '@mora/kernel';
import type { Attempt } from '../gate/attempt.js';
import type { OwnWords } from '../gate/own-words.js';
import type {
  Channel,
  Collector,
  Consent,
  Flag,
  OptOut,
  PersonFacts,
  PersonFlag,
  Purpose,
  Role,
  Slice,
} from '../words.js';
import type { PersonWrites } from './writes.js';

export type PointKind = 'mobile' | 'phone' | 'email' | 'address' | 'workplace';

/** Where somebody can be reached, without the number or the address itself. */
export type Point = Readonly<{
  id: string;
  kind: PointKind;
  /** Agreed with the bank as the one for notices. */
  reserved: boolean;
  preferred: boolean;
  validFrom: CalendarDate | null;
  /** A keyed print of the value: tells that it has changed, and nothing else. */
  print: string;
  /** Somebody else's, or no number at all; until the ledger brings another value. */
  dead: boolean;
}>;

/** What may be known of a party outside of the vault. */
export type PartyFacts = Readonly<{
  version: number;
  kind: 'person' | 'business';
  language: string;
  timeZone: string | null;
  jurisdiction: string | null;
  segment: string | null;
  points: readonly Point[];
  preference: readonly Channel[];
  hours: string | null;
  digital: boolean | null;
  flags: readonly PersonFlag[];
  /** Prints of values that were found to be of no use, whatever id the ledger gives them next. */
  buried?: readonly string[];
}>;

/** One loan's facts of one kind, as its lane said them last. */
export type SliceCopy = Readonly<{
  version: number;
  flags: readonly Flag[];
  facts: Readonly<Record<string, string | boolean | null>>;
}>;

/** What this person's lane knows of a loan: a copy by slices, the greatest version of each. */
export type LoanCopy = Readonly<{ loanId: LoanId; role: Role; slices: Readonly<Partial<Record<Slice, SliceCopy>>> }>;

/** A contact that a loan asks for, until it is answered for good. */
export type Wanted = Readonly<{
  contactId: string;
  loanId: LoanId;
  role: Role;
  channels: readonly Channel[];
  byPreference: boolean;
  purpose: Purpose;
  priority: number;
  on: CalendarDate;
  at: string | null;
  lapsesOn: CalendarDate;
  templateId: string | null;
  versions: Readonly<Partial<Record<Slice, number>>>;
  about: About;
  dueAt: number;
  tries: number;
}>;

/** What a contact is part of: said on with every answer, and never looked at here. */
export type About = Readonly<{
  step: string | null;
  episodeId: string | null;
  arm: Readonly<{ experiment: string; arm: string }> | null;
}>;

/** An attempt of this person's history that may still be given back. */
export type Counted = Attempt &
  Readonly<{
    contactId: string | null;
    by: Collector | null;
    about: About;
    allowanceId: string | null;
    /** From when and up to when the gate's yes may be made use of. */
    allowedAt?: number;
    until?: number | null;
    /** Of one that a loan has planned, as long as it may still be taken back: how it was to be made. */
    plan?: Readonly<{ templateId: string | null; visitors: number | null; recording: boolean | null }> | null;
    /** Of a contact that was granted in advance: the template whose words it is to carry, if any. */
    words?: string;
    /** Of a contact that was granted in advance: when the grant did not hold. */
    revoked?: readonly Readonly<{ from: number; until: number | null }>[];
    /** The call or the visit that was reported under it: another one is another contact. */
    reportId?: string | null;
  }>;

/** A yes to a channel that somebody said to the bank, after what had been refused up to then. */
export type OptIn = Readonly<{ channel: Channel | 'all'; at: number }>;

/** Contacts granted in advance to an agency that works offline. */
export type Allowance = Readonly<{
  id: string;
  agencyId: string | null;
  loanId: LoanId;
  channel: Channel;
  granted: number;
  used: number;
  givenBack: number;
  from: CalendarDate;
  until: CalendarDate;
}>;

/** Whom the party stands beside, by the bank's word. */
export type Relation = Readonly<{
  loan: string;
  otherPartyId: string;
  role: string;
  from: CalendarDate;
  until: CalendarDate | null;
}>;

export type PersonState = Readonly<{
  personId: PersonId;
  /** `unknown`: a loan named the person before the party came. */
  status: 'known' | 'unknown' | 'erased';
  party: PartyFacts | null;
  consents: readonly Consent[];
  /** Of every channel the last no, whether or not a yes has come since: `standing` tells which of them hold. */
  optOuts: readonly OptOut[];
  optIns?: readonly OptIn[];
  flags: readonly PersonFlag[];
  relations: readonly Relation[];
  loans: Readonly<Record<string, LoanCopy>>;
  wanted: readonly Wanted[];
  history: readonly Counted[];
  allowances: readonly Allowance[];
  /** The last day on which anything was done about this person: retention counts from it. */
  lastActivityOn: CalendarDate | null;
  /** What the loans were told last, so that they are told again only when it has changed. */
  told: PersonFacts | null;
  /** The day up to which the party records are known; joined by whoever loads, never saved. */
  vaultKnownUpTo: CalendarDate | null;
  /** The words that the person's bank has let out itself; joined by whoever loads, never saved. */
  ownWords: readonly OwnWords[];
  /** What else is to be written with this state; never saved in it. */
  writes: PersonWrites;
}>;
