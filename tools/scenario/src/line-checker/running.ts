import { addDays, calendarDate } from '@mora/kernel';

/** Interest of a year that a judgment lets run until it is paid: at a rate in exact decimals, on one of its sums. */
export type Running = Readonly<{ rate: string; yearDays: bigint; principal: bigint; from: string }>;
type Paid = Readonly<{ on: string; minor: bigint }>;

/**
 * What has run by a day, which does not count itself, day by day and rounded once: on what is owed still of the sum that
 * bears, as all else that was awarded is paid before it. Money counts on the day on which it comes.
 */
export function runUpTo(running: Running | null, awarded: bigint, paid: readonly Paid[], until: string): bigint {
  if (running === null) return 0n;
  const { rate, yearDays, principal, from } = running;
  const [whole = '0', decimals = ''] = rate.split('.');
  const parts = BigInt(`${whole}${decimals}`);
  const of = 10n ** BigInt(decimals.length) * yearDays;
  let dayMinors = 0n;
  for (let day = from; day < until; day = addDays(calendarDate(day), 1)) {
    const owed = paid.reduce((left, one) => (one.on <= day ? left - one.minor : left), awarded);
    dayMinors += owed < 0n ? 0n : owed < principal ? owed : principal;
  }
  return (2n * dayMinors * parts + of) / (2n * of);
}
