import fc from 'fast-check';
import { addDays, type CalendarDate } from '@mora/kernel';
import { dayOf, owed } from '../loan/fixtures.js';
import { FIRST_DUE, PlanStory, ROWS } from './fixtures.js';

const due = (n: number): CalendarDate => addDays(FIRST_DUE, n);
const told = (story: PlanStory) => {
  const all = story.told.flatMap((one) => (one.kind === 'plan-over' ? [one.how] : []));
  story.told = [];
  return all;
};
const fresh = (): PlanStory => {
  const story = new PlanStory().active();
  story.heard();
  return story;
};
const dispute = (story: PlanStory, on: CalendarDate) =>
  story.on({ kind: 'dispute-raised', disputeId: 'x', about: 'amount', on });

describe('whether a plan is kept', () => {
  it('an instalment is kept at the event, and the plan completed with the last cent', () => {
    const story = fresh().pay(1_500);
    expect(story.all('instalment-kept')).toEqual([
      expect.objectContaining({ instalment: 1, paidOn: dayOf(0), amount: '10.00' }),
    ]);
    story.heard();
    expect(story.pay(1_499).heard()).toEqual(['instalment-kept']);
    expect(story.pay(1).heard()).toEqual(['instalment-kept', 'plan-completed']);
    expect(told(story)).toEqual(['completed']);
    expect(story.plan).toMatchObject({ state: 'completed', endedOn: dayOf(0) });
  });

  it('money that was known when it was accepted never counts, what came while the ledger was asked does', () => {
    const story = new PlanStory().pay(700, dayOf(0), 'known').offer();
    story.on({
      kind: 'payment',
      paymentId: 'known',
      currency: 'CNY',
      minor: 700,
      valueDate: dayOf(0),
      portions: null,
    });
    expect(story.plan.payments).toEqual([]);
    expect(story.pay(1_000).plan.payments).toHaveLength(1);
    expect(story.all('instalment-kept')).toEqual([]);
  });

  // It was not in the price: a schedule that has it stand before the rows of the plan asks for it twice.
  it.each([
    ['of the day before', dayOf(-1)],
    ['of the day itself', dayOf(0)],
  ])('money %s that is booked while the ledger is asked pays of the plan', (_when, on) => {
    const paid = () => new PlanStory().offer().pay(1_000, on, 'late');
    const story = paid().book();
    expect(story.plan.state).toBe('active');
    expect(story.all('instalment-kept')).toEqual([expect.objectContaining({ instalment: 1, paidOn: on })]);
    const before = { number: 1, dueOn: on, ...owed(1_000) };
    const twice = paid().book([before, ...ROWS]);
    expect(twice.plan.state).toBe('differs');
    expect(twice.all('plan-not-booked')).toEqual([expect.objectContaining({ reason: 'paid-before' })]);
    expect(paid().reverse('late').book().plan).toMatchObject({ state: 'active', payments: [] });
  });

  it('money of a day before it was accepted counts where the ledger books it behind the schedule of the plan', () => {
    const late = fresh().pay(1_000, dayOf(-1), 'late');
    expect(late.plan.payments).toEqual([expect.objectContaining({ id: 'late', minor: 1_000 })]);
    expect(late.all('instalment-kept')).toEqual([expect.objectContaining({ instalment: 1, paidOn: dayOf(-1) })]);
    expect(late.reverse('late').plan.payments).toEqual([]);
  });

  it('money that was in the price is not counted once more, however late it is told again', () => {
    const story = new PlanStory().pay(1_000, dayOf(-1), 'priced').active();
    expect(story.pay(1_000, dayOf(-1), 'priced').plan.payments).toEqual([]);
  });

  it('money that was in the price and is taken back makes work, and leaves the plan as it is', () => {
    const story = new PlanStory().pay(1_000, dayOf(-1), 'priced').active();
    const { plan } = story;
    story.writes = [];
    expect(story.reverse('priced').plan).toEqual(plan);
    expect(story.writes).toEqual([
      expect.objectContaining({ table: 'work_item', row: expect.objectContaining({ kind: 'priced-money-gone' }) }),
    ]);
  });

  it('what the ledger books before the asked rows is what it had before, without money for the plan', () => {
    const story = new PlanStory().offer().pay(1_000).book();
    expect(story.plan.state).toBe('active');
    expect(story.all('instalment-kept')).toHaveLength(1);
  });

  it.each([
    [5, 'active', []],
    [6, 'at-risk', ['first-missed']],
    [30, 'at-risk', ['first-missed']],
    [31, 'broken', ['first-missed', 'broken']],
  ] as const)('the first instalment unpaid %s days', (days, state, how) => {
    const story = fresh().closeTo(due(days));
    expect(story.plan.state).toBe(state);
    expect(told(story)).toEqual(how);
    const types = story.heard().filter((type) => type !== 'notice-requested');
    expect(types).toEqual(days < 6 ? [] : days < 31 ? ['plan-at-risk'] : ['plan-at-risk', 'plan-broken']);
  });

  it('two that are missed break it a day after the grace of the second', () => {
    const story = fresh();
    // Three days of every month are not counted, so that the first does not break it alone.
    story.on({ kind: 'paused', pauseId: 'x', from: due(7), until: due(20) });
    story.closeTo(due(35));
    expect(story.plan.state).toBe('at-risk');
    story.heard();
    expect(story.close().plan.state).toBe('broken');
    expect(story.all('plan-broken')).toEqual([
      expect.objectContaining({ because: 'two-missed', missed: 2, unpaid: '20.00', on: due(36), counted: true }),
    ]);
  });

  it('is at risk once an instalment, recovers at the close, and may be at risk again', () => {
    const story = fresh().closeTo(due(8)).pay(1_000, due(9), 'late');
    expect(story.plan.state).toBe('at-risk');
    story.heard();
    story.close();
    expect(story.plan).toMatchObject({ state: 'active', told: { atRisk: [] } });
    expect(story.heard()).toEqual(['plan-recovered']);
    story.reverse('late', 1_000).close();
    expect(story.plan.state).toBe('at-risk');
    expect(story.heard()).toEqual(['plan-reopened', 'plan-at-risk', 'notice-requested']);
    // What came too late has not mended the first instalment.
    expect(told(story)).toEqual(['first-missed']);
  });

  it('money of its own days mends the first instalment', () => {
    const story = fresh().closeTo(due(8)).pay(1_000, due(5)).close();
    expect(told(story)).toEqual(['first-missed', 'first-mended']);
    expect(story.plan.state).toBe('active');
  });

  it('a payment that is taken back reopens a completed plan; at risk it is at the close alone', () => {
    const story = fresh().pay(1_000, dayOf(0), 'a').pay(2_000).closeTo(due(6));
    story.heard();
    expect(story.reverse('a', 1_000).plan).toMatchObject({ state: 'active', endedOn: null });
    expect(told(story)).toEqual(['completed', 'reopened']);
    // The oldest instalments are paid by what is left: the last one is open, and not due yet.
    expect(story.all('plan-reopened').map(({ instalment }) => instalment)).toEqual([3, null]);
    expect(story.close().plan.state).toBe('active');
  });
});

describe('a plan that was broken', () => {
  const broken = () => {
    const story = fresh().closeTo(due(31));
    story.heard();
    told(story);
    return story;
  };

  it('runs on where money of its own days was booked later', () => {
    const story = broken().pay(1_000, due(25)).close();
    expect(told(story)).toEqual(['reopened', 'first-missed']);
    expect(story.plan).toMatchObject({ state: 'active', endedOn: null });
    expect(story.heard()).toEqual(['plan-reopened', 'instalment-kept', 'plan-recovered']);
  });

  it('and does not for money that came too late', () => {
    expect(broken().pay(1_000, due(32)).close().plan.state).toBe('broken');
    expect(broken().pay(999, due(25)).close().plan.state).toBe('broken');
  });

  it('runs on where a dispute over its days is heard of later', () => {
    const story = dispute(broken(), due(3)).close();
    expect(told(story)).toEqual(['reopened']);
    expect(story.plan.state).toBe('active');
    expect(dispute(broken(), due(32)).close().plan.state).toBe('broken');
  });

  it.each([
    ['a newer negotiation', (story: PlanStory) => story, true],
    ['after its last day', (story: PlanStory) => story.closeTo(due(61)), false],
  ] as const)('and does not with %s', (_name, later, hasRound) => {
    const story = later(broken());
    if (!hasRound) {
      story.pay(1_000, due(25)).close();
      expect(story.plan.state).toBe('broken');
      expect(story.plan.rows).toEqual([]);
      return;
    }
    story.pay(1_000, due(25));
    const newer = { roundId: 'r-2', episodeId: 'e-1', outcome: 'expired', on: due(32) } as const;
    story.parts = { ...story.parts, round: { open: null, closed: [newer] } };
    expect(story.close().plan.state).toBe('broken');
  });
});

it('the order of money inside a day changes neither the plan nor the last word on each instalment', () => {
  const facts = fc.array(
    fc.record({ minor: fc.integer({ min: 1, max: 2_500 }), days: fc.integer({ min: 0, max: 40 }), gone: fc.boolean() }),
    { minLength: 2, maxLength: 6 },
  );
  fc.assert(
    fc.property(facts, fc.integer({ min: 6, max: 60 }), fc.infiniteStream(fc.nat(999)), (all, until, keys) => {
      const end = (order: readonly number[]) => {
        const story = fresh();
        // What is taken back in the day was paid before it.
        all.forEach(({ minor, days, gone }, n) => gone && story.pay(minor, addDays(dayOf(0), days), `p-${n}`));
        story.closeTo(due(until));
        for (const n of order) {
          const one = all[n];
          if (one === undefined) continue;
          if (one.gone) story.reverse(`p-${n}`, one.minor);
          else story.pay(one.minor, addDays(dayOf(0), one.days), `p-${n}`);
        }
        const before = story.plan;
        const last = lastWords(story);
        story.close();
        return { before, last, after: story.plan, closings: closingsOf(story) };
      };
      const straight = all.map((_one, n) => n);
      const shuffled = straight.map((n) => [keys.next().value ?? 0, n] as const).toSorted(([a], [b]) => a - b);
      expect(end(shuffled.map(([, n]) => n))).toEqual(end(straight));
    }),
    { numRuns: 150 },
  );
});

/** What somebody who reads all of it believes of each instalment. */
function lastWords(story: PlanStory): Record<string, string> {
  const words: Record<string, string> = Object.fromEntries(ROWS.map(({ number }) => [number, 'open']));
  for (const { type, data } of story.said) {
    const { instalment, paidOn } = data as { instalment?: number | null; paidOn?: string };
    if (instalment === undefined || instalment === null) continue;
    if (type === 'instalment-kept') words[instalment] = `kept ${paidOn}`;
    if (type === 'plan-reopened') words[instalment] = 'open';
  }
  return words;
}

/** Whether it is completed or broken by what was told last. */
const closingsOf = (story: PlanStory): string | undefined => {
  const [...all] = told(story).filter((how) => how !== 'first-missed' && how !== 'first-mended');
  const last = all.at(-1);
  return last === 'reopened' ? undefined : last;
};
