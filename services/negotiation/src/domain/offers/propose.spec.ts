import { FIGURES, hidden, OfferStory, propose } from './fixtures.js';
import { dayOf, POLICIES } from '../loan/fixtures.js';
import { total } from '../menu/amounts.js';
import type { Plan } from '../plans/types.js';
import type { Terms } from '../words.js';
import { isOpenOffer } from './step.js';

const sheetOf = (...terms: readonly Terms[]) => ({
  terms,
  waive: { interest: 0, fee: 0, penalty: 0 },
  firstDueOn: '2026-03-20' as never,
  beside: false,
});
const means = (over: Partial<typeof FIGURES>) => ({ figures: hidden({ ...FIGURES, ...over }) });
const kindsOf = (story: OfferStory) => story.offers.filter(isOpenOffer).map(({ kinds }) => kinds.join('+'));

it('the menu of a short squeeze: priced, in order, at most five, each another choice', () => {
  const story = new OfferStory().take(propose());
  expect(kindsOf(story)).toEqual(['partial-principal', 'spread', 'grace', 'grace+reduced-instalment', 'interest-only']);
  expect(story.offers.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5]);
  expect(new Set(story.offers.map(({ built }) => JSON.stringify(built.instalments))).size).toBe(5);
  expect(story.offers.every(({ affords, built }) => affords === 'yes' && built.largest <= FIGURES.stressed)).toBe(true);
  expect(story.parts.round.open?.state).toBe('offered');
});

it('a fund is offered to whoever bears it beside the loan, behind all that changes the loan', () => {
  const roomy = { ...POLICIES, offers: { ...POLICIES.offers, maxOffers: 8 } };
  const story = new OfferStory(roomy).take(propose());
  expect(kindsOf(story).at(-1)).toBe('hardship-fund');
  const { largest } = story.of('hardship-fund').built;
  const of = (stressed: number) => kindsOf(new OfferStory(roomy).take(propose(means({ stressed }))));
  expect(of(largest)).toContain('hardship-fund');
  expect(of(largest - 1)).not.toContain('hardship-fund');
});

it('what is said of an offer is what it is', () => {
  const story = new OfferStory().take(propose());
  const spread = story.of('spread');
  expect(story.heard('offer-made')).toContainEqual({
    roundId: story.parts.round.open?.roundId,
    episodeId: 'e-1',
    offerId: spread.offerId,
    kinds: ['spread'],
    rank: 2,
    of: 5,
    by: 'policy',
    affordable: 'yes',
    tier: 'T2',
    disclosureId: null,
    currency: 'CNY',
    firstDueOn: '2026-03-20',
    lastDueOn: '2027-12-20',
    count: 22,
    instalment: '1309.50',
    totalCost: (total(spread.built.totals) / 100).toFixed(2),
    costDelta: '0.00',
    waived: '0.00',
    expiresAt: null,
  });
});

it('no figure of a household stands in anything that is kept or leaves', () => {
  const planted = { capacity: 217_391, stressed: 193_817, liquid: 61_979 };
  const story = new OfferStory().take(propose(means(planted)));
  const everything = JSON.stringify([story.said, story.writes, story.state]);
  expect(Object.values(planted).filter((figure) => everything.includes(String(figure)))).toEqual([]);
  expect(story.offers.length).toBeGreaterThan(0);
});

it('the length is the least that fits: a cent less, and it is longer', () => {
  const lengthFor = (stressed: number): number => {
    const story = new OfferStory(undefined, 'long-term').take(propose(means({ stressed })));
    return story.of('extension').built.instalments.length;
  };
  const { largest } = new OfferStory(undefined, 'long-term').take(propose()).of('extension').built;
  const { largest: smaller, instalments } = new OfferStory(undefined, 'long-term')
    .take(propose(means({ stressed: largest - 1 })))
    .of('extension').built;
  expect(smaller).toBeLessThan(largest);
  expect(instalments.length).toBeGreaterThan(lengthFor(largest));
});

it('who bears it only while nothing worse happens is offered it only where the policy says so', () => {
  const figures = means({ stressed: 0, capacity: 160_000 });
  expect(new OfferStory().take(propose(figures)).refused).toBe('nothing-affordable');
  const policies = { ...POLICIES, offers: { ...POLICIES.offers, offerStressedOnly: true } };
  const story = new OfferStory(policies).take(propose(figures));
  expect(story.offers.every(({ affords }) => affords === 'stressed-only')).toBe(true);
  expect(kindsOf(story)).toContain('spread');
});

it('who can bear nothing that the bank may offer has failed by that, and only with that verdict', () => {
  const nothing = means({ stressed: 0, capacity: 0, liquid: 0 });
  const other = new OfferStory(undefined, 'long-term').take(propose(nothing));
  expect([other.refused, other.parts.round.open === null]).toEqual(['nothing-affordable', false]);
  const story = new OfferStory(undefined, 'unaffordable').take(propose(nothing));
  expect(story.refused).toBeNull();
  expect(story.parts.round.open).toBeNull();
  expect(story.parts.round.closed.at(-1)?.outcome).toBe('unaffordable');
});

it('a settlement out of what is there is a step of what is owed, and not the sealed sum itself', () => {
  const of = (liquid: number) =>
    new OfferStory(undefined, 'unaffordable')
      .take(propose(means({ liquid, stressed: 0, capacity: 0 })))
      .of('settlement').built.settlesFor;
  const sum = of(1_500_000);
  expect(sum).toBeLessThan(1_500_000);
  // The sums at hand between two steps are told apart by nothing.
  expect([of(sum ?? 0), of((sum ?? 0) + 1), of(1_499_999)]).toEqual([sum, sum, sum]);
  expect(of((sum ?? 0) - 1)).toBeLessThan(sum ?? 0);
});

it('a new menu takes the place of what nobody was shown; what was shown stays', () => {
  const story = new OfferStory().take(propose());
  const nth = story.offers.findIndex(({ kinds }) => kinds.join() === 'spread');
  story
    .approve(nth)
    .disclose(nth)
    .take(propose({ by: 'qian' }));
  expect(story.refused).toBeNull();
  expect(story.of('spread').state).toBe('disclosed');
  expect(story.offers.filter(({ state }) => state === 'withdrawn')).toHaveLength(4);
  expect(kindsOf(story)).toHaveLength(5);
});

it('terms of somebody’s own are judged alike', () => {
  const story = new OfferStory().take(propose({ sheets: [sheetOf({ kind: 'extension', months: 2 })] }));
  expect(story.offer()).toMatchObject({ source: 'staff', proposer: 'chen', tier: 'T2', state: 'draft' });
  story.take(propose({ sheets: [sheetOf({ kind: 'extension', months: 2 })] }));
  expect(story.refused).toBe('offered-already');
  story.take(propose({ sheets: [sheetOf({ kind: 'extension', months: 999 })] }));
  expect(story.refused).toBe('limit-extension-months');
  story.take(propose({ sheets: [sheetOf({ kind: 'extension', months: 3 })], ...means({ stressed: 1, capacity: 1 }) }));
  expect(story.refused).toBe('unaffordable');
});

const past = (over: Partial<Plan>): Plan =>
  ({ state: 'completed', kinds: ['extension'], activeFrom: null, endedOn: null, ...over }) as Plan;
function withPlans(...plans: readonly Plan[]): OfferStory {
  const story = new OfferStory();
  if (story.state === null) throw new Error('no loan');
  story.state = { ...story.state, parts: { ...story.state.parts, plans: { plans } } };
  return story;
}

it.each([
  [
    'two restructurings in two years',
    [past({ activeFrom: dayOf(-100) }), past({ activeFrom: dayOf(-400) })],
    'limit-restructures',
  ],
  ['one of them before', [past({ activeFrom: dayOf(-100) }), past({ activeFrom: dayOf(-732) })], null],
  ['a plan broken thirty days ago', [past({ state: 'broken', endedOn: dayOf(-30) })], null],
  ['a day later', [past({ state: 'broken', endedOn: dayOf(-29) })], 'limit-cooldown'],
  [
    'two broken plans',
    [past({ state: 'broken', endedOn: dayOf(-200) }), past({ state: 'broken', endedOn: dayOf(-100) })],
    'limit-broken-plans',
  ],
] as const)('%s', (_, plans, refused) => {
  expect(withPlans(...plans).take(propose()).refused).toBe(refused);
});

it('nothing is offered without a negotiation, an assessment of today, or a schedule', () => {
  expect(new OfferStory().assessed('short-term', { state: 'stale' }).take(propose()).refused).toBe('assessment-stale');
  expect(new OfferStory().assessed('short-term', { validUntil: dayOf(-1) }).take(propose()).refused).toBe(
    'assessment-stale',
  );
  expect(new OfferStory().assessed('short-term', { validUntil: dayOf(0) }).take(propose()).refused).toBeNull();
  const closed = new OfferStory().take({ kind: 'close-round', outcome: 'withdrawn', because: 'asked', by: 'wu' });
  expect(closed.take(propose()).refused).toBe('no-round');
  expect(new OfferStory(undefined, 'short-term', []).take(propose()).refused).toBe('no-schedule');
});

it('the same command leads to the same ids in every run', () => {
  const ids = () => new OfferStory().take(propose()).offers.map(({ offerId }) => offerId);
  expect(ids()).toEqual(ids());
});
