import type { CalendarDate } from '@mora/kernel';
import type { Flag, PersonFlag } from '../words.js';
import type { GateFacts } from './attempt.js';

/** From its first day to the day before `until`. */
const holdsOn = ({ since, until }: PersonFlag, date: CalendarDate): boolean =>
  since <= date && (until === null || date < until);

/**
 * The flags of the person on a day. A flag of today that a dated one explains ends with it; one that nothing explains has
 * no end.
 */
export function personFlagsOn({ person, personFlags, today }: GateFacts, date: CalendarDate): readonly Flag[] {
  const dated = personFlags.filter((one) => holdsOn(one, date)).map(({ flag }) => flag);
  if (person.flags.length === 0) return dated;
  const explained = new Set(personFlags.filter((one) => holdsOn(one, today)).map(({ flag }) => flag));
  return [...dated, ...person.flags.filter((flag) => !explained.has(flag))];
}
