import { type CalendarDate, compareDates, latest } from '@mora/kernel';

/** What a judgment ordered to be paid, and what became of it. General interest is not in it. */
export type Judgment = Readonly<{
  /** Each part with the last day on which it may be performed in time. */
  parts: readonly Readonly<{ amount: bigint; performBy: CalendarDate }>[];
  /** Payments, deductions and proceeds of auctions, on the day that stops the interest on them. */
  paid?: readonly Readonly<{ amount: bigint; on: CalendarDate }>[];
  /** Stays of the enforcement that the debtor did not cause, both ends in them. */
  stays?: readonly Readonly<{ from: CalendarDate; to: CalendarDate }>[];
}>;

/** A part that was unpaid, by so much, after one day up to another. */
export type Unpaid = Readonly<{ part: number; unpaid: bigint; after: CalendarDate; to: CalendarDate }>;

/** Payments go to the part that was to be performed first. Throws RangeError for amounts below nought. */
export function unpaidOf({ parts, paid = [] }: Judgment, until: CalendarDate): readonly Unpaid[] {
  if ([...parts, ...paid].some(({ amount }) => amount < 0n)) throw new RangeError('amounts are not below nought');
  const open = parts.map(({ amount, performBy }, part) => ({ part, amount, since: performBy }));
  open.sort((a, b) => compareDates(a.since, b.since));
  const stretches: Unpaid[] = [];
  const close = (to: CalendarDate) => {
    for (const debt of open) {
      if (debt.amount > 0n && debt.since < to) {
        stretches.push({ part: debt.part, unpaid: debt.amount, after: debt.since, to });
      }
      debt.since = latest(debt.since, to);
    }
  };
  for (const payment of paid.toSorted((a, b) => compareDates(a.on, b.on))) {
    if (payment.on > until) break;
    close(payment.on);
    let left = payment.amount;
    for (const debt of open) {
      const used = left < debt.amount ? left : debt.amount;
      debt.amount -= used;
      left -= used;
    }
  }
  close(until);
  return stretches.sort((a, b) => a.part - b.part || compareDates(a.after, b.after));
}
