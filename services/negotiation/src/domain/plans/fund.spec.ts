import { addDays } from '@mora/kernel';
import { hidden, proof as proofOf } from '../assessment/fixtures.js';
import { assessmentPart } from '../assessment/part.js';
import { dayOf, linked, LoanStory, registered, WANG } from '../loan/fixtures.js';
import { anOffer, PlanStory } from './fixtures.js';

const PROOF_DAYS = 30;
const DUE = dayOf(PROOF_DAYS);
/** The policy's days behind it. */
const LAST = addDays(DUE, 30);
const SHA = 'a'.repeat(64);

const offer = () => ({
  ...anOffer({ kinds: ['hardship-fund'], built: { fund: 9_000 }, proofDays: PROOF_DAYS }),
  proposer: 'chen',
  review: { by: 'li', accepted: true, because: 'bill-seen' },
});

function lent(): PlanStory {
  const story = new PlanStory().offer(offer());
  story.on({ kind: 'request-answered', requestId: story.requestId, outcome: 'accepted', reason: null });
  story.heard();
  story.told = [];
  return story;
}

const proof = (story: PlanStory, accepted: boolean, by = 'zhao', sha256 = SHA) =>
  story.on({ kind: 'fund-proof', planId: story.plan.planId, sha256, accepted, by });
const decide = (story: PlanStory, decision: 'let-be' | 'end', by = 'sun', tier: 'T3' | 'T4' = 'T4') =>
  story.on({ kind: 'fund-decision', planId: story.plan.planId, decision, because: 'flood-took-the-papers', by, tier });

describe('a fund of which nobody shows what it was used for', () => {
  it.each([
    ['on the last day for its proof', addDays(DUE, -1), 'active'],
    ['the day after', DUE, 'at-risk'],
    ['before its end', addDays(LAST, -1), 'at-risk'],
    ['at its end', LAST, 'ended'],
  ] as const)('%s', (_when, day, state) => expect(lent().closeTo(day).plan.state).toBe(state));

  it('ends without a failure, is told, and leaves work', () => {
    const story = lent().closeTo(LAST);
    expect(story.heard()).toEqual(['plan-at-risk', 'plan-ended']);
    expect(story.told).toEqual([expect.objectContaining({ kind: 'plan-over', how: 'ended' })]);
    expect(story.writes).toContainEqual({
      table: 'work_item',
      row: expect.objectContaining({ state: 'open', kind: 'fund-unproven', team: 'supervisor' }),
    });
    expect(proof(story, false).refused).toBe('plan-not-active');
  });

  it('a proof that was refused keeps it no longer', () => {
    const story = proof(lent(), false);
    expect(story.plan.state).toBe('at-risk');
    expect(story.closeTo(addDays(LAST, -1)).plan.state).toBe('at-risk');
    expect(story.close().plan.state).toBe('ended');
  });

  it('one of before, whose end nobody wrote down, ends by the policy', () => {
    const story = lent();
    const { endsOn: _, proposer: _p, reviewer: _r, ...fund } = story.plan.fund ?? ({} as never);
    story.parts = { ...story.parts, plans: { plans: [{ ...story.plan, fund }] } };
    expect(story.closeTo(addDays(LAST, -1)).plan.state).toBe('at-risk');
    expect(story.close().plan.state).toBe('ended');
  });
});

describe('its proof', () => {
  it.each<[string, (story: PlanStory) => PlanStory, string | null]>([
    ['shown by a paper that was looked at', (s) => proof(s.paper(SHA), true), null],
    ['that nobody has brought', (s) => proof(s, true), 'proof-not-verified'],
    ['that nobody has looked at', (s) => proof(s.paper(SHA, { state: 'given' }), true), 'proof-not-verified'],
    ['that was found bad', (s) => proof(s.paper(SHA, { state: 'refused' }), true), 'proof-not-verified'],
    ['another paper', (s) => proof(s.paper(SHA), true, 'zhao', 'b'.repeat(64)), 'proof-not-verified'],
    ['from before', (s) => proof(s.paper(SHA, { givenOn: dayOf(-1) }), true), 'proof-not-verified'],
    ['that ran out', (s) => proof(s.paper(SHA, { expiresOn: dayOf(-1) }), true), 'proof-not-verified'],
    ['on its last day', (s) => proof(s.paper(SHA, { expiresOn: dayOf(0) }), true), null],
    ['found good by who has proposed it', (s) => proof(s.paper(SHA), true, 'chen'), 'own-proposal'],
    ['found good by who has reviewed it', (s) => proof(s.paper(SHA), true, 'li'), 'reviewed-already'],
    ['refused by who has proposed it', (s) => proof(s, false, 'chen'), null],
  ])('%s', (_what, go, because) => expect(go(lent()).refused).toBe(because));
});

describe('the highest tier decides of what is not proven', () => {
  it.each<[string, (story: PlanStory) => PlanStory, string | null, string]>([
    ['before it is due', (s) => decide(s, 'end'), 'proof-not-due', 'active'],
    ['a lower tier', (s) => decide(s.closeTo(DUE), 'end', 'sun', 'T3'), 'tier-too-low', 'at-risk'],
    ['who has proposed it', (s) => decide(s.closeTo(DUE), 'let-be', 'chen'), 'own-proposal', 'at-risk'],
    ['who has reviewed it', (s) => decide(s.closeTo(DUE), 'let-be', 'li'), 'reviewed-already', 'at-risk'],
    ['it is over', (s) => decide(s.closeTo(DUE), 'end'), null, 'ended'],
    ['it is let be', (s) => decide(s.closeTo(DUE), 'let-be'), null, 'completed'],
    ['refused, and let be', (s) => decide(proof(s, false), 'let-be'), null, 'completed'],
    ['proven since', (s) => decide(proof(s.closeTo(DUE).paper(SHA), true), 'end'), 'plan-not-active', 'completed'],
  ])('%s', (_what, go, because, state) => {
    const story = go(lent());
    expect([story.refused, story.plan.state]).toEqual([because, state]);
  });

  it('says why', () => {
    const story = decide(lent().closeTo(DUE), 'end');
    expect(story.all('plan-ended')).toEqual([expect.objectContaining({ because: 'fund-decided' })]);
    expect(story.writes).toContainEqual({
      table: 'timeline',
      row: expect.objectContaining({ what: 'fund-decided' }),
    });
  });
});

describe('papers behind the negotiation', () => {
  const give = (story: PlanStory) => {
    const parties = new LoanStory().take(registered, linked(WANG)).parts.parties;
    const view = { ...story.view, parts: { ...story.parts, parties } };
    const docs = [proofOf('d-1', { kind: 'invoice' })];
    const documents = { kind: 'documents', personId: WANG, docs, names: hidden({}), by: 'chen', via: 'staff' } as const;
    return assessmentPart.on(story.parts.assessment, documents, view, story.at);
  };

  it('may come while a fund is to be proven, and not without one', () => {
    const step = give(lent());
    expect(step.refuse).toBeUndefined();
    expect(step.part.proofs).toEqual([expect.objectContaining({ docId: 'd-1', state: 'given', givenOn: dayOf(0) })]);
    expect(give(lent().closeTo(LAST)).refuse?.because).toBe('no-round');
    expect(give(new PlanStory().active()).refuse?.because).toBe('no-round');
  });
});
