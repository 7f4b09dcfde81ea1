import { addDays, type CalendarDate } from '@mora/kernel';
import { dayOf, instalments, LoanStory, registered, scheduled } from '../loan/fixtures.js';
import type { LoanEvent } from '../loan/event.js';

const DUE = dayOf(10);
const due = (n: number): CalendarDate => addDays(DUE, n);

/** A plan that runs already when Mora begins, on the lane with all of its parts. */
const running = (): LoanStory => {
  const rows = [
    { dueOn: DUE, minor: 1_000 },
    { dueOn: due(90), minor: 1_000 },
  ];
  const past = { what: 'plan', planId: 'P-1', kinds: ['grace'], activeFrom: dayOf(-20), rows, paidBefore: 0 } as const;
  return new LoanStory()
    .take(registered, scheduled(1, instalments(12, dayOf(-60), 1_000)))
    .take({ kind: 'cut-over', past, by: 'l' });
};
const closeTo = (story: LoanStory, day: CalendarDate): LoanStory => {
  while (story.openDay <= day) story.close();
  return story;
};
const paid = (minor: number, valueDate: CalendarDate, paymentId = 'p'): LoanEvent => ({
  kind: 'payment',
  paymentId,
  currency: 'CNY',
  minor,
  valueDate,
  portions: null,
});
const QUIET = new Set(['notice-requested', 'plan-activated']);
const said = (story: LoanStory) => story.types.filter((type) => !QUIET.has(type));

it('counts once that its first instalment was missed and that it was broken', () => {
  const story = closeTo(running(), due(6));
  expect(said(story)).toEqual(['plan-at-risk', 'failed']);
  expect(story.parts.tally.consecutive).toBe(1);
  closeTo(story, due(31));
  expect(said(story)).toEqual(['plan-at-risk', 'failed', 'plan-broken', 'failed']);
  expect(story.heard<{ reason: string; consecutive: number }>('failed')).toMatchObject([
    { reason: 'first-instalment-missed', consecutive: 1 },
    { reason: 'plan-broken', consecutive: 1 },
  ]);
});

it('what a close has found is written of from the next day on, whichever service closes first', () => {
  const story = closeTo(running(), due(6));
  expect(story.heard('notice-requested')).toMatchObject([
    { template: 'negotiation-plan-at-risk', notBefore: due(7), deadline: due(20) },
  ]);
});

it('a failure is taken back where a dispute over its days is heard of later', () => {
  const story = closeTo(running(), due(31));
  story.take({ kind: 'dispute-raised', disputeId: 'x', about: 'amount', on: due(1) }).close();
  expect(said(story).slice(4)).toEqual(['plan-reopened', 'plan-recovered', 'failure-taken-back']);
  expect(story.parts.tally.consecutive).toBe(0);
  expect(story.parts.plans.plans).toMatchObject([{ state: 'active', told: { atRisk: [], firstMissed: false } }]);
  // While it lasts nobody is late; from its end on the days count again.
  closeTo(story, due(60));
  expect(story.parts.plans.plans).toMatchObject([{ state: 'active' }]);
  story.take({ kind: 'dispute-closed', disputeId: 'x', outcome: 'rejected', on: story.openDay });
  const until = story.openDay;
  closeTo(story, addDays(until, 4));
  expect(story.parts.plans.plans).toMatchObject([{ state: 'active' }]);
  story.close();
  expect(story.parts.plans.plans).toMatchObject([{ state: 'at-risk' }]);
});

it('a plan that broke after a grace asks once whether the loan should have been granted', () => {
  const story = closeTo(running(), due(31));
  // One from before Mora has no negotiation here that could be looked at.
  expect(story.types).not.toContain('origination-review-requested');
  expect(story.parts.watch.watches).toMatchObject([{ since: dayOf(-20) }]);
});

it('is looked at only when something can be late, or something came', () => {
  const story = running();
  expect(story.state?.reviewOn).toBe(due(6));
  story.close().take(paid(1_000, dayOf(1)));
  expect(story.state?.reviewOn).toBe(dayOf(1));
  story.close();
  expect(story.state?.reviewOn).toBe(due(96));
});

it('a payment that touches no plan asks for no look and changes nothing of it', () => {
  const story = new LoanStory().take(registered, scheduled(1, instalments(12, dayOf(-60), 1_000)));
  const { plans } = story.parts;
  story.close().take(paid(1_000, dayOf(1)));
  expect(story.parts.plans).toBe(plans);
});
