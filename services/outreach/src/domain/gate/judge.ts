import type { LoanFacts } from '../words.js';
import type { Attempt, GateAttempt, GateFacts } from './attempt.js';
import type { Local } from './local-time.js';
import type { Content } from './own-words.js';
import type { Amount } from './pack.js';

/** What shipped words tell; undefined for a template that nobody knows. */
export type Words = (templateId: string) => Content | undefined;

/** The properties that a template declares; undefined for a template that nobody knows. */
export type Discloses = (templateId: string) => ReadonlySet<string> | undefined;

/** One contact at one instant, with all that a rule may look at. */
export type Asked = Readonly<{
  at: number;
  zone: string;
  local: Local;
  attempt: GateAttempt;
  facts: GateFacts;
  loan: LoanFacts;
  history: readonly Attempt[];
  discloses: Discloses;
  /** Where a rule writes down what it looked at. */
  inputs: Record<string, string | boolean | number>;
}>;

/**
 * A rule's no. It says no without a break from now to `until`, which is therefore the very first instant at which it
 * may be asked again; null where time alone never cures it.
 */
export type Objection = Readonly<{ until: number | null }>;

/** Null where the rule has nothing against it. */
export type Judge = (ask: Asked) => Objection | null;

/** A rule ready to be asked; with `closesAt`, it may object later on the very day on which it does not yet. */
export type Ruling = Readonly<{ judge: Judge; closesAt?: (ask: Asked) => number }>;

/** The number that a rule names, as the bank has set it. */
export type Resolve = (amount: Amount) => number;

/** No, and no lapse of time turns it into a yes. */
export const FOR_GOOD: Objection = { until: null };
