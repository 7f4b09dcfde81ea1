import { addDays } from '@mora/kernel';
import type { Evidence } from '../loan/part.js';
import type { Tier } from '../words.js';
import { differenceId } from './difference.js';
import { anOffer, FIRST_DUE, PlanStory, ROUND, ROWS } from './fixtures.js';

const shifted = ROWS.map((row) => ({ ...row, dueOn: addDays(row.dueOn, 1) }));
const CALL: Evidence = { kind: 'recording', id: 'call-17' };

const differing = (tier: Tier = 'T2', proposer = 'chen'): PlanStory =>
  new PlanStory().offer({ ...anOffer(), tier, proposer }).book(shifted);

const acknowledge = (story: PlanStory, by = 'chen', evidence: Evidence | null = CALL, id = differenceId(story.plan)) =>
  story.on({
    kind: 'acknowledge-difference',
    planId: story.plan.planId,
    disclosureId: id,
    by,
    via: by === 'borrower' ? 'portal' : 'staff',
    ...(evidence !== null && { evidence }),
  });
const take = (story: PlanStory, by: string, tier: Tier) =>
  story.on({
    ...({ kind: 'settle-difference', planId: story.plan.planId, take: 'ledger', because: 'a-holiday' } as const),
    ...{ disclosureId: differenceId(story.plan), by, tier },
  });

// Issue 6: acceptance needs the acknowledged disclosure; N-25: four eyes, and the tier of the plan.
it.each<[string, Tier, (story: PlanStory) => PlanStory, string | null, string]>([
  ['nobody has acknowledged', 'T2', (s) => take(s, 'wu', 'T4'), 'not-acknowledged', 'differs'],
  ['staff names no proof', 'T2', (s) => acknowledge(s, 'chen', null), 'evidence-missing', 'differs'],
  ['other rows', 'T2', (s) => acknowledge(s, 'chen', CALL, 'd-of-o-1'), 'disclosure-changed', 'differs'],
  ['who has proposed the offer', 'T2', (s) => take(acknowledge(s, 'li'), 'chen', 'T4'), 'own-proposal', 'differs'],
  ['who heard it', 'T2', (s) => take(acknowledge(s, 'li'), 'li', 'T4'), 'own-acknowledgement', 'differs'],
  ['a lower tier', 'T2', (s) => take(acknowledge(s), 'wu', 'T1'), 'tier-too-low', 'differs'],
  ['its tier', 'T2', (s) => take(acknowledge(s), 'wu', 'T2'), null, 'active'],
  ['the borrower alone, and its tier', 'T1', (s) => take(acknowledge(s, 'borrower', null), 'li', 'T1'), null, 'active'],
  ['one of two', 'T4', (s) => take(acknowledge(s), 'sun', 'T4'), null, 'differs'],
  ['the same twice', 'T4', (s) => take(take(acknowledge(s), 'sun', 'T4'), 'sun', 'T4'), 'voted-already', 'differs'],
  ['both', 'T4', (s) => take(take(acknowledge(s), 'sun', 'T4'), 'he', 'T4'), null, 'active'],
])('the schedule of the ledger, taken by %s', (_who, tier, go, because, state) => {
  const story = go(differing(tier));
  expect([story.refused, story.plan.state]).toEqual([because, state]);
});

it('says who has confirmed and approved it, and rests on it', () => {
  const story = differing();
  const disclosureId = differenceId(story.plan);
  story.heard();
  take(acknowledge(story), 'wu', 'T2');
  const about = { planId: story.plan.planId, roundId: ROUND, disclosureId };
  expect(story.all('difference-acknowledged')).toEqual([{ ...about, via: 'staff', evidence: CALL }]);
  expect(story.all('difference-approved')).toEqual([{ ...about, tier: 'T2', approvers: ['wu'], because: 'a-holiday' }]);
  expect(story.all('plan-activated')).toEqual([expect.objectContaining({ disclosureId })]);
});

// C-14: whoever watches the loan counts from its first instalment.
it('says by which rows it was restructured: the first of them that is taken', () => {
  const story = differing();
  take(acknowledge(story), 'wu', 'T2');
  const firstDueOn = addDays(FIRST_DUE, 1);
  expect(story.plan.restructure).toMatchObject({ firstDueOn });
  expect(story.all('plan-activated')).toEqual([
    expect.objectContaining({ restructure: expect.objectContaining({ firstDueOn }) }),
  ]);
});

it('an offer of the policy has nobody who proposed it', () => {
  const story = differing('T2', 'policy');
  expect(take(acknowledge(story), 'wu', 'T2').plan.state).toBe('active');
});

it('what the ledger books anew wants a word of its own', () => {
  const story = acknowledge(differing()).book(shifted.map((row) => ({ ...row, dueOn: addDays(row.dueOn, 1) })));
  expect(take(story, 'wu', 'T2').refused).toBe('not-acknowledged');
  expect(take(acknowledge(story), 'wu', 'T2').plan.state).toBe('active');
});

it('said twice, it is said once', () => {
  const story = acknowledge(differing());
  expect(acknowledge(story).refused).toBeNull();
  expect(story.all('difference-acknowledged')).toHaveLength(1);
});

describe('what is booked after the negotiation has ended', () => {
  const late = (): PlanStory => new PlanStory().offer().close(6).roundOver('bank-delay').book();

  it('is paid by what comes before anybody has taken it, too', () => {
    const story = late();
    expect(story.plan.state).toBe('booked-late');
    story.openDay = addDays(FIRST_DUE, -1);
    story.pay(1_000);
    story.openDay = FIRST_DUE;
    take(acknowledge(story, 'borrower', null), 'wu', 'T4');
    expect(story.plan).toMatchObject({ state: 'active', payments: [{ minor: 1_000 }] });
    story.closeTo(addDays(FIRST_DUE, 7));
    expect(story.all('plan-at-risk')).toEqual([]);
  });

  it('is not put in force beside another negotiation', () => {
    const story = late();
    const { open } = new PlanStory().parts.round;
    const round = { ...story.parts.round, open: open && { ...open, roundId: 'r-2' } };
    story.parts = { ...story.parts, round };
    take(acknowledge(story, 'borrower', null), 'wu', 'T4');
    expect([story.refused, story.plan.state]).toEqual(['round-open', 'booked-late']);
  });
});
