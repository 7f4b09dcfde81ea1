import type { CalendarDate, HolidayBook } from '@mora/kernel';
import { endOfPeriod } from '../periods/period.js';
import type { Due } from '../words.js';
import type { EnforcementRules } from './rules.js';
import type { Enforcement, Objection } from './types.js';

type Rules = Pick<EnforcementRules, 'court'>;

/** By when a court acts in a round, or one can fight what it has decided; null where the law knows no such term. */
export type CourtTerm = 'notice' | 'decision' | 'party' | 'outsider';

export function courtTerm(
  term: CourtTerm,
  from: CalendarDate,
  { court: { calendar, weekendShifts, noticeDays, objection } }: Rules,
  book: HolidayBook,
): Due | null {
  const days =
    term === 'notice' ? noticeDays : term === 'decision' ? objection?.decisionDays : objection?.[term].fightDays;
  return days === null || days === undefined ? null : endOfPeriod(from, { days }, book, calendar, weekendShifts);
}

export const objectionsOf = ({ objections = [] }: Enforcement): readonly Objection[] => objections;

/** The last day on which the notice to perform may still be waited for; null where it has come, or nobody waits. */
export function noticeDue(round: Enforcement, rules: Rules, book: HolidayBook): Due | null {
  if (round.state !== 'open' || round.noticedOn !== undefined || round.noticeLate === true) return null;
  return courtTerm('notice', round.on, rules, book);
}

/** Whether time still means anything to an objection. */
export const isWaiting = ({ state, told }: Objection): boolean => state === 'decided' || (state === 'raised' && !told);
