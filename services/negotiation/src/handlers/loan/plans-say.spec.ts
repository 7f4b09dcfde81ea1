import { addDays } from '@mora/kernel';
import { dayOf, LOAN, owed } from '../../domain/loan/fixtures.js';
import { anOffer, FIRST_DUE, PlanStory, ROWS } from '../../domain/plans/fixtures.js';
import { differenceId } from '../../domain/plans/difference.js';
import { announcementOf } from './announce.js';

const shifted = ROWS.map((row) => ({ ...row, dueOn: addDays(row.dueOn, 1) }));
const settlement = anOffer({
  kinds: ['settlement'],
  built: { settlesFor: 3_000, waived: { ...owed(0), penalty: 70 } },
});
const fund = anOffer({ kinds: ['hardship-fund'], built: { fund: 9_000 }, proofDays: 30 });

const answer = (story: PlanStory, outcome: 'accepted' | 'rejected') =>
  story.on({ kind: 'request-answered', requestId: story.requestId, outcome, reason: null });
const proof = (story: PlanStory, accepted: boolean) =>
  story
    .paper('a'.repeat(64))
    .on({ kind: 'fund-proof', planId: story.plan.planId, sha256: 'a'.repeat(64), accepted, by: 'w' });

const STORIES: Readonly<Record<string, () => PlanStory>> = {
  'asked, silent, withdrawn': () => new PlanStory().offer().close(6),
  'booked otherwise': () => new PlanStory().offer().book(shifted),
  'booked otherwise, shown and approved': () => {
    const story = new PlanStory().offer().book(shifted);
    const [planId, disclosureId] = [story.plan.planId, differenceId(story.plan)];
    story.on({ kind: 'acknowledge-difference', planId, disclosureId, by: 'borrower', via: 'portal' });
    const take = { kind: 'settle-difference', planId, take: 'ledger', disclosureId, because: 'a-holiday' } as const;
    return story.on({ ...take, by: 'wu', tier: 'T2' });
  },
  'rejected and given up': () => answer(new PlanStory().offer(), 'rejected').roundOver('expired'),
  'late, recovered, paid, taken back': () =>
    new PlanStory()
      .active()
      .closeTo(addDays(FIRST_DUE, 6))
      .pay(1_000, dayOf(16), 'a')
      .close()
      .pay(2_000)
      .reverse('a')
      .close(),
  'broken, and not broken after all': () =>
    new PlanStory().active().closeTo(addDays(FIRST_DUE, 31)).pay(1_000, addDays(FIRST_DUE, 20)).close(),
  settled: () => answer(new PlanStory().offer(settlement), 'accepted').pay(3_000),
  'a fund without proof, with a bad one, with a good one': () =>
    proof(proof(answer(new PlanStory().offer(fund), 'accepted').closeTo(dayOf(30)), false), true),
  'the loan is sold': () =>
    new PlanStory().active().on({ kind: 'status', status: 'transferred', effectiveOn: dayOf(0) }),
};

it.each(Object.entries(STORIES))('%s: all that a plan says keeps its contract', (_name, told) => {
  const { said } = told();
  expect(said.length).toBeGreaterThan(3);
  for (const one of said) expect(announcementOf(one, LOAN).type).toContain(one.type);
});

it('the stories say all that a plan can', () => {
  const types = new Set(Object.values(STORIES).flatMap((told) => told().said.map(({ type }) => type)));
  expect([...types].toSorted()).toEqual([
    'close-settled',
    'difference-acknowledged',
    'difference-approved',
    'fund',
    'fund-proof-received',
    'fund-proof-wanted',
    'instalment-kept',
    'limitation-interrupted',
    'notice-requested',
    'offer-accepted',
    'plan-activated',
    'plan-asked',
    'plan-at-risk',
    'plan-broken',
    'plan-completed',
    'plan-ended',
    'plan-not-booked',
    'plan-recovered',
    'plan-reopened',
    'reschedule',
    'settle',
    'withdrawn',
  ]);
});
