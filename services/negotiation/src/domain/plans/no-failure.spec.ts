import { addDays, type CalendarDate } from '@mora/kernel';
import { judgedAt } from './breach.js';
import { unfailedOf } from './days.js';
import { FIRST_DUE, PlanStory } from './fixtures.js';

const due = (n: number): CalendarDate => addDays(FIRST_DUE, n);
const overs = ({ told }: PlanStory) =>
  told.flatMap((one) => (one.kind === 'plan-over' ? [`${one.how}${one.counted === false ? ' uncounted' : ''}`] : []));

/** The ledger books the plan so many days after its first instalment was due. */
function bookedLate(days: number): PlanStory {
  const story = new PlanStory().offer().close(6);
  story.openDay = due(days);
  story.book();
  story.heard();
  story.told = [];
  return story;
}

describe('a plan that the bank has booked late', () => {
  it('is not late on the day after, and its days count from the day it is in force', () => {
    const story = bookedLate(40).close(1);
    expect(story.plan).toMatchObject({ state: 'active', activeFrom: due(40) });
    expect(story.heard()).toEqual([]);
    expect(overs(story)).toEqual([]);
  });

  it('is not broken by two instalments that were due before: they are one that is missed', () => {
    const { graceDays, breakDays } = new PlanStory().active().plan.rules;
    const story = bookedLate(40).closeTo(due(40 + graceDays));
    expect(story.plan.state).toBe('active');
    expect(overs(story.closeTo(due(40 + graceDays + 1)))).toEqual(['first-missed']);
    expect(story.plan).toMatchObject({ state: 'at-risk', told: { atRisk: [1, 2] } });
    // The third is due on the sixtieth day: with it the borrower has missed two.
    expect(story.closeTo(due(60 + graceDays)).plan.state).toBe('at-risk');
    expect(overs(story.close())).toEqual(['first-missed', 'broken']);
    expect(story.all('plan-broken')).toEqual([expect.objectContaining({ because: 'two-missed', missed: 3 })]);
    expect(60 + graceDays + 1).toBeLessThan(40 + breakDays + 1);
  });

  it.each([
    ['the last day on which the second was due before', 30, 'at-risk'],
    ['the day before it: the second is the borrower’s own', 29, 'broken'],
  ] as const)('%s', (_what, bookedOn, state) => {
    expect(bookedLate(bookedOn).closeTo(due(36)).plan.state).toBe(state);
  });
});

// N-21: a hold for vulnerability and what the bank has not done are no failures; the plan breaks all the same.
it.each([
  ['nothing', null, ['first-missed', 'broken']],
  ['vulnerability', { kind: 'vulnerable', personId: 'demo:P-1', role: 'borrower', legal: [] }, ['broken uncounted']],
] as const)('of a plan that breaks under %s is told', (_what, fact, said) => {
  const story = new PlanStory().active();
  story.told = [];
  if (fact !== null) story.on({ ...fact, on: story.openDay } as never);
  story.closeTo(due(31));
  expect(story.plan.state).toBe('broken');
  expect(story.all('plan-broken')).toEqual([expect.objectContaining({ counted: fact === null })]);
  expect(overs(story)).toEqual(said);
});

it('a hold that people set for a delay of the bank excuses the failure, and not the lateness', () => {
  const story = new PlanStory().active();
  const holds = [{ holdId: 'h', kind: 'bank-delay' as const, from: due(-3), until: null }];
  story.parts = { ...story.parts, elsewhere: { ...story.parts.elsewhere, holds } };
  story.told = [];
  story.closeTo(due(31));
  expect(story.all('plan-broken')).toEqual([expect.objectContaining({ counted: false })]);
  expect(overs(story)).toEqual(['broken uncounted']);
});

it.each([
  ['bank-delay', [due(-3)]],
  ['ledger-differs', []],
] as const)('of the next negotiation its own %s counts', (kind, from) => {
  const { parts } = new PlanStory().active();
  const holds = [{ holdId: 'o', kind, since: due(-3), until: null }];
  const open = { holds } as unknown as NonNullable<typeof parts.round.open>;
  const found = unfailedOf({ ...parts, round: { ...parts.round, open } });
  expect(found.map((one) => one.from)).toEqual(from);
});

it('after a hold that excuses failures the plan is looked at on the day on which it fails, not when it breaks', () => {
  const story = new PlanStory().active();
  const holds = [{ holdId: 'v', kind: 'vulnerability' as const, from: due(-3), until: due(7) }];
  story.parts = { ...story.parts, elsewhere: { ...story.parts.elsewhere, holds } };
  const { graceDays } = story.plan.rules;
  let plan = story.plan;
  story.openDay = due(graceDays + 1);
  for (let looks = 0; looks < 9 && !plan.told.firstMissed; looks += 1) {
    const step = judgedAt(plan, story.openDay, { view: story.view, at: story.at });
    plan = step.plan;
    if (!plan.told.firstMissed) story.openDay = step.reviewOn ?? due(99);
  }
  expect(story.openDay).toBe(due(7 + graceDays + 1));
});

// N-21 again: whoever is read first, the same fails.
describe('what is heard of only after the plan has ended', () => {
  const ended = (): PlanStory => {
    const story = new PlanStory().active().closeTo(due(31));
    story.heard();
    story.told = [];
    return story;
  };
  const vulnerable = (on: CalendarDate) =>
    ({ kind: 'vulnerable', personId: 'demo:P-1', role: 'borrower', legal: [], on }) as never;
  const noMore = (on: CalendarDate) =>
    ({ kind: 'not-vulnerable', personId: 'demo:P-1', role: 'borrower', on }) as never;

  it.each([
    ['vulnerable since the last day of grace', due(5), ['excused']],
    ['vulnerable since the day after it: the first instalment has failed before', due(6), ['excused']],
    ['a day later, the first instalment stays missed', due(7), []],
    ['since it broke', due(31), []],
  ])('%s', (_what, on, said) => {
    const story = ended().on(vulnerable(on)).close();
    expect(overs(story)).toEqual(said);
    // What binds is over all the same: the debt is as it was before.
    expect(story.plan).toMatchObject({ state: 'broken', endedOn: due(31), counted: said.length === 0 });
    expect(story.heard()).toEqual([]);
    // It is told once.
    expect(overs(story.close(3))).toEqual(said);
  });

  it('the end of a hold lets the failure count that it had excused, from a day more than the grace before the break', () => {
    expect(overs(late(due(27)))).toEqual([]);
    expect(overs(late(due(26)))).toEqual(['broken']);
  });

  /** Vulnerable from before the first instalment until a day, of which is heard only after the break. */
  function late(until: CalendarDate): PlanStory {
    const story = new PlanStory()
      .active()
      .on(vulnerable(due(-3)))
      .closeTo(due(31));
    story.told = [];
    return story.on(noMore(until)).close();
  }

  it('a newer negotiation stands in the way of the plan, not of the failure that was none', () => {
    const newer = { roundId: 'r-2', episodeId: 'e-1', outcome: 'expired', on: due(32) } as const;
    const story = ended();
    story.parts = { ...story.parts, round: { open: null, closed: [newer] } };
    story.pay(1_000, due(5)).close();
    expect(story.plan.state).toBe('broken');
    expect(overs(story)).toEqual(['excused']);
  });

  it.each([
    ['paid', (story: PlanStory) => story.pay(3_000), 'completed'],
    [
      'gone with its loan',
      (story: PlanStory) => story.on({ kind: 'status', status: 'transferred', effectiveOn: due(9) }),
      'ended',
    ],
  ] as const)('the first instalment of a plan that is %s since', (_what, over, state) => {
    const missed = (): PlanStory => over(new PlanStory().active().closeTo(due(8)));
    expect(overs(missed().close())).toEqual(state === 'ended' ? ['first-missed'] : ['first-missed', 'completed']);
    const story = missed()
      .on(vulnerable(due(5)))
      .close();
    expect(story.plan.state).toBe(state);
    expect(overs(story).at(-1)).toBe('first-mended');
    // Who has paid all of it on the day on which the first instalment would have failed has not failed.
    expect(overs(over(new PlanStory().active().closeTo(due(5))).close())).not.toContain('first-missed');
  });

  it('after the last day on which it could run on nothing is judged any more', () => {
    const { reopenDays } = new PlanStory().view.policies.plans;
    expect(
      overs(
        ended()
          .closeTo(due(30 + reopenDays))
          .on(vulnerable(due(5)))
          .close(),
      ),
    ).toEqual(['excused']);
    expect(
      overs(
        ended()
          .closeTo(due(31 + reopenDays))
          .on(vulnerable(due(5)))
          .close(),
      ),
    ).toEqual([]);
  });
});
