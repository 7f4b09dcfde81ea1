import type { CalendarDate } from '@mora/kernel';

/** No policy says what holds for this question: a value, so that the caller must decide; never a guess. */
export type NotCovered = Readonly<{
  covered: false;
  reason: 'lpr-not-covered' | 'cap-not-covered' | 'order-not-covered' | 'delay-rate-not-covered';
  /** The day that is not covered, where it is a matter of days. */
  on: CalendarDate | null;
}>;
