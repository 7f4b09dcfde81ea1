import type { CalendarDate } from '@mora/kernel';
import { stated } from '../assessment/fixtures.js';
import type { LoanEvent } from '../loan/event.js';
import { awaitingPlan, dayOf, OUTREACH, paid, POLICIES, START, WANG } from '../loan/fixtures.js';
import type { LoanState } from '../loan/state.js';
import type { Plan } from '../plans/types.js';
import { ASSESSED, FIGURES, hidden, OfferStory, propose } from './fixtures.js';

type Command<K extends LoanEvent['kind']> = Extract<LoanEvent, { kind: K }>;
type Approve = Command<'approve-unaffordable'>;

const WORDS = 'Both wages are gone, and there is nothing to sell.';
const means = (over: Partial<typeof FIGURES> = {}) => ({
  figures: hidden({ ...FIGURES, stressed: 0, capacity: 0, liquid: 0, ...over }),
  assessmentId: ASSESSED,
});
const declare = (over: Partial<Command<'declare-unaffordable'>> = {}): LoanEvent => ({
  kind: 'declare-unaffordable',
  words: hidden(WORDS),
  ...means(),
  by: 'chen',
  ...over,
});
const idOf = (story: OfferStory): string => story.parts.offers.declared?.declarationId ?? 'none';
const approve = (story: OfferStory, over: Partial<Approve> = {}): LoanEvent => ({
  kind: 'approve-unaffordable',
  declarationId: idOf(story),
  because: 'nothing-left',
  ...means(),
  by: 'wu',
  tier: 'T2',
  ...over,
});
const refuse = (story: OfferStory, by = 'wu'): LoanEvent => ({
  kind: 'refuse-unaffordable',
  declarationId: idOf(story),
  because: 'pension-not-asked-for',
  by,
  tier: 'T2',
});

/** Borne by what the fixtures of offers have, and not by nothing. */
const BY_HAND = {
  terms: [{ kind: 'extension' as const, months: 3 }],
  waive: { interest: 0, fee: 0, penalty: 0 },
  firstDueOn: '2026-03-20' as CalendarDate,
  beside: false,
};

const stateAnew: LoanEvent = {
  ...{ kind: 'assess', assessmentId: 'a-2', anew: null, personId: WANG, proofs: [], names: hidden({}) },
  ...{ statement: hidden(stated({ asOf: START })), by: 'chen', via: 'staff' },
};

/** Assessed by Li, who can bear what is there in a way that the menu for it has nothing for. */
const inNeed = (policies = POLICIES): OfferStory =>
  new OfferStory(policies, 'long-term').assessed('long-term', { takenBy: 'li' });
const declaredStory = (): OfferStory => inNeed().take(declare());
const endsOf = ({ parts }: OfferStory) => parts.round.closed.map(({ outcome, on }) => `${outcome} ${on}`);

function withParts(story: OfferStory, change: (parts: LoanState['parts']) => Partial<LoanState['parts']>): OfferStory {
  if (story.state === null) throw new Error('no loan');
  const { parts } = story.state;
  story.state = { ...story.state, parts: { ...parts, ...change(parts) } };
  return story;
}
const inForce = (state: Plan['state']) => (story: OfferStory) =>
  withParts(story, () => ({
    plans: { plans: [{ ...awaitingPlan('q-1', [], START), state, activeFrom: START }] },
  }));
const assessmentWith = (over: Partial<LoanState['parts']['assessment']>) => (story: OfferStory) =>
  withParts(story, ({ assessment }) => ({ assessment: { ...assessment, ...over } }));

it('declared by one, approved by another: the negotiation has failed as it does where the menu is empty', () => {
  const story = declaredStory();
  expect([story.refused, endsOf(story)]).toEqual([null, []]);
  expect(story.parts.offers.declared).toMatchObject({ proposer: 'chen', tier: 'T2', assessmentId: ASSESSED });
  story.take(approve(story));
  expect([story.refused, endsOf(story)]).toEqual([null, [`unaffordable ${dayOf(0)}`]]);
  expect(story.heard('failed')).toMatchObject([{ reason: 'unaffordable', consecutive: 1, planId: null }]);
  const byMenu = new OfferStory(undefined, 'unaffordable').take(propose(means()));
  expect(byMenu.parts.round.closed.map(({ outcome, on }) => ({ outcome, on }))).toEqual(
    story.parts.round.closed.map(({ outcome, on }) => ({ outcome, on })),
  );
  expect(story.parts.tally.consecutive).toBe(byMenu.parts.tally.consecutive);
});

it('the words are sealed, and neither they nor a figure leave or are kept', () => {
  const planted = { stressed: 193, capacity: 217, liquid: 0 };
  const story = inNeed().take(declare(means(planted)));
  story.take(approve(story, means(planted)));
  expect(endsOf(story)).toHaveLength(1);
  const sealed = Object.values(story.writes).flatMap((rows) => rows.filter((row) => row.includes('"sealed"')));
  expect(sealed.map((row) => JSON.parse(row) as object)).toMatchObject([
    { row: { field: 'declaration', personId: 'demo:P-1', value: {} } },
  ]);
  const everything = JSON.stringify([story.said, story.writes, story.state]);
  expect([everything.includes(WORDS), /\b(193|217)\b/.test(everything)]).toEqual([false, false]);
});

/** The least that has to be borne, stressed, for any product to fit. */
function leastThatFits(): number {
  let [none, some] = [0, 200_000];
  while (some - none > 1) {
    const middle = Math.floor((none + some) / 2);
    if (inNeed().take(declare(means({ stressed: middle, capacity: middle }))).refused === null) none = middle;
    else some = middle;
  }
  return some;
}
const LEAST = leastThatFits();
const bearing = (minor: number) => means({ stressed: minor, capacity: minor });

const dispute: LoanEvent = { kind: 'dispute-raised', disputeId: 'd-1', about: 'amount', on: START };
const hardship: LoanEvent = { kind: 'hardship', reportId: 'h-1', reason: 'illness', on: START };
const upstream: LoanEvent = { kind: 'upstream-held', by: 'ledger', reason: 'contract', since: START };
const heldUntil = (until: CalendarDate): LoanEvent => ({
  ...{ kind: 'hold', holdId: 'h-1', hold: 'vulnerability', from: dayOf(-9), until, because: 'in-hospital', by: 'wang' },
});
const pausedUntil = (until: CalendarDate): LoanEvent => ({ kind: 'paused', pauseId: 'w', from: dayOf(-9), until });
const undated = (story: OfferStory) => withParts(story, ({ ledger }) => ({ ledger: { ...ledger, disbursedOn: null } }));
function behind(story: OfferStory): OfferStory {
  story.today = dayOf(1);
  return story;
}

/** Why nobody may say it: before it is declared, and as well where it has come since. */
const STANDS: readonly (readonly [string, (story: OfferStory) => OfferStory, string | null])[] = [
  ['as it was', (s) => s, null],
  ['documents are wanted', assessmentWith({ wanted: ['payslip'] }), 'documents-wanted'],
  ['documents that the bank has not looked at', assessmentWith({ verifyBy: dayOf(3) }), 'documents-unverified'],
  ['not assessed', assessmentWith({ current: null }), 'not-assessed'],
  ['an assessment that is stale', (s) => s.assessed('long-term', { state: 'stale' }), 'assessment-stale'],
  ['one whose last day is over', (s) => s.assessed('long-term', { validUntil: dayOf(-1) }), 'assessment-stale'],
  ['one whose last day it is', (s) => s.assessed('long-term', { validUntil: dayOf(0) }), null],
  ['a dispute', (s) => s.take(dispute), 'held'],
  ['a hold whose last day it is', (s) => s.take(heldUntil(dayOf(0))), 'held'],
  ['a hold whose last day was yesterday', (s) => s.take(heldUntil(dayOf(-1))), null],
  ['a pause whose last day it is', (s) => s.take(pausedUntil(dayOf(0))), 'held'],
  ['a pause whose last day was yesterday', (s) => s.take(pausedUntil(dayOf(-1))), null],
  ['a plan in force', inForce('active'), 'plan-open'],
  ['a plan at risk', inForce('at-risk'), 'plan-open'],
  ['a plan that was kept to its end', inForce('completed'), null],
  ['another service holds the loan', (s) => s.take(upstream), 'not-known-yet'],
  ['the lane is behind', behind, 'not-known-yet'],
  ['outreach is silent about a hardship', (s) => s.take(hardship), 'not-known-yet'],
  ['outreach has said all of it', (s) => s.take(hardship).known(OUTREACH, dayOf(-1)), null],
  ['nobody can say what the cap is', undated, 'cap-not-covered'],
];

it.each(STANDS)('declared, %s', (_what, change, because) => {
  const story = change(inNeed()).take(declare());
  expect([story.refused, idOf(story) === 'none', endsOf(story)]).toEqual([because, because !== null, []]);
});

it.each(STANDS)('approved, and since it was declared: %s', (_what, change, because) => {
  const story = change(declaredStory());
  const ends = endsOf(story.take(approve(story)));
  expect([story.refused, ends]).toEqual([because, because === null ? [`unaffordable ${dayOf(0)}`] : []]);
});

it.each([
  ['a cent too little for anything', bearing(LEAST - 1), null],
  ['just enough for a product', bearing(LEAST), 'menu-has-offers'],
])('what can be borne: %s', (_what, figures, because) => {
  expect(inNeed().take(declare(figures)).refused).toBe(because);
  const story = declaredStory();
  story.take(approve(story, figures));
  expect([story.refused, endsOf(story).length]).toEqual([because, because === null ? 1 : 0]);
});

it('money that has come since makes what is left small enough to be borne', () => {
  const story = inNeed().take(declare(bearing(LEAST - 1)));
  expect(story.refused).toBeNull();
  story.take(paid('p-1', 400_000, START));
  story.take(approve(story, bearing(LEAST - 1)));
  expect([story.refused, endsOf(story), idOf(story)]).toEqual([
    'menu-has-offers',
    [],
    expect.stringMatching(/^[0-9a-f]{32}$/),
  ]);
});

it('it is said of every product: what the policy keeps for another verdict is tried as well', () => {
  const rich = means({ liquid: 1_500_000 });
  expect(inNeed().take(propose(rich)).refused).toBe('nothing-affordable');
  expect(inNeed().take(declare(rich)).refused).toBe('other-kinds-fit');
});

it.each<readonly [string, Partial<Approve>, string | null]>([
  ['the one who has declared it', { by: 'chen' }, 'own-proposal'],
  ['the one who has taken down the statement', { by: 'li' }, 'own-assessment'],
  ['somebody without the authority', { tier: 'T1' }, 'tier-too-low'],
  ['somebody with more than is needed', { tier: 'T4' }, null],
  ['without a reason', { because: ' ' }, 'reason-missing'],
  ['by other figures', { assessmentId: 'a-0' }, 'assessment-stale'],
  ['another one', { declarationId: 'd-0' }, 'no-such-declaration'],
])('approved by %s', (_who, over, because) => {
  const story = declaredStory();
  story.take(approve(story, over));
  expect([story.refused, endsOf(story).length]).toEqual([because, because === null ? 1 : 0]);
});

it('where the policy wants the highest tier, two have to approve it, and nobody twice', () => {
  const policies = { ...POLICIES, approvals: { ...POLICIES.approvals, unaffordable: 'T4' as const } };
  const story = inNeed(policies).take(declare());
  story.take(approve(story, { tier: 'T4' }));
  expect([story.refused, endsOf(story)]).toEqual([null, []]);
  expect(story.take(approve(story, { tier: 'T4' })).refused).toBe('voted-already');
  story.take(approve(story, { tier: 'T4', by: 'zhao' }));
  expect(endsOf(story)).toEqual([`unaffordable ${dayOf(0)}`]);
});

it('refused by another: the negotiation goes on, and it may be declared again', () => {
  const story = declaredStory().take(declare());
  expect(story.refused).toBe('declared-already');
  expect(story.take(refuse(story, 'chen')).refused).toBe('own-proposal');
  const first = idOf(story);
  story.take(refuse(story));
  expect([story.refused, idOf(story), endsOf(story)]).toEqual([null, 'none', []]);
  story.take(declare());
  expect([story.refused, idOf(story) === first]).toEqual([null, false]);
});

it.each<readonly [string, (story: OfferStory) => OfferStory]>([
  ['something was stated anew', (s) => s.take(stateAnew)],
  ['somebody has made an offer by hand', (s) => s.take(propose({ sheets: [BY_HAND] }))],
  [
    'the negotiation has ended',
    (s) => s.take({ kind: 'close-round', outcome: 'withdrawn', because: 'asked', by: 'wu' }),
  ],
])('it is over where %s, and so is the work about it', (_what, change) => {
  const story = declaredStory();
  const gone = approve(story);
  change(story);
  expect(story.refused).toBeNull();
  const rows = Object.values(story.writes).flatMap((all) => all.filter((row) => row.includes('"work_item"')));
  const about = (gone as Approve).declarationId;
  const items = rows.map((row) => (JSON.parse(row) as { row: { itemId: string; about?: string; state: string } }).row);
  const { itemId } = items.find((item) => item.about === about) ?? {};
  expect(items.filter((item) => item.itemId === itemId).map(({ state }) => state)).toEqual(['open', 'done']);
  expect(story.take(gone).refused).toBe('no-such-declaration');
});

it('beside an open offer nobody declares it', () => {
  const story = inNeed().take(propose({ sheets: [BY_HAND] }));
  expect(story.take(declare()).refused).toBe('offers-open');
  const { offerId } = story.offer();
  story.take({ kind: 'withdraw-offer', offerId, because: 'wrong', by: 'wang' }, declare());
  expect(story.refused).toBeNull();
});
