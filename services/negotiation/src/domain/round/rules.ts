import type { Range, Versioned } from '../versioned.js';

/** All that is named must hold. What is left out does not matter. */
export type OpeningWhen = Readonly<{
  bucket?: readonly string[];
  daysPastDue?: Range;
  brokenPromises?: Range;
  daysWithoutContact?: Range;
  hardship?: boolean;
  amountMinor?: Range;
  legal?: boolean;
  grade?: readonly string[];
  /** Negotiations of this episode that have failed in a row. */
  failedInARow?: Range;
}>;

export type OpeningRow = Readonly<{
  rule: string;
  when: OpeningWhen;
  /** Why a negotiation is opened. */
  open: string;
  mode: 'staff' | 'self-service';
  dueDays: number;
}>;

/** When a negotiation is opened at the close of a day: the first row that matches. */
export type OpeningRules = Versioned &
  Readonly<{
    /** So long after one has ended the bank opens no other; the borrower and legal escalation may. */
    cooldownDays: number;
    /** So long may a negotiation be without a team before it is the bank's delay. */
    teamDays: number;
    /** So long has one that people have opened. */
    dueDays: number;
    rows: readonly OpeningRow[];
  }>;

/** How a negotiation runs, and what counts as a failure in a row. */
export type RoundRules = Versioned &
  Readonly<{
    appointmentNoShows: number;
    documentsDays: number;
    minDaysAfterHold: number;
    informingSilenceDays: number;
    /** So long all offers may stand declined before it counts; 0 is at once. */
    reconsiderDays: number;
    tally: Readonly<{
      perEpisode: boolean;
      resetBy: readonly ('plan-activated' | 'paid' | 'corrected')[];
      neutralRounds: 'interrupt' | 'skip';
    }>;
  }>;
