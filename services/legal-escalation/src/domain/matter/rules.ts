import type { Currency } from '@mora/kernel';
import type { Mark, Versioned } from '../versioned.js';
import type { Jurisdiction, Minor, Strategy } from '../words.js';

/** What the law asks of a loan before such a way is open, beside the papers. */
export const CONDITIONS = [
  'domestic',
  'reachable',
  'no-preservation',
  'wage-share',
  'notarised-papers',
  'collateral-paper',
  'security',
] as const;
export type ConditionName = (typeof CONDITIONS)[number];

/** Items of the checklist that the service answers itself, from what it knows of the loan. */
export const AUTOMATIC_ITEMS = [
  'repayment-record',
  'schedule',
  'demand-proof',
  'negotiation-record',
  'limitation',
] as const;
export type AutomaticItem = (typeof AUTOMATIC_ITEMS)[number];

export type StrategyRules = Readonly<{
  /** Whether it leads before a court, and so has to be worth its cost. */
  court: boolean;
  jurisdictions: readonly Jurisdiction[];
  /** Items of the checklist that must be there, or not apply. */
  needs: readonly string[];
  /** Milder ways of which the opinion has to say why they do not do. */
  lessHarmful: readonly string[];
  conditions: readonly ConditionName[];
  /** The most that may be claimed in this way, by currency; null where nothing limits it. */
  most: Readonly<Partial<Record<Currency, Minor>>> | null;
  source: string;
}>;

export type EvaluationRules = Versioned &
  Readonly<{
    items: readonly string[];
    automatic: readonly AutomaticItem[];
    /** What must be expected to come back, in thousandths of what it costs. */
    recoveryPermille: number;
    /** Below it nobody goes to court. */
    leastClaim: Readonly<Partial<Record<Currency, Minor>>>;
    /** Whether the lawyer of the case may not approve it either, whoever gave the opinion. */
    otherLawyer: boolean;
    /** After how many days, or by how many thousandths of change, a claim asks for a new approval. */
    staleDays: number;
    stalePermille: number;
    wageShare: Readonly<{
      permille: number;
      agreedPermille: number;
      /** Average wage by region; entered by the bank, as it changes every year. */
      wages: Readonly<Record<string, Readonly<{ yearly: Minor; source: string; mark: Mark }>>>;
    }>;
    strategies: Readonly<Record<Strategy, StrategyRules>>;
  }>;
