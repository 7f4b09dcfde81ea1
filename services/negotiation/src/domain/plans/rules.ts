import { addDays, type CalendarDate } from '@mora/kernel';
import type { PolicyRef } from '../words.js';
import type { Versioned } from '../versioned.js';

/** When an instalment is missed, and when a plan is broken. */
export type BreachRules = Readonly<{
  graceDays: number;
  breakDays: number;
  /** So many instalments missed at once break it. */
  missed: number;
  toleranceMinor: number;
  policy: PolicyRef;
}>;

/** When an instalment is missed, when a plan is broken, and how long a ledger may take to answer. */
export type PlanRules = Versioned &
  Omit<BreachRules, 'policy'> &
  Readonly<{
    /** Days of the open day, not of the wall. */
    ledgerAnswerDays: number;
    maxTries: number;
    /** So long after its end money of its own days, or a hold over them, opens a plan again. */
    reopenDays: number;
    ledgerToleranceMinor: number;
    /** So long after the day by which a fund is to be proven it is over. */
    fundProofMoreDays: number;
    /** So long what the ledger has not booked as agreed may wait for people. */
    unsettledDays: number;
    /** The scheme whose class before the plan the ledger and classification are told. */
    classScheme: string;
  }>;

export const breachRulesOf = ({
  id,
  version,
  graceDays,
  breakDays,
  missed,
  toleranceMinor,
}: PlanRules): BreachRules => ({
  graceDays,
  breakDays,
  missed,
  toleranceMinor,
  policy: { id, version, rule: 'breach' },
});

export type Deadline = 'fund-proof' | 'unsettled';

/** At the close of this day it is over: a fund, counted from the day for its proof; what a ledger has not booked. */
export const lastDayOf = (
  what: Deadline,
  from: CalendarDate,
  { fundProofMoreDays, unsettledDays }: Pick<PlanRules, 'fundProofMoreDays' | 'unsettledDays'>,
): CalendarDate => addDays(from, what === 'fund-proof' ? fundProofMoreDays : unsettledDays);
