import { addDays } from '@mora/kernel';
import { negotiationPlanActivated, negotiationPlanEnded } from '@mora/contracts';
import { dayOf, owed } from '../loan/fixtures.js';
import { anOffer, FIRST_DUE, PlanStory, ROUND, ROWS } from './fixtures.js';
import { differenceId } from './difference.js';

const shifted = ROWS.map((row) => ({ ...row, dueOn: addDays(row.dueOn, 1) }));
const settlement = () =>
  anOffer({ kinds: ['settlement'], built: { settlesFor: 3_000, waived: { ...owed(0), penalty: 70 } } });
const fund = () => anOffer({ kinds: ['hardship-fund'], built: { fund: 9_000 }, proofDays: 30 });
const answer = (story: PlanStory, outcome: 'accepted' | 'rejected', requestId = story.requestId) =>
  story.on({ kind: 'request-answered', requestId, outcome, reason: outcome === 'rejected' ? 'product-locked' : null });
const settle = (story: PlanStory, take: 'ledger' | 'ask-again', disclosureId: string | null = null) => {
  const { planId } = story.plan;
  return story.on({ kind: 'settle-difference', planId, take, disclosureId, because: 'spec', by: 's', tier: 'T1' });
};
const acknowledge = (story: PlanStory, disclosureId = differenceId(story.plan)) =>
  story.on({ kind: 'acknowledge-difference', planId: story.plan.planId, disclosureId, by: 'borrower', via: 'portal' });
const cancel = (story: PlanStory) => {
  return story.on({ kind: 'cancel-plan', planId: story.plan.planId, because: 'asked', by: 's' });
};
const byHand = (story: PlanStory, outcome: 'accepted' | 'rejected', requestId = story.requestId) =>
  story.on({ kind: 'answer-request', requestId, outcome, reason: null, reference: 'R-1', by: 'l' });
const closeRound = (story: PlanStory): PlanStory => story.roundOver('expired');

describe('the states of a plan', () => {
  it('an offer that was taken is asked of the ledger, once', () => {
    const story = new PlanStory().offer();
    expect(story.plan).toMatchObject({ state: 'awaiting', roundId: ROUND, acceptedOn: dayOf(0), rows: ROWS });
    expect(story.all('reschedule')).toEqual([
      expect.objectContaining({ answerBy: dayOf(5), replaces: { version: 1 } }),
    ]);
    expect(story.heard()).toEqual(['offer-accepted', 'limitation-interrupted', 'ask reschedule', 'plan-asked']);
    expect(story.told).toEqual([]);
    expect(story.offer().refused).toBe('already-accepted');
  });

  it('the schedule that names the ask puts it in force, and a second one does not again', () => {
    const story = new PlanStory().active();
    expect(story.plan).toMatchObject({ state: 'active', activeFrom: dayOf(0), request: { state: 'booked' } });
    expect(story.told.map(({ kind }) => kind)).toEqual(['plan-active']);
    const [data] = story.all('plan-activated');
    expect(() => negotiationPlanActivated.check(data)).not.toThrow();
    expect(data).toMatchObject({ principal: '30.00', until: ROWS[2]?.dueOn, disclosureId: 'd-of-o-1' });
    story.heard();
    expect(story.book().heard()).toEqual([]);
    expect(story.book(shifted).plan.state).toBe('active');
  });

  it('a schedule that names nothing, or something else, does not', () => {
    expect(new PlanStory().offer().book(ROWS, null).plan.state).toBe('awaiting');
    expect(new PlanStory().offer().book(ROWS, 'q-other').plan.state).toBe('awaiting');
  });

  it('another schedule than was asked for waits for people; what the ledger mends later is in force', () => {
    const story = new PlanStory().offer();
    story.heard();
    story.book(shifted);
    expect(story.plan).toMatchObject({ state: 'differs', booked: shifted });
    expect(story.all('plan-not-booked')).toEqual([
      expect.objectContaining({ because: 'booked-otherwise', reason: 'row-1-date' }),
    ]);
    expect(story.told).toEqual([expect.objectContaining({ kind: 'plan-not-booked', because: 'booked-otherwise' })]);
    expect(story.book().plan.state).toBe('active');
  });

  it('the schedule of the ledger stands where the borrower has acknowledged just that', () => {
    const story = new PlanStory().offer().book(shifted);
    expect(settle(story, 'ledger').refused).toBe('disclosure-changed');
    expect(settle(story, 'ledger', 'd-of-o-1').refused).toBe('disclosure-changed');
    const shown = differenceId(story.plan);
    story.book(shifted.map((row) => ({ ...row, principal: 999 })));
    expect(settle(story, 'ledger', shown).refused).toBe('disclosure-changed');
    settle(acknowledge(story), 'ledger', differenceId(story.plan));
    expect(story.plan).toMatchObject({ state: 'active', booked: null, rows: [{ principal: 999 }, {}, {}] });
  });

  it('an ask that is rejected can be made once more, and no oftener', () => {
    const story = answer(new PlanStory().offer(), 'rejected');
    expect(story.plan).toMatchObject({ state: 'rejected', request: { state: 'rejected' } });
    expect(story.told).toEqual([expect.objectContaining({ kind: 'plan-not-booked', because: 'rejected' })]);
    const first = story.requestId;
    expect(settle(story, 'ask-again').plan).toMatchObject({ state: 'awaiting', request: { tries: 2, state: 'open' } });
    expect(story.requestId).not.toBe(first);
    expect(story.told.at(-1)?.kind).toBe('plan-asked');
    answer(story, 'rejected');
    expect(settle(story, 'ask-again').refused).toBe('too-many-tries');
    // What the ledger books for the first ask after all is the same plan; and one that is too old begins late.
    expect(story.book(ROWS, first).plan.state).toBe('active');
  });

  it('is not asked for again where its first instalment is due before the ledger could book it', () => {
    const story = answer(new PlanStory().offer(), 'rejected');
    story.openDay = addDays(FIRST_DUE, -1);
    expect(settle(story, 'ask-again').refused).toBe('offer-anew');
  });

  it('an ask that is open when an earlier one is booked is taken back', () => {
    const story = answer(new PlanStory().offer(), 'rejected');
    const first = story.requestId;
    settle(story, 'ask-again');
    story.heard();
    expect(story.book(ROWS, first).plan).toMatchObject({ state: 'active', request: { requestId: first } });
    expect(story.heard()).toEqual(['ask withdrawn', 'plan-activated', 'notice-requested']);
  });

  it('a ledger that is silent has until the end of its last day', () => {
    const story = new PlanStory().offer().close(5);
    expect(story.plan.state).toBe('awaiting');
    story.heard();
    expect(story.close().plan).toMatchObject({ state: 'timed-out', request: { state: 'timed-out' } });
    expect(story.heard()).toEqual(['ask withdrawn', 'plan-not-booked']);
    // Late, but the negotiation has not ended without it.
    expect(story.book().plan.state).toBe('active');
    expect(story.all('plan-activated')).toEqual([expect.objectContaining({ late: true })]);
  });

  it('what is booked after the negotiation has ended waits for people', () => {
    const story = closeRound(new PlanStory().offer().close(6)).book();
    expect(story.plan.state).toBe('booked-late');
    expect(settle(acknowledge(story), 'ledger', differenceId(story.plan)).plan).toMatchObject({ state: 'active' });
    expect(cancel(closeRound(new PlanStory().offer().close(6)).book()).plan.state).toBe('withdrawn');
  });

  it.each([
    ['awaiting', (story: PlanStory) => story, 'withdrawn'],
    ['rejected', (story: PlanStory) => answer(story, 'rejected'), 'withdrawn'],
    ['timed out', (story: PlanStory) => story.close(6), 'withdrawn'],
    ['booked otherwise', (story: PlanStory) => story.book(shifted), 'booked-late'],
    ['in force', (story: PlanStory) => story.book(), 'active'],
  ] as const)('a negotiation that ends without its plan, %s, leaves none in the way', (_name, until, state) => {
    const story = closeRound(until(new PlanStory().offer()));
    expect(story.plan.state).toBe(state);
    expect(story.plan.request?.state).not.toBe('open');
    // What people had to decide is not forgotten at once.
    expect(story.close(45).plan.rows.length > 0).toBe(state !== 'withdrawn');
  });

  it('a plan that is not in force can be given up, one that is cannot', () => {
    const story = new PlanStory().offer();
    story.heard();
    expect(cancel(story).plan).toMatchObject({ state: 'withdrawn', request: { state: 'withdrawn' } });
    expect(story.heard()).toEqual(['ask withdrawn', 'plan-not-booked']);
    expect(cancel(story).refused).toBe('plan-over');
    expect(story.book().plan.state).toBe('booked-late');
    expect(cancel(new PlanStory().active()).refused).toBe('plan-active');
  });

  it('another offer takes the place of a plan that waits, and not of one in force', () => {
    const story = new PlanStory().offer();
    story.heard();
    story.offer(anOffer({ id: 'o-2' }));
    expect(story.parts.plans.plans.map(({ state }) => state)).toEqual(['withdrawn', 'awaiting']);
    expect(story.heard().slice(0, 2)).toEqual(['ask withdrawn', 'plan-not-booked']);
    expect(story.told).toEqual([]);
    story.book();
    expect(story.offer(anOffer({ id: 'o-3' })).refused).toBe('plan-open');
  });

  it('a loan that ends takes its plan with it, without a failure', () => {
    const story = new PlanStory().active();
    story.on({ kind: 'status', status: 'transferred', effectiveOn: story.openDay });
    expect(story.plan).toMatchObject({ state: 'ended', endedOn: dayOf(0) });
    expect(story.all('plan-broken')).toEqual([]);
    expect(story.all('plan-ended')).toEqual([
      { planId: 'plan-of-o-1', on: dayOf(0), roundId: ROUND, because: 'loan-ended', unpaid: '30.00', currency: 'CNY' },
    ]);
    expect(story.told.map(({ kind }) => kind)).toEqual(['plan-active']);
    const reference = { requestId: 'lr-1', caseId: 'c-1' };
    const asked = new PlanStory();
    const { round } = asked.parts;
    asked.parts = { ...asked.parts, round: { ...round, open: round.open && { ...round.open, legal: reference } } };
    asked.active().on({ kind: 'status', status: 'closed', effectiveOn: dayOf(0) });
    const [ended] = asked.all('plan-ended');
    expect(() => negotiationPlanEnded.check(ended)).not.toThrow();
    // Legal escalation has asked for it, and learns that it is over.
    expect(ended).toMatchObject({ reference });
    const waiting = new PlanStory().offer().on({ kind: 'status', status: 'closed', effectiveOn: dayOf(0) });
    expect(waiting.plan).toMatchObject({ state: 'withdrawn', request: { state: 'withdrawn' } });
  });
});

describe('asks that move no schedule', () => {
  it('are in force when the ledger accepts them; for a schedule its word is not enough', () => {
    expect(answer(new PlanStory().offer(settlement()), 'accepted').plan.state).toBe('active');
    expect(answer(new PlanStory().offer(fund()), 'accepted').plan.state).toBe('active');
    expect(answer(new PlanStory().offer(), 'accepted').plan.state).toBe('awaiting');
    expect(byHand(new PlanStory().offer(), 'accepted').refused).toBe('needs-the-schedule');
    expect(byHand(new PlanStory().offer(), 'rejected').plan.state).toBe('rejected');
    expect(byHand(new PlanStory().offer(), 'rejected', 'q-other').refused).toBe('no-such-request');
    const paidOut = byHand(new PlanStory().offer(fund()), 'accepted');
    expect(paidOut.plan.state).toBe('active');
    expect(byHand(paidOut, 'accepted').refused).toBe('already-answered');
  });

  it('a settlement that is paid is completed, and the ledger asked to waive the rest and close', () => {
    const story = answer(new PlanStory().offer(settlement()), 'accepted');
    story.heard();
    story.pay(2_999);
    expect(story.plan.state).toBe('active');
    story.heard();
    story.pay(1);
    expect(story.plan).toMatchObject({ state: 'completed', request: { kind: 'close-settled', state: 'open' } });
    expect(story.all('close-settled')).toEqual([
      expect.objectContaining({ waive: expect.objectContaining({ penalty: '0.70' }) }),
    ]);
    expect(story.heard()).toEqual(['instalment-kept', 'plan-completed', 'ask close-settled']);
    // Silence of the ledger changes nothing for a borrower who has paid.
    story.close(6);
    expect(story.plan).toMatchObject({ state: 'completed', request: { state: 'timed-out' } });
    expect(story.heard()).toEqual([]);
    expect(settle(story, 'ask-again').plan.request).toMatchObject({ tries: 2, state: 'open' });
    expect(answer(story, 'accepted').plan.request).toMatchObject({ state: 'booked' });
  });

  it('money of a settlement that is taken back takes the ask to close back too', () => {
    const story = answer(new PlanStory().offer(settlement()), 'accepted').pay(3_000, dayOf(0), 'p');
    story.heard();
    story.reverse('p', 3_000);
    expect(story.plan).toMatchObject({ state: 'active', request: { state: 'withdrawn' }, endedOn: null });
    expect(story.heard()).toEqual([
      'plan-reopened',
      'plan-reopened',
      'plan-reopened',
      'plan-reopened',
      'ask withdrawn',
    ]);
    story.pay(3_000);
    expect(story.plan.request).toMatchObject({ kind: 'close-settled', tries: 2, state: 'open' });
  });

  it('a fund wants proof, and is done when it is accepted', () => {
    const story = answer(new PlanStory().offer(fund()), 'accepted');
    expect(story.all('fund-proof-wanted')).toEqual([{ planId: 'plan-of-o-1', dueOn: dayOf(30) }]);
    story.paper('a'.repeat(64));
    const proof = (accepted: boolean) =>
      story.on({ kind: 'fund-proof', planId: story.plan.planId, sha256: 'a'.repeat(64), accepted, by: 'w' });
    story.closeTo(dayOf(29));
    expect(story.plan.state).toBe('active');
    story.close();
    expect(story.plan).toMatchObject({ state: 'at-risk', fund: { proof: 'missing' } });
    expect(proof(false).plan).toMatchObject({ state: 'at-risk', fund: { proof: 'refused' } });
    story.heard();
    expect(proof(true).plan).toMatchObject({ state: 'completed', fund: { proof: 'accepted' } });
    expect(story.heard()).toEqual(['fund-proof-received', 'plan-recovered', 'plan-completed']);
    expect(proof(true).refused).toBe('plan-not-active');
  });
});
