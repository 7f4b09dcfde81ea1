import { addDays } from '@mora/kernel';
import type { LoanEvent } from '../event.js';
import { dayOf, instalments, longOverdue, LoanStory, registered, scheduled, started } from '../fixtures.js';

const failed = (roundId: string, day: number): LoanEvent => ({
  kind: 'cut-over',
  past: { what: 'failed-round', roundId, outcome: 'rejected', closedOn: dayOf(day) },
  by: 'ledger',
});
const rows = [{ dueOn: dayOf(20), minor: 1_000 }];
const plan = (day: number): LoanEvent => ({
  kind: 'cut-over',
  past: { what: 'plan', planId: 'P-1', kinds: ['spread'], activeFrom: dayOf(day), rows, paidBefore: 0 },
  by: 'ledger',
});
const booked = scheduled(1, instalments(12, dayOf(-60), 1_000));

describe('until when the past of a loan can be told', () => {
  /** The close of the first day has opened a negotiation. */
  const opened = (): LoanStory => {
    const story = new LoanStory().take(registered, longOverdue(dayOf(0)), failed('r-0', -50)).close();
    expect(story.parts.round.open).not.toBeNull();
    return story;
  };

  it('a close that opens a negotiation leaves no file half imported', () => {
    const story = opened().take(failed('r-1', -40));
    expect(story.refused).toBeNull();
    expect(story.close().parts.tally.consecutive).toBe(2);
  });

  it('an offer of our own shuts it, whatever becomes of the negotiation', () => {
    const story = opened().hear({ kind: 'offers-made', verdict: null });
    expect(story.take(failed('r-1', -2)).refused).toBe('cut-over-done');
    expect(story.take(plan(-2)).refused).toBe('cut-over-done');
    story.take({ kind: 'close-round', outcome: 'withdrawn', because: 'x', by: 'b' });
    expect(story.take(failed('r-1', -2)).refused).toBe('cut-over-done');
  });

  it.each([
    ['no-show', 'cut-over-done'],
    ['withdrawn', null],
  ] as const)('so does a negotiation here that has ended as %s: %s', (outcome, because) => {
    const { open } = opened().parts.round;
    const over = { kind: 'round-over', roundId: open?.roundId ?? '', outcome, on: dayOf(1), legal: null } as const;
    expect(opened().hear(over).take(failed('r-1', -2)).refused).toBe(because);
  });

  it('a plan that was agreed before waits for the negotiation to be taken back, and for nothing else', () => {
    const story = opened().take(booked);
    expect(story.take(plan(-2)).refused).toBe('round-open');
    story.take({ kind: 'close-round', outcome: 'withdrawn', because: 'had-a-plan', by: 'b' });
    expect(story.take(plan(-2)).refused).toBeNull();
    expect(story.parts.plans.plans).toMatchObject([{ state: 'active', activeFrom: dayOf(-2) }]);
  });
});

it.each([
  ['in the debt that it came over with', -200, 1],
  ['on its first day', -300, 1],
  ['before it', -301, 0],
])('who always pays the oldest a month late: a failure counts that ended %s', (_, day, consecutive) => {
  const behind = started(dayOf(0), { daysPastDue: 31, oldestUnpaidOn: dayOf(-31), startedOn: dayOf(-300) });
  const story = new LoanStory().take(registered, behind, failed('r-1', day)).close();
  expect(story.parts.tally.consecutive).toBe(consecutive);
});

describe('of which days it can be told', () => {
  it('of those up to the day on which the loan became known here, whichever day is open then', () => {
    const story = new LoanStory();
    story.today = addDays(story.openDay, 1);
    story.take(registered, booked);
    story.today = null;
    story.close(2);
    expect(story.take(failed('r-1', 2)).refused).toBe('after-cut-over');
    expect(story.take(failed('r-1', 1)).refused).toBeNull();
    expect(story.take(plan(2)).refused).toBe('after-cut-over');
    expect(story.take(plan(1)).refused).toBeNull();
  });

  it('of none that is to come', () => {
    const story = new LoanStory().take(registered, booked);
    for (const told of [plan(1), failed('r-1', 1)]) expect(story.take(told).refused).toBe('in-the-future');
  });

  it('of a first snapshot that is of yesterday, or of Friday, before it is closed', () => {
    for (const behind of [1, 3]) {
      const story = new LoanStory();
      story.today = addDays(story.openDay, behind);
      story.take(registered, booked, failed('r-1', -2), plan(0));
      expect(story.refused).toBeNull();
      expect(story.parts.plans.plans).toMatchObject([{ state: 'active' }]);
    }
  });

  it('of a loan whose records wait in another service, when they have come', () => {
    const held = { by: 'ledger', reason: 'x', since: dayOf(0) } as const;
    const story = new LoanStory().take(registered, booked, { kind: 'upstream-held', ...held });
    for (const told of [plan(-2), failed('r-1', -2)]) expect(story.take(told).refused).toBe('not-known-yet');
    story.take({ kind: 'upstream-released', ...held });
    for (const told of [failed('r-1', -2), plan(-2)]) expect(story.take(told).refused).toBeNull();
  });
});
