import type { Kind, Verdict } from '../words.js';
import type { Versioned } from '../versioned.js';

/** Which offers are made, how many, how long they stand, and what the past of a loan forbids. */
export type OfferRules = Versioned &
  Readonly<{
    /** What is tried for a verdict; each entry is one offer of the kinds in it. */
    byVerdict: Readonly<Record<Verdict, readonly (readonly Kind[])[]>>;
    maxOffers: number;
    validDays: number;
    maxCounters: number;
    offerStressedOnly: boolean;
    limits: Readonly<{
      windowMonths: number;
      maxRestructures: number;
      maxBroken: number;
      cooldownDays: number;
    }>;
  }>;

/** By what offers are put in order, the first first; what is equal in all stands by the names of its kinds. */
export type RankingRules = Versioned &
  Readonly<{
    order: readonly ('margin-band' | 'total-cost' | 'expected-recovery')[];
    marginBandsPermille: readonly number[];
  }>;

/** The texts of a disclosure, by their id and language. */
export type DisclosureTexts = readonly (Versioned &
  Readonly<{ texts: Readonly<Record<'en' | 'zh-CN' | 'zh-TW', string>> }>)[];
