import type { Bound } from '../bound.js';
import type { Finding } from '../book.js';
import { finding, type Known } from '../known.js';
import { localAt } from '../local.js';
import type { HoursRule } from '../policy.js';

/** From the first minute to before the last, on the person's own clock; hours that were agreed on open more. */
export const hours = ({ rule, attempts }: Bound<HoursRule>): readonly Finding[] =>
  attempts.flatMap((one) => {
    const windows = [rule.allow, ...(rule.overriddenBy === undefined ? [] : agreedBy(one))];
    const { time } = localAt(one.person.timeZone, one.attempt.at);
    const isOpen = windows.some((window) => {
      const [from = '', to = ''] = window.split('-');
      return from <= time && time < to;
    });
    return isOpen ? [] : [finding('hours', rule.id, one.attempt, `${time} in ${one.person.timeZone}`)];
  });

const agreedBy = ({ person }: Known): readonly string[] => (person.hours === null ? [] : [person.hours]);
