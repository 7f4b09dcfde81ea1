import { addDays } from '@mora/kernel';
import { enforceOf, ENFORCER, enforcingStory, judgedStory, openWork, PROOF, roundIn } from '../enforcement/fixtures.js';
import type { LoanEvent } from '../loan/event.js';
import { type LoanStory, NEGOTIATION, paid } from '../loan/fixtures.js';
import { filedStory, happens, judgmentOf } from '../proceedings/fixtures.js';

const SETTLE: LoanEvent = { kind: 'settle', graceDays: 30, because: 'debtor-asks', by: ENFORCER };
const RESUME: LoanEvent = { kind: 'resume', because: 'broken', by: ENFORCER };
const GIVE_UP: LoanEvent = { kind: 'give-up-settlement', because: 'no-answer', by: ENFORCER };

type Plan = Extract<LoanEvent, { kind: 'plan' }>;
const planOf = (story: LoanStory, state: Plan['state'], over: Partial<Plan> = {}): Plan => ({
  kind: 'plan',
  planId: 'plan-1',
  state,
  legal: state === 'active' ? { requestId: story.parts.settlement.current!.requestId, caseId: 'case-1' } : null,
  until: state === 'active' ? addDays(story.openDay, 365) : null,
  on: story.openDay,
  ...over,
});
const other = (story: LoanStory, state: Plan['state']): Plan => planOf(story, state, { planId: 'plan-2', legal: null });

const stateOf = (story: LoanStory) => story.parts.settlement.current?.state;

describe('what negotiation tells of several days at once, as after an outage', () => {
  it('a plan that began and was broken within one open day is a settlement that was not kept', () => {
    const story = enforcingStory().take(SETTLE);
    story.take(planOf(story, 'active'), planOf(story, 'broken')).close();
    expect(story.heard('settlement-recorded')).toMatchObject([{ planId: 'plan-1' }]);
    expect(story.heard('settlement-defaulted')).toMatchObject([{ planId: 'plan-1' }]);
    expect([stateOf(story), roundIn(story).state]).toEqual(['defaulted', 'stayed']);
    expect(openWork(story)).toContain('resume-judgment');
    story.take(RESUME);
    expect([story.refused, roundIn(story).state]).toEqual([null, 'open']);
  });

  it('one that was kept to its end within it ends the case as settled', () => {
    const story = enforcingStory().take(SETTLE);
    story.take(planOf(story, 'active'), planOf(story, 'completed')).close();
    expect(story.heard('settlement-performed')).toMatchObject([{ planId: 'plan-1' }]);
    expect(story.heard('case-closed')).toMatchObject([{ outcome: 'settled' }]);
  });

  it('another plan behind a broken one does not hide it, and holds the loan', () => {
    const story = enforcingStory().take(SETTLE);
    story.take(planOf(story, 'active')).close();
    story.take(planOf(story, 'broken'), other(story, 'active')).close();
    expect(story.heard('settlement-defaulted')).toMatchObject([{ planId: 'plan-1' }]);
    story.knownUpTo = { [NEGOTIATION]: addDays(story.openDay, -1) };
    expect(story.take(RESUME).refused).toBe('held');
    story.take(other(story, 'broken')).close();
    expect(story.take(RESUME).refused).toBeNull();
  });

  it('one that was taken up again is kept on', () => {
    const story = enforcingStory().take(SETTLE);
    const again = planOf(story, 'active', { legal: null, until: null });
    story.take(planOf(story, 'active'), planOf(story, 'broken'), again).close();
    expect([stateOf(story), roundIn(story).state]).toEqual(['performing', 'stayed']);
  });
});

it('a plan that is over without having been paid or broken is no default: somebody says how the enforcement goes on', () => {
  const story = enforcingStory().take(SETTLE);
  story.take(planOf(story, 'active')).close();
  const unstay = { kind: 'unstay', enforcementId: 'e-1', on: story.openDay, proof: PROOF, by: ENFORCER } as const;
  expect(story.take(unstay).refused).toBe('still-performing');
  story.take(planOf(story, 'ended')).close();
  expect([stateOf(story), roundIn(story).state]).toEqual(['failed', 'stayed']);
  expect(openWork(story)).toContain('settlement-over');
  expect([story.types.includes('settlement-defaulted'), story.take(RESUME).refused]).toEqual([false, 'no-default']);
  expect(story.take({ ...unstay, on: story.openDay }).refused).toBeNull();
  expect(roundIn(story).state).toBe('open');
});

describe('an asking that nobody answers', () => {
  // 30 days of grace, and 30 for the answer.
  const silent = (days: number): LoanStory => enforcingStory().take(SETTLE).close(days);

  it('is work for somebody behind its last day', () => {
    expect(openWork(silent(61))).not.toContain('settlement-unanswered');
    expect(openWork(silent(62))).toContain('settlement-unanswered');
  });

  it('is given up by them: it stops nothing any more, and nothing is waited for', () => {
    const story = silent(62).take(GIVE_UP);
    const { requestId, settlementId } = story.parts.settlement.current!;
    expect(story.heard('settlement-given-up')).toEqual([
      { caseId: 'case-1', settlementId, requestId, on: story.openDay, because: 'no-answer' },
    ]);
    expect([stateOf(story), story.parts.elsewhere.asks[requestId]]).toEqual(['given-up', 'closed']);
    expect(openWork(story)).not.toContain('settlement-unanswered');
    expect(story.take(GIVE_UP).refused).toBe('no-settlement');
    expect(story.take(SETTLE).refused).toBeNull();
  });

  it('binds all the same when the debtor and negotiation agree behind it', () => {
    const story = silent(1).take(GIVE_UP);
    story.take(planOf(story, 'active')).close();
    expect([stateOf(story), roundIn(story).state]).toEqual(['performing', 'stayed']);
  });

  it('is not given up while it is kept', () => {
    const story = enforcingStory().take(SETTLE);
    story.take(planOf(story, 'active')).close();
    expect(story.take(GIVE_UP).refused).toBe('still-performing');
    expect(judgedStory().take(GIVE_UP).refused).toBe('no-settlement');
  });

  it('an answer ends the work', () => {
    const story = silent(62);
    story.take(planOf(story, 'active')).close();
    expect(openWork(story)).not.toContain('settlement-unanswered');
  });
});

describe('a settlement that begins while the court lets the enforcement rest', () => {
  const court = { enforcementId: 'e-1', proof: PROOF, by: ENFORCER } as const;
  const stayed = (): LoanStory => {
    const story = enforcingStory();
    story.take({ kind: 'stay', because: 'court', on: story.openDay, ...court }, SETTLE);
    return story.take(planOf(story, 'active')).close(5);
  };
  const unstay = (story: LoanStory): LoanStory => story.take({ kind: 'unstay', on: story.openDay, ...court });

  it('keeps it at rest when the court’s own stay is over', () => {
    const story = stayed();
    const on = story.openDay;
    unstay(story);
    expect([story.refused, roundIn(story).state]).toEqual([null, 'stayed']);
    expect(roundIn(story).stays).toMatchObject([
      { because: 'court', to: on },
      { because: 'settlement', from: on, to: null },
    ]);
    expect(story.heard('execution-resumed')).toEqual([]);
    expect(story.heard('execution-stayed').at(-1)).toMatchObject({ because: 'settlement', on });
    story.take(planOf(story, 'broken')).close().take(RESUME);
    expect([story.refused, roundIn(story).state]).toEqual([null, 'open']);
  });

  it('broken before that, leaves nothing to take up: the enforcement goes on with the court', () => {
    const story = stayed();
    story.take(planOf(story, 'broken')).close();
    expect(story.take(RESUME).refused).toBe('no-enforcement');
    unstay(story);
    expect(roundIn(story).state).toBe('open');
    expect(openWork(story)).not.toContain('resume-judgment');
  });
});

describe('a settlement that was asked for before the title', () => {
  it('rests the enforcement that has begun since', () => {
    const story = judgedStory({ finalOn: null }).take(SETTLE);
    const { parts } = story.state!;
    const titles = parts.proceedings.titles.map((title) => ({ ...title, finalOn: addDays(story.openDay, -1) }));
    story.state = { ...story.state!, parts: { ...parts, proceedings: { ...parts.proceedings, titles } } };
    story.take(enforceOf());
    expect(story.refused).toBeNull();
    story.take(planOf(story, 'active')).close();
    expect(roundIn(story).state).toBe('stayed');
    expect(story.parts.settlement.current).toMatchObject({ state: 'performing', at: 'after-judgment' });
    story.take(planOf(story, 'broken')).close().take(RESUME);
    expect([story.refused, roundIn(story).state]).toEqual([null, 'open']);
  });

  /** A settlement is kept while the court goes on, until the judgment binds and is late. */
  function judgedMeanwhile(): LoanStory {
    const story = filedStory('ordinary').close();
    for (const outcome of ['docketed', 'fee-noticed', 'paid', 'served', 'answered']) happens(story, outcome);
    story.take(judgmentOf(story), SETTLE);
    happens(story, 'served');
    story.take(planOf(story, 'active')).close();
    expect(story.parts.settlement.current).toMatchObject({ state: 'performing', at: 'before-judgment' });
    while (story.parts.proceedings.titles[0]?.finalOn === null) story.close();
    return story.close(40);
  }

  it('is one of the title as soon as that binds: kept to its end it ends the case', () => {
    const story = judgedMeanwhile();
    expect(story.parts.settlement.current?.at).toBe('after-judgment');
    expect(story.take(enforceOf()).refused).not.toBeNull();
    story.take(planOf(story, 'completed')).close();
    expect(story.heard('case-closed')).toMatchObject([{ outcome: 'settled' }]);
  });

  it('broken, the title is enforced: there is nothing to take up again', () => {
    const story = judgedMeanwhile();
    story.take(paid('kept', 1_000_000, addDays(story.openDay, -3), story.openDay));
    story.take(planOf(story, 'broken')).close();
    expect(openWork(story)).toContain('enforce');
    expect(openWork(story)).not.toContain('go-on-in-court');
    expect(story.take(RESUME).refused).toBe('no-enforcement');
    expect(story.take(enforceOf()).refused).toBeNull();
  });
});

it('a title whose time for being taken up again is over is somebody’s work', () => {
  const story = enforcingStory().take(SETTLE);
  story.take(planOf(story, 'active', { until: story.openDay })).close();
  story.take(planOf(story, 'broken')).close();
  const { on, provisional } = story.parts.settlement.current!.resumeUntil!;
  expect(provisional).toBe(true);
  while (story.openDay <= on) story.close();
  expect(openWork(story)).not.toContain('resume-expired');
  expect(openWork(story.close())).toContain('resume-expired');
});
