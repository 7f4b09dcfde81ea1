import { dayOf, owed } from '../loan/fixtures.js';
import { anOffer, PlanStory } from './fixtures.js';

const { reopenDays } = new PlanStory().view.policies.plans;
const settlement = () =>
  anOffer({ kinds: ['settlement'], built: { settlesFor: 3_000, waived: { ...owed(0), penalty: 70 } } });
/** Money that was in the price of a settlement, which is paid, so that the ledger is asked to waive the rest. */
function settled(): PlanStory {
  const story = new PlanStory().pay(1_000, dayOf(-1), 'priced').offer(settlement());
  story.on({ kind: 'request-answered', requestId: story.requestId, outcome: 'accepted', reason: null });
  story.pay(3_000);
  story.heard();
  story.writes = [];
  return story;
}
const work = ({ writes }: PlanStory) =>
  writes
    .filter(({ table }) => table === 'work_item')
    .map(({ row }) => row as Readonly<{ kind?: string; state: string }>);
const gone = { kind: 'priced-money-gone', state: 'open', because: 'payment-reversed' };
const answer = (story: PlanStory) =>
  story.on({ kind: 'request-answered', requestId: story.requestId, outcome: 'accepted', reason: null });

describe('money that was in the price of a plan bounces after the plan was paid', () => {
  it('a settlement is not closed by the ledger while people have not seen to it; it stays paid', () => {
    const story = settled().reverse('priced', 1_000);
    expect(story.plan).toMatchObject({ state: 'completed', request: { kind: 'close-settled', state: 'withdrawn' } });
    expect(story.all('withdrawn')).toEqual([{ requestId: story.requestId, because: 'payment-reversed' }]);
    expect(work(story)).toEqual(expect.arrayContaining([expect.objectContaining(gone)]));
    // Nobody waits for the ledger any more.
    expect(story.close(10).plan.request?.state).toBe('withdrawn');
  });

  it('also where the ledger has let the ask lie, which it could still follow', () => {
    const story = settled().close(6);
    expect(story.plan.request?.state).toBe('timed-out');
    expect(story.reverse('priced', 1_000).plan.request?.state).toBe('withdrawn');
    expect(story.all('withdrawn')).toHaveLength(1);
  });

  it('people may let the ledger be asked once more', () => {
    const story = settled().reverse('priced', 1_000);
    const { planId } = story.plan;
    story.on({ kind: 'settle-difference', planId, take: 'ask-again', disclosureId: null, because: 'paid', by: 's' });
    expect(story.plan.request).toMatchObject({ kind: 'close-settled', state: 'open', tries: 2 });
  });

  it('what the ledger has closed already is work alone', () => {
    const story = answer(settled()).reverse('priced', 1_000);
    expect(story.plan.request?.state).toBe('booked');
    expect(story.all('withdrawn')).toEqual([]);
    expect(work(story)).toEqual(expect.arrayContaining([expect.objectContaining(gone)]));
  });

  it.each([
    ['the last day on which it could run on', reopenDays, 1],
    ['the day after', reopenDays + 1, 0],
  ])('%s', (_what, days, count) => {
    const story = answer(settled()).close(days);
    story.writes = [];
    expect(work(story.reverse('priced', 1_000))).toHaveLength(count);
  });

  it('of a plan that is paid, or of one in force behind it, the one in force is meant', () => {
    const story = answer(settled());
    const first = story.plan.planId;
    story.writes = [];
    story.offer(anOffer({ id: 'o-2' })).reverse('priced', 1_000);
    const about = work(story).filter(({ kind }) => kind === gone.kind);
    expect(about).toEqual([expect.objectContaining({ about: 'plan-of-o-2' })]);
    expect(first).not.toBe('plan-of-o-2');
  });
});

it('money of a plan that has ended is in the price of the next one, too', () => {
  const story = new PlanStory().active().pay(500, dayOf(1), 'of-the-first').closeTo(dayOf(41));
  expect(story.plan.state).toBe('broken');
  story.offer(anOffer({ id: 'o-2' }));
  story.writes = [];
  story.reverse('of-the-first', 500);
  expect(story.parts.plans.plans[0]?.payments).toEqual([]);
  expect(work(story)).toEqual([expect.objectContaining({ ...gone, about: 'plan-of-o-2' })]);
});
