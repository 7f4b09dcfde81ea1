import { addDays, type CalendarDate } from '@mora/kernel';
import type { Versioned } from '../versioned.js';

/** How long legal escalation waits for what it has asked negotiation for. */
export type SettlementRules = Versioned &
  Readonly<{
    /** So many days, behind the grace of the debtor, until people look at what nobody has answered. */
    answerDays: number;
  }>;

/** The last day on which an answer is still waited for. */
export const answerByOf = (
  askedOn: CalendarDate,
  graceDays: number | null,
  { answerDays }: Pick<SettlementRules, 'answerDays'>,
): CalendarDate => addDays(askedOn, answerDays + (graceDays ?? 0));
