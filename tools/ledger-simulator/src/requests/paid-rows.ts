import { type CalendarDate, compareDates, earliest } from '@mora/kernel';
import { type Booking, sumOf } from '../booking.js';
import { type Instalment, owed } from '../schedule.js';

type Charge = Extract<Booking, { kind: 'charge' }>;

/** The charges of a loan as they stand: of each the latest amount that was posted. */
export function openCharges(story: readonly Booking[]): readonly Charge[] {
  const latest = new Map<string, Charge>();
  for (const one of story) if (one.kind === 'charge') latest.set(one.charge, one);
  return [...latest.values()].filter(({ minor }) => minor > 0n);
}

/** The schedule of a loan as it stands. */
export const scheduleIn = (story: readonly Booking[]) => story.findLast((one) => one.kind === 'schedule');

/**
 * Money that was there before a day. What came on the day on which something was asked is not in what was asked for: it
 * was not known then, and pays of the new instalments.
 */
export const moneyBefore = (story: readonly Booking[], day: CalendarDate): bigint =>
  sumOf(story.filter((one) => one.kind !== 'payment' || one.valueDate < day));

/**
 * What was paid of a loan, as rows of its schedule: oldest debt first, charges as fees, the last row cut to what was
 * paid on it. They come to all the money. What was paid ahead of its day counts as due on the last day known.
 */
export function paidRows(story: readonly Booking[], money: bigint, upTo: CalendarDate): readonly Instalment[] {
  const fees = openCharges(story).map(({ minor: fee, dueOn }) => ({ dueOn, principal: 0n, interest: 0n, fee }));
  const dues = [...(scheduleIn(story)?.instalments ?? []), ...fees].toSorted((a, b) => compareDates(a.dueOn, b.dueOn));
  const rows: Instalment[] = [];
  let left = money;
  for (const due of dues) {
    if (left <= 0n) break;
    const row = { ...due, number: rows.length + 1, dueOn: earliest(due.dueOn, upTo) };
    rows.push(owed(row) <= left ? row : cutTo(row, left));
    left -= owed(rows.at(-1) as Instalment);
  }
  return rows;
}

/** Fees, penalty and interest are paid before principal. */
function cutTo({ number, dueOn, ...amounts }: Instalment, money: bigint): Instalment {
  let left = money;
  const taken = (amount = 0n): bigint => {
    const part = amount < left ? amount : left;
    left -= part;
    return part;
  };
  const [fee, penalty, interest] = [taken(amounts.fee), taken(amounts.penalty), taken(amounts.interest)];
  return { number, dueOn, fee, penalty, interest, principal: taken(amounts.principal) };
}
