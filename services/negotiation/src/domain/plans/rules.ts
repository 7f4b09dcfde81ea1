import type { Versioned } from '../versioned.js';

/** When an instalment is missed, when a plan is broken, and how long a ledger may take to answer. */
export type PlanRules = Versioned &
  Readonly<{
    graceDays: number;
    breakDays: number;
    missed: number;
    toleranceMinor: number;
    /** Days of the open day, not of the wall. */
    ledgerAnswerDays: number;
    maxTries: number;
    reopenDays: number;
    ledgerToleranceMinor: number;
  }>;
