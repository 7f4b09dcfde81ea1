import type { CalendarDate } from '@mora/kernel';
import type { AssetKind, Due, Jurisdiction, MeasureKind, Minor } from '../words.js';

/** What a court does with one thing that the debtor owns, or by what it binds the debtor in person. */
export type Measure = Readonly<{
  measureId: string;
  kind: MeasureKind;
  clueId: string | null;
  /** Null, and its value nought, where it binds in person. */
  asset: AssetKind | null;
  value: Minor;
  state: 'applied' | 'in-force' | 'ended' | 'refused';
  from: CalendarDate | null;
  until: Due | null;
  /** 1 comes first; whoever waits behind another has a higher one, and seizes nothing yet. */
  rank: number;
  /** Days before the end at which it has been said that it nears. */
  told: readonly number[];
  /** Why it was not asked for, or binds no more. */
  because: string | null;
}>;

/** Something that the debtor is said to own. */
export type Clue = Readonly<{
  clueId: string;
  asset: AssetKind;
  value: Minor;
  exempt: string | null;
  onlyHome: boolean;
  monthly: Minor | null;
  sha256: string | null;
  on: CalendarDate;
  /** Who has told of it: another asks the court for a measure. */
  by: string;
}>;

/** What money is used for, in the legal order; what is left over has to go back. */
export type Use = Readonly<{ costs: Minor; judgment: Minor; doubled: Minor; surplus: Minor }>;

/** Money that enforcement has brought, and what it was used for. */
export type Recovery = Use &
  Readonly<{
    recoveryId: string;
    on: CalendarDate;
    minor: Minor;
    /** Costs of enforcing that were told of with it. */
    expense: Minor;
    /** The payment of the ledger that it is; null while the ledger has booked none. */
    paymentId: string | null;
    /** The one that somebody has named; null where it is looked for. */
    named: string | null;
  }>;

/** Somebody is against what the court does. `due`: until when the court decides, then until when that can be fought. */
export type Objection = Readonly<{
  objectionId: string;
  /** A party of the enforcement, or an outsider who says that a thing is not the debtor's. */
  side: 'party' | 'outsider';
  on: CalendarDate;
  state: 'raised' | 'decided' | 'fought' | 'over';
  outcome: 'upheld' | 'dismissed' | null;
  due: Due;
  /** Whether it was said that the court is late. */
  told: boolean;
}>;

export type StayCause = 'settlement' | 'death' | 'court';
export type ExecutionEnd = 'satisfied' | 'this-round' | 'settled' | 'final';

/** One round of enforcing one title. */
export type Enforcement = Readonly<{
  enforcementId: string;
  caseId: string;
  judgmentId: string;
  jurisdiction: Jurisdiction;
  on: CalendarDate;
  court: string;
  /** Who has asked for it: another asks for what binds in person. */
  by: string;
  state: 'open' | 'stayed' | ExecutionEnd;
  stays: readonly Readonly<{ from: CalendarDate; to: CalendarDate | null; because: StayCause }>[];
  clues: readonly Clue[];
  measures: readonly Measure[];
  recoveries: readonly Recovery[];
  /** Payments that were made on a settlement before the title was taken up again: none of them is a recovery. */
  performed: readonly string[];
  /** Of whom it was said that nothing happens. */
  idleSaid: boolean;
  householdSize: number;
  region: string;
  /** When the court has told the debtor to perform; not there while nobody has said so. */
  noticedOn?: CalendarDate;
  /** It was said that the court is late with that. */
  noticeLate?: true;
  objections?: readonly Objection[];
  /** Interest of the days before it is out of time: it was not asked for. Null, or not there, where none is. */
  barredUpTo?: CalendarDate | null;
}>;

export type EnforcementPart = Readonly<{ rounds: readonly Enforcement[] }>;
