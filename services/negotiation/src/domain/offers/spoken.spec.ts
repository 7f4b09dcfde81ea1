import { anOffer, PlanStory } from '../plans/fixtures.js';
import { OfferStory, propose } from './fixtures.js';

const CALL = { kind: 'recording', id: 'call-17', sha256: 'cd'.repeat(32) };
const STAFF = { by: 'wang', via: 'staff' } as const;
const LETTER = { by: 'borrower', via: 'letter' } as const;

/** An offer of the policy that was shown. */
const shown = () => new OfferStory().take(propose()).approve().disclose();
const names = (story: OfferStory) => {
  const { offerId, disclosureId } = story.offer();
  return { offerId, disclosureId: disclosureId ?? 'none' };
};

describe.each([
  ['staff without a proof', STAFF, 'evidence-missing', undefined],
  ['staff with one', { ...STAFF, evidence: CALL }, null, CALL],
  ['a letter of the borrower', LETTER, null, undefined],
] as const)('%s', (_, spoken, refused, evidence) => {
  const proof = { via: spoken.via, ...(evidence !== undefined && { evidence }) };

  it('acknowledges', () => {
    const story = shown();
    story.take({ kind: 'acknowledge', ...names(story), ...spoken });
    expect(story.refused).toBe(refused);
    if (refused === null) expect(story.heard('disclosure-acknowledged').at(-1)).toMatchObject(proof);
  });

  it('accepts; the time bar begins anew by that proof', () => {
    const story = shown().acknowledge().accept(0, spoken);
    expect(story.refused).toBe(refused);
    const interrupted = story.heard<{ evidence: object }>('limitation-interrupted');
    if (refused !== null) return expect(interrupted).toEqual([]);
    expect(story.heard('offer-accepted').at(-1)).toMatchObject(proof);
    const disclosed = { kind: 'disclosure', id: names(story).disclosureId };
    expect(interrupted.map((one) => one.evidence)).toEqual([evidence ?? disclosed]);
  });

  it.each(['one', 'all'])('declines %s', (which) => {
    const story = shown();
    const { offerId } = names(story);
    story.take({ kind: 'reject', offerId: which === 'all' ? 'all' : offerId, because: 'too-dear', ...spoken });
    expect(story.refused).toBe(refused);
    if (refused === null) expect(story.heard('offer-rejected').at(-1)).toMatchObject({ because: 'too-dear', ...proof });
  });
});

it('what is told as taken by staff without a proof moves no time bar', () => {
  const story = new PlanStory().offer(anOffer(), 'staff');
  expect(story.said.map(({ type }) => type)).toContain('offer-accepted');
  expect(story.said.map(({ type }) => type)).not.toContain('limitation-interrupted');
});
