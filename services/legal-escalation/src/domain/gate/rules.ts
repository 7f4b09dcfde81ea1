import type { Versioned } from '../versioned.js';

/** When the bank may go to court. */
export type GateRules = Versioned &
  Readonly<{
    /** More than so many months, and more than so many days; both are judged, one decides. */
    months: number;
    days: number;
    deciding: 'months' | 'days';
    /** So many negotiations in a row have failed. */
    failures: number;
    /** Whether a case opens by itself when the gate passes. */
    opens: 'automatic' | 'ask';
    /** A service that has something open and is silent for longer stops what cannot be taken back. */
    informingSilenceDays: number;
    /** Until when somebody has to look at a loan whose gate has passed. */
    evaluateWithinDays: number;
    exception: Readonly<{
      /** A period with so many days left, or fewer, is about to lapse. */
      daysLeft: number;
      /** An exception holds for so many days at most. */
      maxDays: number;
      /** With so many days left, or fewer, a letter may come too late: then a suit protects a claim that letters keep. */
      suitDaysLeft: number;
    }>;
  }>;
