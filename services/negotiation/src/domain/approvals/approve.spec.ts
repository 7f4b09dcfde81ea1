import type { CalendarDate } from '@mora/kernel';
import { ASSESSED, FIGURES, hidden, OfferStory, propose } from '../offers/fixtures.js';
import { dayOf, linked, LI, POLICIES, START } from '../loan/fixtures.js';
import type { Terms } from '../words.js';

const sheetOf = (...terms: readonly Terms[]) => ({
  terms,
  waive: { interest: 0, fee: 0, penalty: 0 },
  firstDueOn: '2026-03-20' as never,
  beside: false,
});

const SETTLEMENT = sheetOf({ kind: 'settlement', pay: 1_500_000, parts: 1, everyMonths: 1 });
const THREE_MONTHS = sheetOf({ kind: 'extension', months: 3 });
const FUND = sheetOf({
  kind: 'hardship-fund',
  fund: 100_000,
  purpose: 'serious-illness',
  instalments: 10,
  proofDays: 30,
});
const rich = hidden({ ...FIGURES, liquid: 9_000_000 });
const of = (sheet: ReturnType<typeof sheetOf>, by = 'chen') =>
  new OfferStory(undefined, 'long-term').take(propose({ sheets: [sheet], figures: rich, by }));

it('nobody approves what they have proposed, whatever their tier', () => {
  const story = of(THREE_MONTHS).approve(0, 'chen');
  expect(story.refused).toBe('own-proposal');
  story.approve(0, 'wu', { tier: 'T2' });
  expect([story.refused, story.offer().state]).toEqual([null, 'approved']);
});

it('nor what is above their tier', () => {
  const story = of(THREE_MONTHS).approve(0, 'wu', { tier: 'T1' });
  expect(story.refused).toBe('tier-too-low');
  story.take({ kind: 'refuse', offerId: story.offer().offerId, because: 'no', by: 'wu', tier: 'T1' });
  expect(story.refused).toBe('tier-too-low');
});

it('a reason is given', () => {
  expect(of(THREE_MONTHS).approve(0, 'wu', { because: ' ' }).refused).toBe('reason-missing');
});

it('the highest tier takes two people', () => {
  const story = of(SETTLEMENT).approve(0, 'wu');
  expect([story.offer().tier, story.offer().state]).toEqual(['T4', 'draft']);
  expect(story.heard('offer-approved')).toEqual([]);
  story.approve(0, 'wu');
  expect(story.refused).toBe('voted-already');
  story.approve(0, 'zhao');
  expect(story.offer().state).toBe('approved');
  expect(story.heard('offer-approved')).toMatchObject([
    { tier: 'T4', approvers: ['wu', 'zhao'], proposer: 'chen', because: 'fits' },
  ]);
});

it('one of them refuses: it is refused, said with the reason, and the bank has to offer anew', () => {
  const story = of(SETTLEMENT).approve(0, 'wu');
  story.take({ kind: 'refuse', offerId: story.offer().offerId, because: 'too-low', by: 'zhao', tier: 'T4' });
  expect(story.offer().state).toBe('refused');
  expect(story.heard('offer-refused')).toMatchObject([{ approvers: ['wu', 'zhao'], because: 'too-low' }]);
  expect(story.parts.round.open).not.toBeNull();
  expect(
    Object.values(story.writes)
      .flat()
      .filter((write) => write.includes('"offer-anew"')),
  ).toHaveLength(1);
  expect(story.types).not.toContain('failed');
});

it('what the policy proposes at the lowest tier and gives nothing away, the policy approves', () => {
  const story = new OfferStory(undefined, 'not-in-difficulty').take(propose());
  const { state, votes } = story.of('arrears-plan');
  expect(state).toBe('approved');
  expect(votes.map(({ by }) => by)).toEqual(['policy:approvals/1']);
});

it('arrears that go into the schedule are looked at by a person', () => {
  const story = new OfferStory().take(propose());
  expect(story.of('spread')).toMatchObject({ state: 'draft', tier: 'T2' });
});

it('what is heavier waits for the guarantor’s word, and anybody else’s does not do', () => {
  const story = new OfferStory(undefined, 'long-term').take(linked(LI, { role: 'guarantor' }));
  story.take(propose({ sheets: [THREE_MONTHS] })).approve();
  expect(story.refused).toBe('guarantor-consent-missing');
  const consent = {
    kind: 'guarantor-consent',
    offerId: story.offer().offerId,
    sha256: 'cd'.repeat(32),
    by: 'wang',
  } as const;
  story.take({ ...consent, personId: 'demo:P-9' as never, on: START });
  expect(story.refused).toBe('no-such-guarantor');
  story.take({ ...consent, personId: LI, on: '2026-03-03' as never });
  expect(story.refused).toBe('in-the-future');
  story.take({ ...consent, personId: LI, on: START });
  expect(story.heard('guarantor-consented')).toMatchObject([{ personId: LI, documentHash: 'cd'.repeat(32) }]);
  story.approve();
  expect(story.offer().state).toBe('approved');
});

it('a policy that only warns lets it be approved', () => {
  const kinds = (of: (typeof POLICIES.menu.forbearance)[number]['kinds']) => ({
    ...of,
    extension: { ...of.extension, consent: 'warn' as const },
  });
  const forbearance = POLICIES.menu.forbearance.map((file) => ({ ...file, kinds: kinds(file.kinds) }));
  const policies = { ...POLICIES, menu: { ...POLICIES.menu, forbearance } };
  const story = new OfferStory(policies, 'long-term').take(linked(LI, { role: 'guarantor' }));
  story.take(propose({ sheets: [THREE_MONTHS] })).approve();
  expect([story.refused, story.offer().built.warnings]).toEqual([null, ['guarantor-consent:warn']]);
});

it('a fund is looked at twice, by others, and with a proof', () => {
  const story = of(FUND).approve(0, 'wu').approve(0, 'zhao');
  expect(story.offer().state).toBe('approved');
  story.disclose();
  expect(story.refused).toBe('review-missing');
  const review = { kind: 'fund-review', offerId: story.offer().offerId, accepted: true, because: 'proven' } as const;
  for (const [by, refused] of [
    ['chen', 'own-proposal'],
    ['wu', 'voted-already'],
    ['qian', 'proof-not-verified'],
  ] as const) {
    story.take({ ...review, by });
    expect(story.refused).toBe(refused);
  }
  if (story.state === null) throw new Error('no loan');
  const { parts } = story.state;
  const reviewedBy = (kind: string, expiresOn: CalendarDate) => {
    const proof = { docId: 'd', kind, sha256: 'ef'.repeat(32), type: 'pdf', givenBy: 'borrower', expiresOn } as const;
    const proofs = [{ ...proof, state: 'verified' as const, verifiedBy: 'qian' }];
    story.state = story.state && { ...story.state, parts: { ...parts, assessment: { ...parts.assessment, proofs } } };
    return story.take({ ...review, by: 'qian' }).refused;
  };
  expect(reviewedBy('payslip', START)).toBe('proof-not-verified');
  expect(reviewedBy('hospital-bill', dayOf(-1))).toBe('proof-not-verified');
  expect(reviewedBy('hospital-bill', START)).toBeNull();
  story.disclose();
  expect([story.refused, story.offer().state]).toEqual([null, 'disclosed']);
});

it('a fund that the second look refuses is refused', () => {
  const story = of(FUND).approve(0, 'wu');
  const { offerId } = story.offer();
  story.take({ kind: 'fund-review', offerId, accepted: false, because: 'other-purpose', by: 'qian' });
  expect(story.offer()).toMatchObject({ state: 'refused', review: { by: 'qian', accepted: false } });
});

it('a settlement in Taiwan is told to the managing directors', () => {
  const reports = [{ jurisdiction: 'CN' as const, kinds: ['settlement' as const], to: 'managing-directors', days: 30 }];
  const story = new OfferStory({ ...POLICIES, approvals: { ...POLICIES.approvals, reports } }, 'long-term');
  story.take(propose({ sheets: [SETTLEMENT], figures: rich, assessmentId: ASSESSED }));
  story.approve(0, 'wu').approve(0, 'zhao');
  const items = Object.values(story.writes)
    .flat()
    .filter((write) => write.includes('report-to-managing-directors'));
  expect(items).toHaveLength(1);
});
