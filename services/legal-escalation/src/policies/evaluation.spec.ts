import { addDays, calendarDate, type Currency } from '@mora/kernel';
import { allowed, type WayFacts } from '../domain/matter/allowed.js';
import { type EvaluationFile, proveEvaluation } from '../domain/matter/golden.js';
import { isStale, judgeApproval, judgeOpinion, type Opinion } from '../domain/matter/opinion.js';
import type { Matter } from '../domain/matter/types.js';
import type { Strategy } from '../domain/words.js';
import { loadEvaluation } from './evaluation.js';
import { SHIPPED } from './shipped.js';

const [RULES] = loadEvaluation(SHIPPED) as readonly [EvaluationFile];
const WAYS = Object.keys(RULES.strategies) as Strategy[];
const full: Matter['checklist'] = RULES.items.map((item) => ({ item, state: 'yes', proof: null }));
const FACTS = { amount: 5_000_000, currency: 'CNY' as Currency, jurisdiction: 'CN' as const, checklist: full };
const opinion = (over: Partial<Opinion> = {}): Opinion => ({
  strategy: 'ordinary',
  expectedRecovery: 5_000_000,
  expectedCost: 300_000,
  lessHarmful: ['settlement: refused twice', 'payment-order: objection expected'],
  ...over,
});

describe('an opinion', () => {
  const judge = (over: Partial<Opinion> = {}, facts: Partial<typeof FACTS> = {}) =>
    judgeOpinion(opinion(over), { ...FACTS, ...facts }, RULES);
  const checked = (item: string, state: 'yes' | 'no' | 'unknown' | 'na') => ({
    checklist: full.map((one) => (one.item === item ? { ...one, state } : one)),
  });

  it('stands where everything was looked at', () => expect(judge()).toBeNull());

  it.each<['yes' | 'no' | 'unknown' | 'na', boolean]>([
    ['yes', true],
    ['na', true],
    ['no', false],
    ['unknown', false],
  ])('an item that is %s: %s', (state, stands) => {
    expect(judge({}, checked('guarantee', state))).toEqual(
      stands ? null : { because: 'checklist-open', detail: 'guarantee' },
    );
  });

  it.each(WAYS)('%s is refused by an empty checklist', (strategy) => {
    const { jurisdictions, needs } = RULES.strategies[strategy];
    const [jurisdiction = 'CN'] = jurisdictions;
    const found = judgeOpinion(opinion({ strategy }), { ...FACTS, jurisdiction, checklist: [] }, RULES);
    expect(found).toEqual({ because: 'checklist-open', detail: needs.join(', ') });
  });

  it('a way of another jurisdiction is none', () => {
    expect(judge({ strategy: 'tw-ordinary' })).toEqual({ because: 'other-jurisdiction' });
  });

  it.each([
    [[], 'settlement, payment-order'],
    [['settlement: refused twice'], 'payment-order'],
    [['settlement: refused twice', 'payment-order:  '], 'payment-order'],
    [['settlement: refused twice', 'payment-orders are slow'], 'payment-order'],
  ])('that says %j of milder ways is silent on %s', (lessHarmful, detail) => {
    expect(judge({ lessHarmful })).toEqual({ because: 'less-harmful-open', detail });
  });

  it('a currency without a least claim goes to no court', () => {
    expect(judge({}, { currency: 'USD' as Currency })).toEqual({ because: 'not-proportionate' });
  });
});

describe('four eyes', () => {
  const evaluation = {
    evaluationId: 'e-1',
    by: 'lawyer-1',
    strategy: 'ordinary' as const,
    approver: null,
    on: calendarDate('2026-07-01'),
    expectedRecovery: 1,
    expectedCost: 1,
    lessHarmful: [],
    because: 'weighed',
    claimed: null,
  };
  it.each<[string, 'given' | 'approved' | 'refused' | null, string, boolean, string | null]>([
    ['who gave it', 'given', 'lawyer-1', false, 'own-approval'],
    ['the lawyer of the case', 'given', 'lawyer-2', true, 'own-approval'],
    ['the lawyer of the case, where the bank allows it', 'given', 'lawyer-2', false, null],
    ['somebody else', 'given', 'supervisor', true, null],
    ['somebody else, again', 'approved', 'supervisor', true, 'nothing-to-approve'],
    ['somebody else, after a refusal', 'refused', 'supervisor', true, 'nothing-to-approve'],
    ['somebody else, without an opinion', null, 'supervisor', true, 'nothing-to-approve'],
  ])('%s', (_, state, actor, otherLawyer, because) => {
    const matter = { lawyer: 'lawyer-2', evaluation: state === null ? null : { ...evaluation, state } };
    expect(judgeApproval(matter, actor, { otherLawyer })?.because ?? null).toBe(because);
  });
});

it.each([
  [30, 0, false],
  [31, 0, true],
  [0, 5_000, false],
  [0, 5_001, true],
  [0, -5_000, false],
  [0, -5_001, true],
])('a claim %i days later and %i apart is to be approved anew: %s', (days, moved, stale) => {
  const approved = { asOf: calendarDate('2026-07-01'), total: 100_000 };
  const now = { asOf: addDays(approved.asOf, days), total: 100_000 + moved };
  expect(isStale(approved, now, RULES)).toBe(stale);
});

describe('the ways to court', () => {
  const facts = (over: Partial<WayFacts> = {}): WayFacts => ({
    amount: 6_000_000,
    currency: 'CNY',
    region: 'demo',
    agreed: false,
    isDomestic: true,
    isReachable: true,
    asksPreservation: false,
    isBesideSuit: false,
    papers: [],
    ...over,
  });
  const paper = (kind: Matter['papers'][number]['kind']) => ({
    kind,
    id: kind,
    sha256: 'a'.repeat(64),
    on: calendarDate('2026-07-01'),
  });

  it.each<[Strategy, Partial<WayFacts>, string | null]>([
    ['small-claims', {}, null],
    ['small-claims', { amount: 6_000_001 }, 'amount-over'],
    ['small-claims', { amount: 24_000_000, agreed: true }, null],
    ['small-claims', { amount: 24_000_001, agreed: true }, 'amount-over'],
    ['small-claims', { region: 'elsewhere' }, 'conditions'],
    ['small-claims', { region: 'constructor' }, 'conditions'],
    ['payment-order', {}, null],
    ['payment-order', { isDomestic: false }, 'conditions'],
    ['payment-order', { isReachable: false }, 'conditions'],
    ['payment-order', { asksPreservation: true }, 'conditions'],
    ['notarised', { papers: [paper('notarised-instrument')] }, 'conditions'],
    ['notarised', { papers: [paper('notarised-instrument'), paper('execution-certificate')] }, null],
    ['collateral', {}, 'conditions'],
    ['collateral', { papers: [paper('collateral')] }, null],
    ['preservation', {}, 'conditions'],
    ['preservation', { papers: [paper('security')] }, null],
    ['preservation', { isBesideSuit: true }, null],
    ['ordinary', { amount: 900_000_000 }, null],
    ['tw-small-claims', { currency: 'TWD', amount: 10_000_000 }, null],
    ['tw-small-claims', { currency: 'TWD', amount: 10_000_001 }, 'amount-over'],
    ['tw-simplified', { currency: 'TWD', amount: 50_000_000 }, null],
    ['tw-simplified', { currency: 'TWD', amount: 50_000_001 }, 'amount-over'],
    ['tw-small-claims', { amount: 1 }, 'amount-over'],
  ])('%s of %j: %s', (strategy, over, because) => {
    expect(allowed(strategy, facts(over), RULES)?.because ?? null).toBe(because);
  });
});

it('a file that needs an item of no checklist does not start', () => {
  expect(() => proveEvaluation({ ...RULES, items: RULES.items.slice(1) })).toThrow('is no item of the checklist');
});

it('a file that fails its golden cases does not start', () => {
  expect(() => proveEvaluation({ ...RULES, recoveryPermille: 1_501 })).toThrow('worth it');
});
