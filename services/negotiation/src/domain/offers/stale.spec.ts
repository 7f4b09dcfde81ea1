import { dayOf, paid } from '../loan/fixtures.js';
import { dispute } from '../round/fixtures.js';
import { OfferStory, propose } from './fixtures.js';

const acknowledged = (): OfferStory => {
  const story = new OfferStory().take(propose());
  const nth = story.offers.findIndex(({ kinds }) => kinds.join() === 'spread');
  return story.approve(nth).disclose(nth).acknowledge(nth);
};
const works = (story: OfferStory): number =>
  Object.values(story.writes)
    .flat()
    .filter((write) => write.includes('"offer-anew"')).length;
const reasons = (story: OfferStory) => story.heard('offer-withdrawn').map(({ because }) => because);
const notices = (story: OfferStory) => story.heard('notice-requested').map(({ template }) => template);

// N-21: what the bank itself has made unacceptable is no failure of the borrower's.
describe('offers that stand no more on what is owed', () => {
  it.each<[string, (story: OfferStory) => OfferStory, boolean]>([
    ['money on account', (s) => s.take(paid('p', 10_000, dayOf(0))), true],
    ['a cent', (s) => s.take(paid('p', 1, dayOf(0))), true],
    ['nothing', (s) => s.close(3), false],
  ])('%s', (_what, go, gone) => {
    const story = go(acknowledged());
    expect(story.of('spread').state).toBe(gone ? 'withdrawn' : 'acknowledged');
    expect(works(story)).toBe(gone ? 1 : 0);
    expect(story.parts.round.open?.state).toBe('offered');
  });

  it('are taken back at once, each with its reason, and the negotiation goes on', () => {
    const story = acknowledged();
    const { length } = story.offers;
    story.take(paid('p', 10_000, dayOf(0)));
    expect(reasons(story)).toEqual(Array.from({ length }, () => 'position-changed'));
    story.close(5).take(propose({ by: 'qian' }));
    expect(story.refused).toBeNull();
    expect(story.heard('failed')).toEqual([]);
  });

  it('money that is taken back makes them no offers again', () => {
    const story = acknowledged().take(paid('p', 10_000, dayOf(0)));
    story.take({ kind: 'reversal', paymentId: 'p', minor: 10_000, on: dayOf(0) });
    expect(story.of('spread').state).toBe('withdrawn');
  });

  it('stay while the ledger is asked for one that was taken', () => {
    const story = acknowledged();
    const nth = story.offers.indexOf(story.of('spread'));
    story.accept(nth);
    expect(story.refused).toBeNull();
    story.take(paid('p', 10_000, dayOf(0)));
    expect(story.offers.filter(({ state }) => state === 'withdrawn')).toEqual([]);
  });
});

describe('an offer behind a dispute', () => {
  const held = (days: number): OfferStory => {
    const story = acknowledged();
    // No other offer waits for an approval, by which the bank would hold the negotiation itself.
    for (const { offerId } of story.offers.filter(({ state }) => state === 'draft')) {
      story.take({ kind: 'withdraw-offer', offerId, because: 'not-wanted', by: 'wu' });
    }
    story.take(dispute(dayOf(0)));
    story.close(days).heard('notice-requested');
    story.take({ kind: 'dispute-closed', disputeId: 'd-1', outcome: 'upheld', on: dayOf(days) });
    return story.close();
  };

  // Its first instalment falls due on the 20th, day 18; five days are the least.
  it.each([
    ['with five days left', 11, 'acknowledged', ['negotiation-offer-disclosed']],
    ['with too few days left', 13, 'withdrawn', []],
    ['whose first day has passed', 40, 'withdrawn', []],
  ])('%s', (_what, days, state, written) => {
    const story = held(days);
    expect(story.of('spread').state).toBe(state);
    expect(notices(story).filter((one) => one === 'negotiation-offer-disclosed')).toEqual(written);
  });

  it('has not failed the borrower', () => {
    const story = held(40).close(20);
    expect(story.heard('failed')).toEqual([]);
    expect(story.parts.round.open).not.toBeNull();
    expect(works(story)).toBe(1);
  });
});
