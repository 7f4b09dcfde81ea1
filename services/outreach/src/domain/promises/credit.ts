import type { CalendarDate } from '@mora/kernel';
import type { PartOfPromise, PromiseToPay } from './promise.js';

/** Money of the loan as it is booked; what was taken back is not in the list. */
export type PaymentBooked = Readonly<{ id: string; minor: number; valueDate: CalendarDate }>;

export type Part = Readonly<{ promise: PromiseToPay; part: PartOfPromise; lastDay: CalendarDate }>;

/**
 * How much each part has got. Worked out from the whole list of payments every time, so that it does not depend on the
 * order in which they came: the part that ends first is filled first, from the oldest money that is in time for it;
 * every cent is spent once, and what is over goes to the next part.
 */
export function creditsOf(
  parts: readonly Part[],
  payments: readonly PaymentBooked[],
): ReadonlyMap<PartOfPromise, number> {
  const left = payments.toSorted(byAge).map((payment) => ({ payment, minor: payment.minor }));
  const credits = new Map<PartOfPromise, number>();
  for (const { promise, part, lastDay } of parts.toSorted(byEnd)) {
    let missing = part.minor;
    for (const purse of left) {
      if (missing === 0) break;
      if (!isFor(purse.payment, promise, lastDay)) continue;
      const taken = Math.min(missing, purse.minor);
      purse.minor -= taken;
      missing -= taken;
    }
    credits.set(part, part.minor - missing);
  }
  return credits;
}

const isFor = ({ id, valueDate }: PaymentBooked, { madeOn, known }: PromiseToPay, lastDay: CalendarDate): boolean =>
  valueDate >= madeOn && valueDate <= lastDay && !known.includes(id);

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

const byAge = (a: PaymentBooked, b: PaymentBooked): number => compare(a.valueDate, b.valueDate) || compare(a.id, b.id);

const byEnd = (a: Part, b: Part): number =>
  compare(a.lastDay, b.lastDay) ||
  compare(a.promise.madeOn, b.promise.madeOn) ||
  compare(a.promise.promiseId, b.promise.promiseId) ||
  compare(a.part.number, b.part.number);
