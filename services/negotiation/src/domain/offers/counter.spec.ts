import type { OfferCommand } from './commands.js';
import { ASSESSED, FIGURES, hidden, OfferStory, propose } from './fixtures.js';
import { isOpenOffer } from './step.js';

type Counter = Extract<OfferCommand, { kind: 'counter' }>;

const story = () => new OfferStory(undefined, 'long-term').take(propose());
/** The first that somebody has approved: the borrower may answer it. */
const shownTo = (of: OfferStory) => {
  const found = of.offers.find(({ state }) => state === 'approved');
  if (found === undefined) throw new Error('none is approved');
  return found;
};
const counter = (of: OfferStory, wish: Counter['wish'], over: Partial<Counter> = {}): Counter => ({
  kind: 'counter',
  counterId: 'c-1',
  offerId: shownTo(of).offerId,
  wish,
  figures: hidden(FIGURES),
  assessmentId: ASSESSED,
  by: 'P-1',
  via: 'portal',
  ...over,
});

it('a wish inside the policy is taken: another offer, by the borrower', () => {
  const one = story();
  one.take(counter(one, { months: 4 }));
  const fresh = one.offers.at(-1);
  expect(fresh).toMatchObject({ source: 'counter', proposer: 'P-1', state: 'draft', tier: 'T3' });
  expect(one.heard('offer-countered')).toMatchObject([
    {
      offerId: shownTo(one).offerId,
      answer: 'accepted',
      nearestOfferId: fresh?.offerId,
      because: 'inside-the-policy',
    },
  ]);
});

it('one beyond it is answered with the nearest that is allowed', () => {
  const one = story();
  one.take(counter(one, { months: 600 }));
  expect(one.heard('offer-countered')).toMatchObject([
    { answer: 'nearest', nearestOfferId: one.offers.at(-1)?.offerId },
  ]);
});

it('an instalment that no plan has is refused, with the reason; it is counted all the same', () => {
  const one = story();
  one.take(counter(one, { largest: 1 }));
  expect(one.heard('offer-countered')).toMatchObject([{ answer: 'refused', nearestOfferId: null, because: 'largest' }]);
  expect(one.parts.offers.counters).toBe(1);
});

it('terms that could not be borne are refused', () => {
  const one = story();
  one.take(counter(one, { months: 1 }, { figures: hidden({ ...FIGURES, stressed: 1, capacity: 1, liquid: 0 }) }));
  expect(one.heard('offer-countered')).toMatchObject([{ answer: 'refused', because: 'unaffordable' }]);
});

it('what is offered already is named, not made twice', () => {
  const one = story();
  const { sheet, offerId } = one.of('extension');
  one.take(counter(one, { sheet }));
  expect(one.heard('offer-countered')).toMatchObject([{ answer: 'accepted', nearestOfferId: offerId }]);
  expect(one.offers).toHaveLength(4);
});

it('a borrower may ask a few times', () => {
  const one = story();
  for (const [n, refused] of [null, null, null, 'limit-counters'].entries()) {
    one.take(counter(one, { largest: 1 }, { counterId: `c-${n}` }));
    expect(one.refused).toBe(refused);
  }
});

it('among five offers the last one that nobody has seen makes room', () => {
  const one = new OfferStory().take(propose());
  one.approve(one.offers.findIndex(({ kinds }) => kinds.join() === 'spread'));
  one.take(counter(one, { months: 2 }, { offerId: one.of('spread').offerId }));
  expect(one.offers.filter(isOpenOffer)).toHaveLength(5);
  expect(one.of('interest-only').state).toBe('withdrawn');
});

it.each([
  ['portal', 1],
  ['letter', 1],
  ['staff', 0],
] as const)('who asks for other terms by %s asks for time: the time bar begins anew %i times', (via, times) => {
  const one = story();
  one.take(counter(one, { months: 4 }, { via }));
  expect(one.heard('limitation-interrupted')).toHaveLength(times);
});
