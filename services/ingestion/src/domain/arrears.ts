import { addDays, type CalendarDate } from '@mora/kernel';

/**
 * How a source counts months in arrears. `monthly-bucket`: k months is the k-th bucket of so many days, so the oldest
 * unpaid due date lies `daysPerMonth · (k − 1) + 1` days back: 1 month is 1 day, 2 months are 31, by months of 30 days.
 */
export type MonthsConvention = Readonly<{ kind: 'monthly-bucket'; daysPerMonth: number }>;

/** Null where nothing is in arrears. */
export function oldestUnpaidOf(months: number, asOf: CalendarDate, { daysPerMonth }: MonthsConvention) {
  return months === 0 ? null : addDays(asOf, -(daysPerMonth * (months - 1) + 1));
}
