import type { LoanEvent } from '../loan/event.js';
import { paid } from '../loan/fixtures.js';
import { OfferStory, propose } from './fixtures.js';

/** One offer is shown, and no other is there; it is the last day of its term. */
const lastDay = (): OfferStory => {
  const story = new OfferStory().take(propose());
  const nth = story.offers.findIndex(({ kinds }) => kinds.join() === 'spread');
  story.approve(nth).disclose(nth).acknowledge(nth);
  for (const { offerId } of story.offers.filter(({ state }) => state === 'draft')) {
    story.take({ kind: 'withdraw-offer', offerId, because: 'not-wanted', by: 'wu' });
  }
  const { validUntil } = story.of('spread');
  while (validUntil !== null && story.openDay < validUntil) story.close();
  return story;
};
const everything = (story: OfferStory): LoanEvent => paid('all', 10_000_000, story.openDay);
const closed = (story: OfferStory): LoanEvent => {
  return { kind: 'status', status: 'closed', effectiveOn: story.openDay };
};

// N-21: silence on what could not have been taken any more is no failure of the borrower's.
describe('the term of an offer ends', () => {
  it.each<[string, (story: OfferStory) => readonly LoanEvent[], string]>([
    ['and it could have been taken', () => [], 'expired'],
    ['on the day on which all was paid', (story) => [everything(story)], 'withdrawn'],
    ['on the day on which the loan was closed', (story) => [closed(story)], 'withdrawn'],
    ['on the day on which all was paid and the loan closed', (s) => [everything(s), closed(s)], 'withdrawn'],
  ])('%s', (_, events, state) => {
    const story = lastDay();
    story.take(...events(story)).close(5);
    expect(story.of('spread').state).toBe(state);
    expect(story.heard<{ reason: string }>('failed').map(({ reason }) => reason)).toEqual(
      state === 'expired' ? ['expired'] : [],
    );
    expect(story.parts.tally.consecutive).toBe(state === 'expired' ? 1 : 0);
  });
});
