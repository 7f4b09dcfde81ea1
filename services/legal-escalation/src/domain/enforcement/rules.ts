import type { Mark, Versioned } from '../versioned.js';
import type { AssetKind, Jurisdiction, MeasureKind, Minor } from '../words.js';

/** Measures that take hold of a thing; each names the things that it is open for. */
export type TakingKind = Extract<MeasureKind, 'freeze' | 'seal' | 'withhold' | 'auction'>;

/** Measures that bind the debtor in person, and take nothing. */
export type PersonalKind = Exclude<MeasureKind, TakingKind>;

/** What the law asks before a debtor is bound in person, and for how long that may be. */
export type PersonalRule = Readonly<{
  /** The longest that it binds, in months; null where it binds until it is lifted. */
  months: number | null;
  /** Of a report: what was owned so many months before it is told of too. */
  looksBackMonths?: number;
  /** Only behind the last day that the court's notice to perform has given. */
  afterNotice: boolean;
  /** Not where as much is seized as is due. */
  unlessCovered: boolean;
  /** One of these has to be so; where there are none, being late is enough. */
  grounds: readonly Readonly<{ code: string; needs: GroundNeeds; source: string; mark: Mark }>[];
  /** So many days after its reason is gone it has to be lifted. */
  liftDays: number;
  source: string;
  mark: Mark;
}>;

/** What the service itself has to know of for a ground; for all else a paper is named. */
export type GroundNeeds = 'property-report' | 'consumption-limit' | 'broken-settlement' | null;

/** How the courts of one jurisdiction enforce, and what they leave to the debtor. Amounts are minor units of its currency. */
export type EnforcementRules = Versioned &
  Readonly<{
    jurisdiction: Jurisdiction;
    /** For how many years a measure binds at most, by the thing; null where it does not lapse. */
    terms: Readonly<Record<AssetKind, number | null>>;
    /** Which things each measure is open for. */
    kinds: Readonly<Record<TakingKind, readonly AssetKind[]>>;
    /** What may not be taken at all, by its code. */
    exempt: readonly Readonly<{ code: string; source: string; mark: Mark }>[];
    /** The only home of the debtor: by which measures it may be reached. */
    onlyHome: readonly TakingKind[];
    /** From the mildest to the hardest. */
    order: readonly AssetKind[];
    /** What cannot be divided may be worth more than is owed, where it is all there is. */
    indivisible: readonly AssetKind[];
    /** So much more than what is owed may be seized. */
    overPermille: number;
    wage: Readonly<{
      /** The largest part of a month's wage. */
      share: Readonly<{ of: number; in: number }>;
      /** Of the living cost of the household, what has to stay. */
      livingPermille: number;
    }>;
    /** For so many months the household lives on what stays in its accounts. */
    keepMonths: number;
    /** What one person lives on for a month, by region. */
    regions: Readonly<Record<string, Readonly<{ living: Minor; source: string; mark: Mark }>>>;
    /** By what a debtor may be bound in person; what is not named here the law does not know. */
    personal: Readonly<Partial<Record<PersonalKind, PersonalRule>>>;
    /** Days before the end of a measure at which it is said that it nears; falling. */
    expiring: readonly number[];
    /** For which stays the doubled interest does not run. */
    delayStops: readonly ('settlement' | 'death' | 'court')[];
    /** After so many months without a measure in force a higher court may be asked. */
    noActionMonths: number | null;
    /** By when the court acts; null where its law was not read, or has no such term. */
    court: Readonly<{
      calendar: string;
      weekendShifts: boolean;
      /** From the application to the notice to perform. */
      noticeDays: number | null;
      /** From an objection to the decision on it, and from its service until it can be fought. */
      objection: Readonly<{
        decisionDays: number;
        party: Readonly<{ fightDays: number }>;
        outsider: Readonly<{ fightDays: number }>;
      }> | null;
    }>;
    /** Within so many days the ledger has booked what has come in. */
    bookedWithinDays: number;
  }>;
