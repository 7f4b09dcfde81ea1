import { dayOf } from '../loan/fixtures.js';
import { OfferStory, propose } from './fixtures.js';

/** Two offers, of which the policy has approved both. */
const made = () => new OfferStory(undefined, 'not-in-difficulty').take(propose());
const states = (story: OfferStory) => story.offers.map(({ state }) => state);
type NoticeOutcome = 'sent' | 'failed' | 'lapsed' | 'refused';
const dispute = { kind: 'dispute-raised', disputeId: 'd-1', about: 'amount' } as const;

it('a term begins when the offer is shown and ends with its last day', () => {
  const story = made().close(2).disclose(0);
  expect(story.offer(0).validUntil).toBe(dayOf(16));
  expect(story.heard('notice-requested')).toMatchObject([
    {
      template: 'negotiation-offer-disclosed',
      facts: { reference: story.offer(0).offerId, until: dayOf(16) },
      notBefore: dayOf(2),
    },
  ]);
  story.close(14);
  expect(states(story)).toEqual(['disclosed', 'approved']);
  story.close();
  expect(states(story)).toEqual(['expired', 'approved']);
  expect(story.heard('offer-expired')).toMatchObject([{ because: 'term-over' }]);
  expect(story.parts.round.open).not.toBeNull();
});

it('it ends before the first instalment falls due', () => {
  const story = made().close(10).disclose(0);
  // Shown on the 12th, due on the 20th.
  expect(story.offer(0).built.instalments[0]?.dueOn).toBe('2026-03-20');
  expect(story.offer(0).validUntil).toBe('2026-03-19');
});

it('with the last one that runs out the negotiation fails, once outreach can say nothing more of the day', () => {
  const story = made().disclose(0).disclose(1).close(15);
  expect(states(story)).toEqual(['expired', 'expired']);
  expect(story.parts.round.closed.map(({ outcome }) => outcome)).toEqual(['expired']);
  expect(story.heard('failed')).toMatchObject([{ reason: 'expired', consecutive: 1 }]);
});

// N-21, S69: silence is no answer to what has reached nobody.
it.each<[string, readonly NoticeOutcome[], boolean, boolean]>([
  ['neither notice has come', ['failed', 'refused'], false, false],
  ['the gate let neither pass in time', ['lapsed', 'lapsed'], false, false],
  ['one was sent', ['sent', 'failed'], false, true],
  ['neither has come, and the borrower has seen one', ['failed', 'failed'], true, true],
])('nobody answers, and %s', (_what, outcomes, isAcknowledged, fails) => {
  const story = made().disclose(0).disclose(1);
  if (isAcknowledged) story.acknowledge(0);
  const asked = story.heard('notice-requested').map(({ requestId }) => String(requestId));
  outcomes.forEach((outcome, n) =>
    story.take({ kind: 'notice-answered', requestId: asked[n] ?? '', outcome, on: dayOf(1) }),
  );
  story.close(15);
  expect(states(story)).toEqual(['expired', 'expired']);
  expect(story.heard('failed')).toHaveLength(fails ? 1 : 0);
  expect(story.parts.round.open === null).toBe(fails);
});

it.each([
  [14, false],
  [15, true],
])('of two that run out on day 14 the notices fail on day %d, heard ahead: it fails: %s', (on, fails) => {
  const story = made().disclose(0).disclose(1).close(14);
  expect(story.offer(0).validUntil).toBe(dayOf(14));
  const asked = story.heard('notice-requested').map(({ requestId }) => String(requestId));
  for (const requestId of asked) story.take({ kind: 'notice-answered', requestId, outcome: 'failed', on: dayOf(on) });
  story.close(3);
  expect(story.heard('failed')).toHaveLength(fails ? 1 : 0);
});

it('all of them declined: it fails by that', () => {
  const story = made().disclose(0);
  story.take({ kind: 'reject', offerId: 'all', because: 'too-dear', by: 'P-1', via: 'portal' });
  expect(states(story)).toEqual(['rejected', 'withdrawn']);
  expect(story.heard('failed')).toMatchObject([{ reason: 'rejected' }]);
});

it('what nobody has shown cannot be declined', () => {
  const story = made();
  story.take({ kind: 'reject', offerId: 'all', because: 'too-dear', by: 'P-1', via: 'portal' });
  expect(story.refused).toBe('not-disclosed');
  expect(story.heard('failed')).toEqual([]);
});

// Whoever pays on account makes the offers another bargain: that they run out then is nothing the borrower failed at.
it('offers that money has changed run out as the bank’s, and it has to offer anew', () => {
  const story = made().disclose(0).disclose(1);
  const money = { currency: 'CNY', minor: 1_000, valueDate: dayOf(1), portions: null } as const;
  story.take({ kind: 'payment', paymentId: 'on-account', ...money }).close(15);
  expect(states(story)).toEqual(['withdrawn', 'withdrawn']);
  expect(story.heard('offer-withdrawn')).toMatchObject([{ because: 'position-changed' }, {}]);
  expect(story.heard('failed')).toEqual([]);
  expect(story.parts.round.open).not.toBeNull();
});

it('one declined leaves the others', () => {
  const story = made().disclose(0);
  story.take({ kind: 'reject', offerId: story.offer(0).offerId, because: 'too-dear', by: 'P-1', via: 'portal' });
  expect(states(story)).toEqual(['rejected', 'approved']);
  expect(story.parts.round.open).not.toBeNull();
});

it('what the bank takes back ends nothing: it has to offer anew', () => {
  const story = made();
  for (const nth of [0, 1]) {
    story.take({ kind: 'withdraw-offer', offerId: story.offer(nth).offerId, because: 'wrong', by: 'wang' });
  }
  expect(story.parts.round.open).not.toBeNull();
  expect(
    Object.values(story.writes)
      .flat()
      .filter((write) => write.includes('"offer-anew"')),
  ).toHaveLength(1);
});

it('under a hold nothing runs out; what was left runs on, and not for less than the policy says', () => {
  const story = made()
    .disclose(0)
    .close(2)
    .take({ ...dispute, on: dayOf(2) });
  expect(story.offer(0)).toMatchObject({ validUntil: null, restDays: 12 });
  story.close(8);
  expect(story.offer(0).state).toBe('disclosed');
  story.take({ kind: 'dispute-closed', disputeId: 'd-1', outcome: 'rejected', on: dayOf(10) });
  story.close();
  // Its twelve days are more than there are before the first instalment falls due on the 20th.
  expect(story.offer(0)).toMatchObject({ state: 'disclosed', restDays: null, resumes: 1, validUntil: '2026-03-19' });
  story.close(8);
  expect(story.offer(0).state).toBe('expired');
});

it('an offer that is shown under a hold has its days once the hold is lifted', () => {
  const story = made().take({
    kind: 'hold',
    holdId: 'h',
    hold: 'bank-delay',
    from: dayOf(0),
    until: null,
    because: 'x',
    by: 'wu',
  });
  story.disclose(0);
  expect(story.offer(0)).toMatchObject({ state: 'disclosed', validUntil: null, restDays: 14 });
  story.close(3).take({ kind: 'lift', holdId: 'h', because: 'over', by: 'wu' }).close();
  expect(story.offer(0)).toMatchObject({ restDays: null, resumes: 1 });
  expect(story.offer(0).validUntil).not.toBeNull();
});

it('a borrower in dispute binds nobody; one whom the bank keeps waiting does', () => {
  const story = made().disclose(0).acknowledge(0);
  story.take({ ...dispute, on: dayOf(0) }).accept(0);
  expect(story.refused).toBe('held');
  const other = made().disclose(0).acknowledge(0);
  other
    .take({ kind: 'hold', holdId: 'h', hold: 'bank-delay', from: dayOf(0), until: null, because: 'x', by: 'wu' })
    .accept(0);
  expect(other.refused).toBeNull();
});

it('when the negotiation ends, so do its offers; the next one begins without them', () => {
  const story = made().disclose(0).take({ kind: 'close-round', outcome: 'withdrawn', because: 'asked', by: 'wu' });
  expect(states(story)).toEqual(['withdrawn', 'withdrawn']);
  expect(story.heard('offer-withdrawn')).toMatchObject([
    { because: 'round-withdrawn', episodeId: 'e-1' },
    { because: 'round-withdrawn' },
  ]);
  story.close(20).take({ kind: 'open', because: 'again', reason: null, by: 'wang', who: 'borrower', legal: null });
  expect(story.parts.offers).toMatchObject({
    offers: [],
    counters: 0,
    history: [{ state: 'withdrawn' }, { state: 'withdrawn' }],
  });
});
