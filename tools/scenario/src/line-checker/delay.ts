import { addDays, calendarDate } from '@mora/kernel';

export type Part = Readonly<{ minor: bigint; performBy: string }>;
type Paid = Readonly<{ on: string; minor: bigint }>;
/** Days on which it does not run, both ends among them. */
export type Stay = Readonly<{ from: string; to: string }>;

const MILLION = 1_000_000n;

/**
 * The doubled part of interest for delay, day by day (SPC interpretation on it 1 to 3): of what each part of a judgment
 * leaves unpaid, from the day behind its last one. Money counts from the day after it came, for the part that was to be
 * paid first; each part is rounded by itself.
 */
export function doubledUpTo(
  parts: readonly Part[],
  paid: readonly Paid[],
  stays: readonly Stay[],
  until: string,
  ofMillion: bigint,
): bigint {
  if (ofMillion === 0n) return 0n;
  const inOrder = parts.toSorted((a, b) => (a.performBy < b.performBy ? -1 : 1));
  return inOrder.reduce((sum, { minor, performBy }, at) => {
    const before = inOrder.slice(0, at).reduce((all, part) => all + part.minor, 0n);
    let dayMinors = 0n;
    for (let day = addDays(calendarDate(performBy), 1); day <= until; day = addDays(day, 1)) {
      if (stays.some(({ from, to }) => from <= day && day <= to)) continue;
      const came = paid.reduce((all, one) => (one.on < day ? all + one.minor : all), 0n);
      dayMinors += within(minor - within(came - before, minor), minor);
    }
    return sum + (2n * dayMinors * ofMillion + MILLION) / (2n * MILLION);
  }, 0n);
}

const within = (minor: bigint, most: bigint): bigint => (minor < 0n ? 0n : minor > most ? most : minor);
