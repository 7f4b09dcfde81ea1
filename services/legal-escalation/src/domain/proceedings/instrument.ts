import { type CalendarDate, earliest } from '@mora/kernel';
import { clocksOf, isOpenFor } from '../clock/clocks.js';
import { inputOf } from '../clock/folded.js';
import type { LimitationRules } from '../clock/rules.js';
import type { LoanView } from '../loan/part.js';

/**
 * Whether an instrument that can be enforced without a judgment is in time for that: the period for enforcing it runs
 * from the last day of its own, that of the last instalment or of the calling of all, and not from its certificate (CPL
 * 250). What the certificate says of that day decides when it is enforced.
 */
export function instrumentInTime(
  rules: LimitationRules,
  view: LoanView,
  openDay: CalendarDate,
): ReturnType<typeof isOpenFor> {
  const input = inputOf(view, view.parts.clock, rules, openDay);
  const { acceleratedOn, debt } = input;
  const lastPerformBy =
    acceleratedOn !== null && debt.lastDueOn !== null
      ? earliest(acceleratedOn, debt.lastDueOn)
      : (acceleratedOn ?? debt.lastDueOn);
  if (lastPerformBy === null) return 'in-time';
  const titles = [{ judgmentId: 'instrument', lastPerformBy }];
  const clock = clocksOf({ ...input, titles }, rules, view.policies.book, openDay).find(
    ({ claim }) => claim === 'enforcement',
  );
  return clock === undefined ? 'in-time' : isOpenFor(clock, openDay);
}
