import { addDays, type CalendarDate } from '@mora/kernel';
import type { LoanEvent } from '../loan/event.js';
import { dayOf, instalments, LoanStory, registered, scheduled } from '../loan/fixtures.js';

const FROM = dayOf(-20);
const rows = [-5, 25, 55].map((n) => ({ dueOn: dayOf(n), minor: 1_000 }));
/** A plan that runs already, of which the first instalment was paid before. */
const plan: LoanEvent = {
  kind: 'cut-over',
  past: { what: 'plan', planId: 'P-1', kinds: ['spread'], activeFrom: FROM, rows, paidBefore: 1_000 },
  by: 'l',
};
const booked = scheduled(1, instalments(12, dayOf(-60), 1_000));
const payment = (paymentId: string, valueDate: CalendarDate, bookedOn?: CalendarDate): LoanEvent => ({
  kind: 'payment',
  paymentId,
  currency: 'CNY',
  minor: 1_000,
  valueDate,
  portions: null,
  ...(bookedOn !== undefined && { bookedOn }),
});
/** An instalment is told again where it was paid since another day. */
const kept = (...events: readonly LoanEvent[]): readonly number[] => {
  const story = new LoanStory().take(registered, booked).take(...events);
  const told = story.heard<{ instalment: number }>('instalment-kept').map(({ instalment }) => instalment);
  return [...new Set(told)];
};

describe('money and a plan from before Mora: the sum of the import is what was booked before that day', () => {
  it.each<[string, LoanEvent, readonly number[]]>([
    ['booked on the day of the import, of that day', payment('p', dayOf(0), dayOf(0)), [1, 2]],
    ['booked since, by a transfer from before the plan', payment('p', addDays(FROM, -1), dayOf(0)), [1, 2]],
    ['booked before, and told only now', payment('p', addDays(FROM, -1), dayOf(-1)), [1]],
    ['booked before, of the days of the plan, and told only now', payment('p', dayOf(-6), dayOf(-1)), [1]],
    ['of which nobody says when it was booked', payment('p', dayOf(-6)), [1, 2]],
  ])('%s', (_, money, expected) => {
    expect(kept(plan, money)).toEqual(expected);
  });

  it('what was told before the import is in its sum, whenever it was booked', () => {
    expect(kept(payment('p', dayOf(0), dayOf(0)), plan)).toEqual([1]);
    expect(kept(payment('p', dayOf(0), dayOf(0)), plan, payment('p', dayOf(0), dayOf(0)))).toEqual([1]);
  });
});
