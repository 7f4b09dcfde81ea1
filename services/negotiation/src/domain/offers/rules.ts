import type { HoldKind, Kind, Verdict } from '../words.js';
import type { Mark, Versioned } from '../versioned.js';

/** Which offers are made, how many, how long they stand, and what the past of a loan forbids. */
export type OfferRules = Versioned &
  Readonly<{
    /** What is tried for a verdict; each entry is one offer of the kinds in it. */
    byVerdict: Readonly<Record<Verdict, readonly (readonly Kind[])[]>>;
    maxOffers: number;
    validDays: number;
    maxCounters: number;
    offerStressedOnly: boolean;
    /** What a menu tries of each kind; the last term of a combination is chosen so that it fits, the others stand. */
    tries: MenuTries;
    /** A settlement is a multiple of this share of what is owed, so that it tells no more than that of what is at hand. */
    settlementStep: Readonly<{ permille: number; source: string; mark: Mark }>;
    /** Which documents show what a hardship fund is for. */
    fundProofs: Readonly<
      Record<'serious-illness' | 'natural-disaster', Readonly<{ kinds: readonly string[]; source: string; mark: Mark }>>
    >;
    /** Holds under which the bank takes no acceptance, besides those under which nobody can be bound. */
    acceptance: Readonly<{ notUnder: readonly HoldKind[]; source: string; mark: Mark }>;
    /** The first instalment of a plan falls due so many days after the offer at the earliest, where it is priced anew. */
    leadDays: number;
    /** Products whose loans are secured: some kinds are for unsecured debt alone. */
    securedProducts: readonly string[];
    /** What is told of a restructured loan's class, and the missed instalment that serves as the example. */
    disclosed: Readonly<{
      observation: Readonly<{ periods: number; months: number; source: string; mark: Mark }>;
      exampleDays: number;
    }>;
    limits: Readonly<{
      windowMonths: number;
      maxRestructures: number;
      maxBroken: number;
      cooldownDays: number;
    }>;
  }>;

export type MenuTries = Readonly<{
  graceMonths: number;
  /** In which order the interest of a grace is tried. */
  graceInterest: readonly ('capitalised' | 'spread' | 'waived')[];
  interestOnlyMonths: number;
  interestOnlyThen: 'longer' | 'same-end';
  partialPrincipalMonths: number;
  partialPrincipalPermille: number;
  rateStepBasisPoints: number;
  rateCutMonths: number | null;
  fundInstalments: number;
  proofDays: number;
  /** By why the borrower fell behind, what a hardship fund may be for. */
  fundPurposes: Readonly<Record<string, 'serious-illness' | 'natural-disaster'>>;
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
