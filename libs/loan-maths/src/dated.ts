import type { CalendarDate } from '@mora/kernel';

/** A value that holds from a day until the next one of its list. */
export type From<V> = Readonly<{ from: CalendarDate; value: V }>;

/** The value in force on a day. Throws RangeError for a day before the first. */
export function inForceOn<V>(steps: readonly From<V>[], on: CalendarDate): V {
  const step = steps.findLast(({ from }) => from <= on);
  if (step === undefined) throw new RangeError(`nothing is in force on ${on}`);
  return step.value;
}

/** Throws RangeError unless each step is later than the one before it. */
export function ascending<V>(steps: readonly From<V>[]): readonly From<V>[] {
  if (steps.some(({ from }, at) => at > 0 && from <= (steps[at - 1]?.from ?? from))) {
    throw new RangeError('dated values stand in the order of their days, each day once');
  }
  return steps;
}
