import type { Versioned } from '../versioned.js';
import type { Jurisdiction, Minor, ProceedingKind } from '../words.js';

/** A fee by brackets: the base up to the first amount, then each bracket's part at its own rate. */
export type FeeVector = Readonly<{
  base: Minor;
  /** Up to this amount the base is all. */
  baseUpTo: Minor;
  /** Rising; null where the last has no upper end. */
  brackets: readonly Readonly<{ upTo: Minor | null; perTenThousand: number }>[];
  max: Minor | null;
  /** Each started unit of so much counts as a whole one. */
  perStarted?: Minor;
  /** Rounded half-up to so much; to the minor unit where nothing is said. */
  roundedTo?: Minor;
  /** Below this amount nothing is asked. */
  freeBelow?: Minor;
}>;

/** What part of a fee is due: a half, a third. */
export type Share = Readonly<{ of: number; in: number }>;

export type FeeVectorName = 'claim' | 'enforcement' | 'preservation';

/** The fees of the courts of one jurisdiction, in minor units of its currency. */
export type FeeRules = Versioned &
  Readonly<{
    jurisdiction: Jurisdiction;
    currency: string;
    vectors: Readonly<Record<FeeVectorName, FeeVector>>;
    /** What is paid for each kind of proceeding, of the amount that is claimed in it; null where nothing is. */
    kinds: Readonly<Partial<Record<ProceedingKind, KindFee | null>>>;
  }>;

export type KindFee = Readonly<
  | {
      vector: FeeVectorName;
      share: Share;
      /** What is due where it is mediated or withdrawn; the same share where nothing is said. */
      settled?: Share;
      source: string;
    }
  /** So much, whatever part of the range the amount is in; the last has no upper end. */
  | { fixed: readonly Readonly<{ below: Minor | null; fee: Minor }>[]; source: string }
>;
