import { addDays } from '@mora/kernel';
import type { LoanEvent } from '../loan/event.js';
import { dayOf, WANG } from '../loan/fixtures.js';
import { OfferStory, propose } from '../offers/fixtures.js';
import { differenceId } from './difference.js';
import { PlanStory, ROWS } from './fixtures.js';

/** By the shipped policy. */
const DAYS = 20;
const shifted = ROWS.map((row) => ({ ...row, dueOn: addDays(row.dueOn, 1) }));
const rejected = () => {
  const story = new PlanStory().offer();
  return story.on({ kind: 'request-answered', requestId: story.requestId, outcome: 'rejected', reason: 'locked' });
};
const late = () => new PlanStory().offer().close(6).roundOver('expired').book();

// N-21: what the bank leaves lying is no failure of the borrower's, and nothing waits for ever.
describe('what the ledger has not booked as agreed', () => {
  it.each<[string, () => PlanStory, number]>([
    ['rejected', rejected, DAYS],
    ['timed-out', () => new PlanStory().offer().close(6), 5 + DAYS],
    ['booked-late', late, 6 + DAYS],
  ])('%s: is given up at the close of its last day', (state, go, last) => {
    const story = go().closeTo(dayOf(last - 1));
    expect(story.plan.state).toBe(state);
    story.told = [];
    expect(story.close().plan).toMatchObject({ state: 'withdrawn', endedOn: dayOf(last) });
    const ends = { kind: 'plan-not-booked', because: 'withdrawn', final: true };
    expect(story.told).toEqual(state === 'booked-late' ? [] : [expect.objectContaining(ends)]);
  });

  it.each([
    ['a dispute', { kind: 'dispute-raised', disputeId: 'd', about: 'amount' }, 0],
    ['a moratorium', { kind: 'hold', holdId: 'h', hold: 'moratorium', until: null, by: 'w' }, 0],
    ['a death', { kind: 'vulnerable', personId: WANG, role: 'borrower', legal: ['deceased'] }, 0],
    // Under these it can be settled all the same.
    ['care', { kind: 'vulnerable', personId: WANG, role: 'borrower', legal: [] }, DAYS],
    ['the bank’s own delay', { kind: 'hold', holdId: 'h', hold: 'bank-delay', until: null, by: 'w' }, DAYS],
  ])('under %s its days run only where people may settle it', (_what, hold, last) => {
    const story = rejected().close(5);
    story.on({ ...hold, on: story.openDay, from: story.openDay } as unknown as LoanEvent);
    story.closeTo(dayOf(DAYS + 20));
    expect(story.plan).toMatchObject(last === 0 ? { state: 'rejected' } : { state: 'withdrawn', endedOn: dayOf(last) });
  });

  it('a dispute that ends lets the rest of them run', () => {
    const story = rejected().close(5);
    story.on({ kind: 'dispute-raised', disputeId: 'd', about: 'amount', on: story.openDay }).close(30);
    story.on({ kind: 'dispute-closed', disputeId: 'd', outcome: 'rejected', on: story.openDay });
    // Of the days that the dispute has stopped, none is lost and none is given.
    expect(story.closeTo(dayOf(DAYS + 30 - 1)).plan.state).toBe('rejected');
    expect(story.close().plan).toMatchObject({ state: 'withdrawn', endedOn: dayOf(DAYS + 30) });
  });

  it('asked again it has its days anew', () => {
    const story = rejected().close(1);
    const { planId } = story.plan;
    story.on({ kind: 'settle-difference', planId, take: 'ask-again', disclosureId: null, because: 'x', by: 'w' });
    expect(story.closeTo(dayOf(DAYS)).plan.state).toBe('timed-out');
    expect(story.closeTo(dayOf(6 + DAYS - 1)).plan.state).toBe('timed-out');
    expect(story.close().plan.state).toBe('withdrawn');
  });

  it('a schedule that the ledger has booked otherwise may be taken for as long again, when its negotiation has ended', () => {
    const differs = () => new PlanStory().offer().book(shifted).closeTo(dayOf(DAYS));
    const story = differs();
    const ends = { kind: 'plan-not-booked', because: 'withdrawn', final: true };
    expect(story.told).toContainEqual(expect.objectContaining(ends));
    const works = story.writes.filter(({ table }) => table === 'work_item').map(({ row }) => row);
    expect(works.at(-1)).toMatchObject({ state: 'open', kind: 'booked-after-withdrawal', because: 'unsettled' });
    expect(story.plan).toMatchObject({ state: 'booked-late', booked: shifted, endedOn: null });
    expect(taken(story.roundOver('bank-delay')).plan).toMatchObject({ state: 'active', rows: shifted });
    expect(story.all('plan-activated')).toEqual([expect.objectContaining({ late: true })]);
    const last = differs()
      .roundOver('bank-delay')
      .closeTo(dayOf(2 * DAYS - 1));
    expect(last.plan.state).toBe('booked-late');
    expect(last.close().plan).toMatchObject({ state: 'withdrawn', endedOn: dayOf(2 * DAYS), booked: null });
    expect(taken(last).refused).toBe('nothing-differs');
  });

  /** The borrower agrees to what the ledger has booked, and somebody else approves it. */
  function taken(story: PlanStory): PlanStory {
    const { planId } = story.plan;
    const disclosureId = differenceId(story.plan);
    story.on({ kind: 'acknowledge-difference', planId, disclosureId, by: 'borrower', via: 'portal' });
    const settle = { kind: 'settle-difference', planId, take: 'ledger', disclosureId, because: 'shown' } as const;
    return story.on({ ...settle, by: 'wu', tier: 'T4' });
  }
});

/** A spread was taken and the ledger will not; whoever is offered something else has seen it before or since. */
const refused = (other: 'before' | 'since' | 'never'): OfferStory => {
  const story = new OfferStory().take(propose());
  const nth = story.offers.findIndex(({ kinds }) => kinds.join() === 'spread');
  const another = story.offers.findIndex(({ kinds }) => kinds.join() === 'grace');
  if (other !== 'never') story.approve(another).disclose(another);
  if (other === 'before') story.acknowledge(another);
  story.approve(nth).disclose(nth).acknowledge(nth).accept(nth).close();
  const requestId = story.parts.plans.plans[0]?.request?.requestId ?? '';
  story.take({ kind: 'request-answered', requestId, outcome: 'rejected', reason: 'locked' });
  return other === 'since' ? story.acknowledge(another) : story;
};

it('a negotiation in which the borrower has turned to another offer since goes on, and ends by that', () => {
  const story = refused('since').close(DAYS + 1);
  expect(story.parts.plans.plans).toMatchObject([{ state: 'withdrawn' }]);
  expect(story.parts.round.open).toMatchObject({ state: 'offered' });
  expect(story.heard('closed')).toEqual([]);
  const nth = story.offers.findIndex(({ state }) => state === 'acknowledged');
  expect(story.accept(nth).refused).toBeNull();
  expect(story.parts.round.open).toMatchObject({ state: 'awaiting' });
});

it.each(['before', 'never'] as const)('the bank’s own delay ends it, and nobody has failed: seen %s', (other) => {
  const story = refused(other).close(DAYS);
  expect(story.parts.round.open).not.toBeNull();
  story.close();
  expect(story.parts.round.open).toBeNull();
  expect(story.heard('closed')).toEqual([expect.objectContaining({ outcome: 'bank-delay', consecutive: 0 })]);
  expect(story.heard('failed')).toEqual([]);
});

describe('a loan whose end is taken back', () => {
  const status = (story: PlanStory, to: 'closed' | 'active') =>
    story.on({ kind: 'status', status: to, effectiveOn: story.openDay });
  const ended = (): PlanStory => status(new PlanStory().active().pay(1_000), 'closed');

  it.each<[string, number, string]>([
    ['at once', 0, 'active'],
    ['on the last day', 30, 'active'],
    ['a day later', 31, 'ended'],
  ])('its plan runs on: %s', (_when, days, state) => {
    const story = status(ended().close(days), 'active').close();
    expect(story.plan.state).toBe(state);
  });

  it('is told, and what was paid stays paid', () => {
    const story = ended();
    story.heard();
    status(story, 'active');
    expect(story.plan).toMatchObject({ state: 'active', endedOn: null });
    expect(story.plan.over).toBeUndefined();
    expect(story.all('plan-reopened')).toEqual([
      expect.objectContaining({ because: 'loan-reopened', unpaid: '20.00', instalment: null }),
    ]);
    expect(story.pay(2_000).plan.state).toBe('completed');
  });

  it('not beside a newer negotiation', () => {
    const story = ended().close();
    const closed = [{ roundId: 'r-2', episodeId: 'e-1', outcome: 'expired', on: story.openDay } as const];
    story.parts = { ...story.parts, round: { open: null, closed } };
    expect(status(story, 'active').plan.state).toBe('ended');
  });

  it('whatever else has ended it stays so', () => {
    const story = status(new PlanStory().active().pay(3_000), 'closed');
    expect(status(story, 'active').plan.state).toBe('completed');
  });
});
