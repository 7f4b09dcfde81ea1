import fc from 'fast-check';
import { addDays } from '@mora/kernel';
import { paid, POLICIES, scheduled } from '../loan/fixtures.js';
import { breachCost } from '../menu/breach.js';
import { total } from '../menu/amounts.js';
import type { Terms, Verdict } from '../words.js';
import { canonicalJson } from './canonical.js';
import { disclosureIdOf, packOf } from './disclosure.js';
import { FIGURES, hidden, OfferStory, propose, SHA } from './fixtures.js';
import { packNow } from './show.js';
import { pricedNow } from './step.js';

function packOfFirst(story: OfferStory) {
  const pack = packNow(story.offer(0), story.scene);
  if (typeof pack === 'string') throw new Error(pack);
  return pack;
}

const VERDICTS: readonly Verdict[] = ['short-term', 'long-term', 'not-in-difficulty'];
const minor = (text: string): number => Math.round(Number(text) * 100);

it('what is disclosed is what is asked of the ledger, what the plan holds, and what a breach is charged', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...VERDICTS),
      fc.integer({ min: 135_000, max: 260_000 }),
      fc.integer({ min: 0, max: 4 }),
      (verdict, stressed, wanted) => {
        const figures = hidden({ ...FIGURES, stressed, capacity: stressed });
        const story = new OfferStory(undefined, verdict).take(propose({ figures }));
        const nth = story.offers.length === 0 ? 0 : wanted % story.offers.length;
        if (story.offers.length === 0) return;
        if (story.offer(nth).state === 'draft') story.approve(nth);
        const pack = packNow(story.offer(nth), story.scene);
        if (typeof pack === 'string') throw new Error(pack);
        const priced = pricedNow(story.scene);
        if (typeof priced === 'string') throw new Error(priced);
        story.disclose(nth).acknowledge(nth).accept(nth, { figures });
        expect(story.refused).toBeNull();
        const [plan] = story.parts.plans.plans;
        expect(plan?.rows).toEqual(pack.new);
        expect(plan?.disclosureId).toBe(disclosureIdOf(pack));
        const [ask] = story.heard<{ instalments: readonly Record<string, string>[] }>('reschedule');
        const asked = ask?.instalments.map(({ principal, interest, fee, penalty }) =>
          [principal, interest, fee, penalty].map((text) => minor(text ?? '')),
        );
        expect(asked).toEqual(pack.new.map((row) => [row.principal, row.interest, row.fee, row.penalty]));
        const { position, rules } = priced;
        const [row] = pack.new;
        const { example } = pack.breach;
        if (row === undefined || example === null) throw new Error('no example');
        expect(example.paidOn).toBe(addDays(row.dueOn, POLICIES.offers.disclosed.exampleDays));
        expect({ penalty: example.penalty, compound: example.compound, capped: example.capped }).toEqual(
          breachCost(row, row.dueOn, example.paidOn, pack.rate.new, rules, position.contractOn),
        );
        expect(pack.totals.new).toBe(pack.new.reduce((sum, one) => sum + total(one), 0));
        expect(pack.totals.delta).toBe(pack.totals.new - pack.totals.old);
      },
    ),
    { numRuns: 30 },
  );
});

it('a pack shows old and new side by side, the rates, the breach and what it means', () => {
  const story = new OfferStory(undefined, 'long-term').take(propose());
  const nth = story.offers.findIndex(({ kinds }) => kinds.join() === 'rate-cut');
  story.approve(nth);
  const pack = packNow(story.offer(nth), story.scene);
  expect(pack).toMatchObject({
    kinds: ['rate-cut'],
    rate: { old: '0.1080', isImplied: false },
    breach: { graceDays: 5, brokenAfterDays: 30, missed: 2, collectionResumes: true },
    effect: { forms: expect.arrayContaining(['rate-cut']), observation: { periods: 2, months: 12 } },
  });
  if (typeof pack === 'string') throw new Error(pack);
  expect(pack.old).toHaveLength(24);
  expect(Number(pack.breach.penaltyRate)).toBeCloseTo(Number(pack.rate.new) * 1.5, 10);
  expect(pack.texts.map(({ id }) => id)).toEqual([
    'interest-rule',
    'breach',
    'class-effect',
    'credit-record',
    'free-choice',
    'whom-to-ask',
    ...(pack.totals.delta > 0 ? ['guarantors'] : []),
    'kind-rate-cut',
  ]);
});

it('every kind has its text, and every text its languages', () => {
  const ids = new Set(POLICIES.disclosure.map(({ id }) => id));
  const kinds = Object.keys(POLICIES.menu.forbearance[0]?.kinds ?? {}) as Terms['kind'][];
  expect(kinds.length).toBeGreaterThanOrEqual(16);
  expect(kinds.filter((kind) => !ids.has(`kind-${kind}`))).toEqual([]);
});

it('other words, other ids: a pack is known by all that it says', () => {
  const story = new OfferStory(undefined, 'not-in-difficulty').take(propose());
  const pack = packOfFirst(story);
  const priced = pricedNow(story.scene);
  if (typeof priced === 'string') throw new Error(priced);
  const again = packOf(priced.position, story.offer(0), priced.rules, POLICIES);
  expect(disclosureIdOf(again)).toBe(disclosureIdOf(pack));
  const newer = POLICIES.disclosure.map((text) => ({ ...text, version: text.version + 1 }));
  const other = packOf(priced.position, story.offer(0), priced.rules, { ...POLICIES, disclosure: newer });
  expect(disclosureIdOf(other)).not.toBe(disclosureIdOf(pack));
});

it('money that has come since makes it another offer: it is never priced again silently', () => {
  const ready = () => new OfferStory(undefined, 'not-in-difficulty').take(propose()).disclose(0).acknowledge(0);
  for (const event of [
    paid('p-1', 1, '2026-03-02' as never),
    scheduled(2, ready().parts.ledger.schedule?.instalments ?? []),
  ]) {
    const story = ready().take(event).accept(0);
    expect(story.refused).toBe('offer-withdrawn');
    story.disclose(0);
    expect(story.refused).toBe('offer-withdrawn');
  }
});

it('shown once more word by word, it need not be acknowledged again; shown otherwise, it must', () => {
  const story = new OfferStory(undefined, 'not-in-difficulty').take(propose()).disclose(0).acknowledge(0).disclose(0);
  expect([story.refused, story.offer(0).state]).toEqual([null, 'acknowledged']);
  expect(story.heard('disclosed')).toHaveLength(1);
  const { offerId } = story.offer(0);
  story.take({ kind: 'disclose', offerId, disclosureId: 'another', sha256: SHA, by: 'wang', via: 'staff' });
  expect(story.refused).toBe('disclosure-changed');
});

it('a text does not depend on the order of fields, nor hold what is undefined', () => {
  expect(canonicalJson({ b: 1, a: [{ d: null, c: undefined }] })).toBe('{"a":[{"d":null}],"b":1}');
});
