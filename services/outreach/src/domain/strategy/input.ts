import type { Currency } from '@mora/kernel';
import type { Channel } from '../words.js';

/** Everything that a row of a strategy may look at; as of the close of the day after which something may be done. */
export type StrategyInput = Readonly<{
  overdue: boolean;
  /** Days until the next instalment falls due; null where none is to come. */
  daysToDue: number | null;
  daysPastDue: number;
  bucket: string | null;
  class: string | null;
  /** The first episode that is known of the loan. */
  first: boolean;
  /** It came over already overdue: nobody is dunned for the past. */
  cutOver: boolean;
  segment: string | null;
  amountMinor: number;
  currency: Currency | null;
  product: string | null;
  grade: string | null;
  /** The channel that the borrower likes best. */
  preference: Channel | null;
  digital: boolean | null;
  vulnerable: boolean;
  /** Hardship or disaster: the loan wants a human being. */
  special: boolean;
  /** Null: never; longer ago than any number of days. */
  daysSinceLastContact: number | null;
  daysSinceLastAttempt: number | null;
  lastOutcome: string | null;
  promise: 'none' | 'open' | 'kept' | 'broken';
  /** Days until the next part of a promise falls due. */
  daysToPromise: number | null;
  plan: boolean;
  dispute: boolean;
  complaint: boolean;
  hold: boolean;
  closed: boolean;
  placed: boolean;
  /** Steps that have been taken in this episode and still count. */
  done: readonly string[];
  failedTries: number;
  arm: string | null;
  /** The country of it: US for US-NY. */
  jurisdiction: string | null;
}>;

/** A loan of which there is nothing to say: what a golden case does not name is as here. */
export const QUIET: StrategyInput = {
  overdue: false,
  daysToDue: null,
  daysPastDue: 0,
  bucket: null,
  class: null,
  first: false,
  cutOver: false,
  segment: null,
  amountMinor: 0,
  currency: null,
  product: null,
  grade: null,
  preference: null,
  digital: null,
  vulnerable: false,
  special: false,
  daysSinceLastContact: null,
  daysSinceLastAttempt: null,
  lastOutcome: null,
  promise: 'none',
  daysToPromise: null,
  plan: false,
  dispute: false,
  complaint: false,
  hold: false,
  closed: false,
  placed: false,
  done: [],
  failedTries: 0,
  arm: null,
  jurisdiction: null,
};
