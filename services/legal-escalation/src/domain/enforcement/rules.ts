import type { Mark, Versioned } from '../versioned.js';
import type { AssetKind, Jurisdiction, MeasureKind, Minor } from '../words.js';

/** Measures that take hold of a thing; each names the things that it is open for. */
export type TakingKind = Extract<MeasureKind, 'freeze' | 'seal' | 'withhold' | 'auction'>;

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
    /** Days before the end of a measure at which it is said that it nears; falling. */
    expiring: readonly number[];
    /** For which stays the doubled interest does not run. */
    delayStops: readonly ('settlement' | 'death' | 'court')[];
    /** After so many months without a measure in force a higher court may be asked. */
    noActionMonths: number | null;
    /** Within so many days the ledger has booked what has come in. */
    bookedWithinDays: number;
  }>;
