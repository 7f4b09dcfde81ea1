import { OfferStory, propose } from '../offers/fixtures.js';
import { awaitingPlan, dayOf, instalments, LoanStory, OUTREACH, paid, scheduled } from '../loan/fixtures.js';
import type { Plan } from '../plans/types.js';
import { expired, made, opened, outcomes, tell } from './fixtures.js';

const ROWS = instalments(2, dayOf(20), 1_000);
const REVERSAL = (on: LoanStory['openDay']) => ({ kind: 'reversal' as const, paymentId: 'p', minor: 2_000, on });

/** The plan of a first negotiation is paid, and the borrower has asked for another one. */
function asksAgain(): LoanStory {
  const story = opened();
  story.plan(awaitingPlan('q-1', ROWS, story.openDay)).take(scheduled(1, ROWS, 'q-1'));
  story.take(paid('p', 2_000, story.openDay));
  expect(story.parts.plans.plans.map(({ state }) => state)).toEqual(['completed']);
  story.close();
  story.take({ kind: 'open', because: 'asked', reason: null, by: 'P-1', who: 'borrower', legal: null });
  expect(story.parts.round.open).not.toBeNull();
  story.heard('closed');
  return story;
}

// N-21, N-22: whoever keeps what was agreed fails by nothing that was negotiated beside it.
describe('a plan that runs on ends the negotiation beside it, which counts against nobody', () => {
  it('where the money that had paid it is taken back', () => {
    const story = asksAgain();
    story.take(REVERSAL(story.openDay));
    expect(story.parts.plans.plans.map(({ state }) => state)).toEqual(['active']);
    expect(story.parts.round.open).toBeNull();
    expect(story.heard('closed')).toMatchObject([{ outcome: 'superseded', consecutive: 0 }]);
  });

  it('also where its offers had run out, and outreach was waited for', () => {
    const story = asksAgain().known(OUTREACH, dayOf(0));
    tell(story, made, expired);
    expect(story.parts.round.open?.closing).not.toBeNull();
    story.take(REVERSAL(story.openDay)).close(3).known(OUTREACH, dayOf(5)).close();
    expect(outcomes(story).map((one) => one.split(' ')[0])).toEqual(['agreed', 'superseded']);
    expect(story.heard('failed')).toEqual([]);
    expect(story.parts.tally.consecutive).toBe(0);
  });

  it('where one comes into force that is of another negotiation', () => {
    const story = opened();
    const of = (roundId: string | null): Plan => ({ ...awaitingPlan('q-1', ROWS, story.openDay), roundId });
    tell(story, { kind: 'plan-active', plan: of('another') });
    expect(outcomes(story)).toEqual([`superseded ${story.openDay}`]);
    const own = opened();
    tell(own, { kind: 'plan-active', plan: of(own.parts.round.open?.roundId ?? null) });
    expect(outcomes(own)).toEqual([`agreed ${own.openDay}`]);
  });

  it('and no other end of a plan does', () => {
    const story = asksAgain();
    const plan = story.parts.plans.plans[0];
    if (plan === undefined) throw new Error('there is no plan');
    for (const how of ['completed', 'broken', 'ended', 'first-missed', 'first-mended', 'excused'] as const) {
      tell(story, { kind: 'plan-over', plan, how });
    }
    expect(story.parts.round.open).not.toBeNull();
  });
});

it.each([
  ['active', 'plan-open'],
  ['at-risk', 'plan-open'],
  ['broken', null],
  ['completed', null],
] as const)('beside a plan that is %s nothing is offered', (state, refused) => {
  const story = new OfferStory();
  const plan: Plan = { ...awaitingPlan('q-1', ROWS, dayOf(-90)), state };
  if (story.state === null) throw new Error('nothing is known of the loan');
  story.state = { ...story.state, parts: { ...story.parts, plans: { plans: [plan] } } };
  expect(story.take(propose()).refused).toBe(refused);
});
