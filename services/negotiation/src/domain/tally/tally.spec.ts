import { addDays } from '@mora/kernel';
import { dayOf, LOAN, longOverdue, LoanStory, OUTREACH, POLICIES, registered } from '../loan/fixtures.js';
import type { RoundRules } from '../round/rules.js';
import type { FailReason } from '../words.js';
import { consecutiveOf, withClosing } from './consecutive.js';
import { aPlan, Tally } from './fixtures.js';
import { tallyPart } from './part.js';
import type { Closing } from './types.js';

type Rules = RoundRules['tally'];

const { tally: SHIPPED } = POLICIES.rounds;
const F = (tally: Tally, outcome: FailReason = 'rejected'): Tally => tally.round(outcome);

describe('N-22: how many have failed in a row', () => {
  const cases: readonly (readonly [string, Partial<Rules>, (tally: Tally) => Tally, number])[] = [
    ['F', {}, (t) => F(t), 1],
    ['F F', {}, (t) => F(F(t)), 2],
    ['F F F', {}, (t) => F(F(F(t))), 3],
    ['F activated', {}, (t) => F(t).plan('p-1', 'active'), 0],
    ['F activated F', {}, (t) => F(F(t).plan('p-1', 'active')), 1],
    ['F activated F, where plans reset nothing', { resetBy: [] }, (t) => F(F(t).plan('p-1', 'active')), 2],
    ['F agreed and activated F', {}, (t) => F(F(t).plan('p-1', 'active').round('agreed')), 1],
    ['F closed(bank-delay) F', {}, (t) => F(F(t).round('bank-delay')), 1],
    ['F closed(bank-delay) F, skipping', { neutralRounds: 'skip' }, (t) => F(F(t).round('bank-delay')), 2],
    ['F closed(moratorium) F', {}, (t) => F(F(t).round('moratorium')), 1],
    ['F activated broken', {}, (t) => F(t).plan('p-1', 'active').plan('p-1', 'broken'), 1],
    ['F activated broken F', {}, (t) => F(F(t).plan('p-1', 'active').plan('p-1', 'broken')), 2],
    ['activated first-missed', {}, (t) => t.plan('p-1', 'active').plan('p-1', 'first-missed'), 1],
    [
      'activated first-missed broken: the plan counts once',
      {},
      (t) => t.plan('p-1', 'active').plan('p-1', 'first-missed').plan('p-1', 'broken'),
      1,
    ],
    [
      'activated first-missed first-mended',
      {},
      (t) => t.plan('p-1', 'active').plan('p-1', 'first-missed').plan('p-1', 'first-mended'),
      0,
    ],
    [
      'F activated broken reopened',
      {},
      (t) => F(t).plan('p-1', 'active').plan('p-1', 'broken').plan('p-1', 'reopened'),
      0,
    ],
    [
      'activated first-missed broken uncounted: the first instalment is excused with the rest',
      {},
      (t) => {
        t.plan('p-1', 'active').plan('p-1', 'first-missed');
        return t.hear({ kind: 'plan-over', plan: aPlan('p-1'), how: 'broken', counted: false });
      },
      0,
    ],
    ['F cured(paid) F', {}, (t) => F(F(t).cure('paid')), 1],
    ['F cured(paid) F, where paying resets nothing', { resetBy: ['plan-activated'] }, (t) => F(F(t).cure('paid')), 2],
    ['F cured(rescheduled) F', {}, (t) => F(F(t).cure('rescheduled')), 2],
    ['F cured(corrected) F', {}, (t) => F(F(t).cure('corrected')), 2],
    ['F cured(corrected) F, where it resets', { resetBy: ['corrected'] }, (t) => F(F(t).cure('corrected')), 1],
    [
      'activated cured(rescheduled) broken F: the plan fails in the debt that has begun since',
      {},
      (t) => t.plan('p-1', 'active').cure('rescheduled').behind('e-2').plan('p-1', 'broken').round('rejected', 'e-2'),
      2,
    ],
    [
      'activated cured(rescheduled) broken, and that debt is paid',
      {},
      (t) => t.plan('p-1', 'active').cure('rescheduled').behind('e-2').plan('p-1', 'broken').cure('paid', 'e-2'),
      0,
    ],
    ['F in another episode', {}, (t) => F(t).round('rejected', 'e-2'), 1],
    ['F in another episode, counted over all', { perEpisode: false }, (t) => F(t).round('rejected', 'e-2'), 2],
  ];

  it.each(cases)('%s', (_, rules, tell, expected) => {
    const tally = tell(new Tally({ ...SHIPPED, ...rules }));
    expect(tally.part.consecutive).toBe(expected);
  });
});

describe('what is said of it', () => {
  it('each failure with how many there were by it; the reset where there was something to count', () => {
    const { said } = F(F(new Tally(SHIPPED)), 'expired')
      .plan('p-1', 'active')
      .plan('p-2', 'active');
    expect(said.map(({ type, data }) => [type, data['reason'] ?? data['because'], data['consecutive']])).toEqual([
      ['failed', 'rejected', 1],
      ['failed', 'expired', 2],
      ['tally-reset', 'plan-activated', 0],
    ]);
  });

  it('a plan that broke and was opened again: the failure is taken back, aloud', () => {
    const { said } = new Tally(SHIPPED).plan('p-1', 'active').plan('p-1', 'broken').plan('p-1', 'reopened');
    expect(said).toEqual([
      {
        type: 'failed',
        data: {
          roundId: 'r-of-p-1',
          episodeId: 'e-1',
          planId: 'p-1',
          reason: 'plan-broken',
          consecutive: 1,
          closedOn: dayOf(1),
          policy: { id: 'rounds', version: 1, rule: 'plan-broken' },
          reference: null,
        },
      },
      {
        type: 'failure-taken-back',
        data: {
          roundId: 'r-of-p-1',
          episodeId: 'e-1',
          planId: 'p-1',
          reason: 'plan-broken',
          because: 'reopened',
          consecutive: 0,
        },
      },
    ]);
  });
});

describe('N-21: a plan fails aloud only after all that may excuse it', () => {
  const failing = (): LoanStory => new LoanStory().take(registered, longOverdue(dayOf(0)));
  const broken = (story: LoanStory): LoanStory => {
    const { parts } = story;
    const view = { loanId: LOAN, eventId: 'x', policies: POLICIES, parts };
    const at = { now: 0, openDay: story.openDay, today: story.openDay, knownUpTo: story.knownUpTo, endOf: () => 0 };
    const step = tallyPart.hear?.(parts.tally, { kind: 'plan-over', plan: aPlan('p-1'), how: 'broken' }, view, at);
    if (step === undefined || story.state === null) throw new Error('the tally hears nothing');
    const { tally: _own, ...others } = parts;
    story.said['broken'] = step.said ?? [];
    story.state = {
      ...story.state,
      parts: { ...others, tally: step.part },
      reviewOn: story.openDay,
      waits: [OUTREACH],
    };
    return story;
  };

  it.each([
    ['outreach is known to the day itself', 3, 3],
    ['outreach is a day behind', 2, 0],
    ['outreach is two days behind', 1, 0],
    ['outreach has been silent beyond the limit', 0, 3],
  ])('%s', (_, known, said) => {
    const story = failing().close(3);
    story.knownUpTo = { [OUTREACH]: dayOf(known) };
    broken(story);
    const found = story
      .close()
      .heard<{ planId: string | null }>('failed')
      .filter(({ planId }) => planId === 'p-1');
    expect(found.length > 0 ? 3 : 0).toBe(said);
  });

  it('the mark that was waited for lets it be said', () => {
    const story = failing().close(3);
    story.knownUpTo = { [OUTREACH]: dayOf(2) };
    broken(story).close();
    expect(story.heard('failed')).toEqual([]);
    expect(story.state?.waits).toEqual([OUTREACH]);
    story.known(OUTREACH, dayOf(3));
    expect(story.heard('failed')).toMatchObject([{ planId: 'p-1', closedOn: addDays(dayOf(0), 3), consecutive: 1 }]);
    expect(story.state?.waits).toEqual([]);
  });
});

// The ids are in the order that once decided: 'activated' stands before 'failed' in the alphabet.
it.each([
  ['failed, then agreed', ['failed:r1', 'activated:p1'], 0],
  ['agreed, then failed', ['activated:p1', 'failed:r1'], 1],
  ['failed, ended by the bank, failed', ['failed:r1', 'closed:r2', 'failed:r3'], 1],
  ['ended by the bank, failed, failed', ['closed:r1', 'failed:r2', 'failed:r3'], 2],
] as const)('within one day it counts as it happened: %s', (_what, ids, count) => {
  const WHAT = { failed: 'failed', activated: 'activated', closed: 'neutral' } as const;
  const closings = ids.reduce<readonly Closing[]>((all, id) => {
    const what = WHAT[id.split(':')[0] as keyof typeof WHAT];
    const about = { episodeId: 'e', roundId: null, planId: null, legal: null, by: null, reason: null, said: true };
    return withClosing(all, { ...about, id, what, on: dayOf(0) });
  }, []);
  expect(consecutiveOf(closings, POLICIES.rounds.tally, 'e')).toBe(count);
});

it('a cure and an activation of one day lie in one order, whichever stream was first', () => {
  const about = {
    episodeId: 'e',
    roundId: null,
    planId: null,
    legal: null,
    by: null,
    reason: null,
    said: true,
    on: dayOf(0),
  };
  const cured: Closing = { ...about, id: 'cured:e', what: 'cured', by: 'paid' };
  const activated: Closing = { ...about, id: 'activated:p', what: 'activated' };
  expect(withClosing(withClosing([], cured), activated)).toEqual(withClosing(withClosing([], activated), cured));
});
