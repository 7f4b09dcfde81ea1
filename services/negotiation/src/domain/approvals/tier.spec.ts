import { OfferStory } from '../offers/fixtures.js';
import { limitFacts } from '../offers/limits.js';
import { pricedNow } from '../offers/step.js';
import { POLICIES } from '../loan/fixtures.js';
import { build } from '../menu/build.js';
import { builtFor, positionFor, sheetFor } from '../menu/fixtures.js';
import type { Sheet, Terms, Tier } from '../words.js';
import { isAtLeast, tierOf } from './tier.js';

const story = new OfferStory(undefined, 'long-term');
const priced = pricedNow(story.scene);
if (typeof priced === 'string') throw new Error(priced);
const { position, rules } = priced;
const facts = limitFacts(story.parts, story.openDay, POLICIES.offers);
const NONE = { interest: 0, fee: 0, penalty: 0 };

function tierFor(terms: readonly Terms[], waive: Sheet['waive'] = NONE): Tier {
  const sheet = { terms, waive, firstDueOn: position.nextDueOn, beside: false };
  const built = build(position, sheet, rules, facts);
  if (built.kind === 'refused') throw new Error(`${built.limit}: ${built.because}`);
  return tierOf(position, sheet, built, POLICIES.approvals).tier;
}

const overMonths: Terms = { kind: 'arrears-plan', months: 22 };

it.each<[string, readonly Terms[], Tier]>([
  ['nothing longer', [overMonths], 'T1'],
  ['arrears go into the schedule', [{ kind: 'spread', instalments: 22 }], 'T2'],
  ['a grace of a month', [{ kind: 'grace', months: 1, interest: 'spread' }], 'T1'],
  ['whose interest becomes principal', [{ kind: 'grace', months: 1, interest: 'capitalised' }], 'T2'],
  ['a month longer', [{ kind: 'extension', months: 1 }], 'T1'],
  ['two months longer', [{ kind: 'extension', months: 2 }], 'T2'],
  ['three months longer', [{ kind: 'extension', months: 3 }], 'T2'],
  ['four months longer', [{ kind: 'extension', months: 4 }], 'T3'],
  ['twelve months longer', [{ kind: 'extension', months: 12 }], 'T3'],
  ['a basis point of the rate', [{ kind: 'rate-cut', rate: '0.1079', months: null }], 'T3'],
  ['less than a basis point counts as one', [{ kind: 'rate-cut', rate: '0.10799999', months: null }], 'T3'],
  ['a grace without interest', [{ kind: 'grace', months: 1, interest: 'waived' }], 'T3'],
  ['months of part principal bear no interest', [{ kind: 'partial-principal', months: 1, permille: 500 }], 'T3'],
  ['principal is waived', [{ kind: 'settlement', pay: 1_500_000, parts: 1, everyMonths: 1 }], 'T4'],
  [
    'a hardship fund',
    [{ kind: 'hardship-fund', fund: 100_000, purpose: 'serious-illness', instalments: 10, proofDays: 30 }],
    'T4',
  ],
])('%s', (_, terms, tier) => {
  expect(tierFor(terms)).toBe(tier);
});

it.each([
  [1, 'T2'],
  [300, 'T2'],
  [301, 'T3'],
  [3_000, 'T3'],
] as const)('%i of 3,000 of penalty waived: %s', (penalty, tier) => {
  expect(tierFor([overMonths], { ...NONE, penalty })).toBe(tier);
});

it('thirteen months longer, of a loan that is long enough for it', () => {
  const long = positionFor({ count: 60 });
  const sheet = sheetFor(long, { kind: 'extension', months: 13 });
  expect(tierOf(long, sheet, builtFor(long, sheet.terms), POLICIES.approvals).tier).toBe('T4');
});

it('a cent of interest waived', () => {
  expect(tierFor([overMonths], { ...NONE, interest: 1 })).toBe('T3');
});

it('what no row speaks of is for the highest', () => {
  const sheet = { terms: [overMonths], waive: NONE, firstDueOn: position.nextDueOn, beside: false };
  const built = build(position, sheet, rules, facts);
  if (built.kind === 'refused') throw new Error(built.because);
  expect(tierOf(position, sheet, built, { ...POLICIES.approvals, rows: [] }).tier).toBe('T4');
});

it('a tier reaches down, never up', () => {
  expect(isAtLeast('T3', 'T2')).toBe(true);
  expect(isAtLeast('T2', 'T2')).toBe(true);
  expect(isAtLeast('T1', 'T2')).toBe(false);
});
