import { addDays } from '@mora/kernel';
import { enforcingStory, ENFORCER, openWork, recoveryOf, roundIn } from '../enforcement/fixtures.js';
import { totalLeft } from '../enforcement/round.js';
import type { LoanEvent } from '../loan/event.js';
import { type LoanStory, paid } from '../loan/fixtures.js';
import { filedStory } from '../proceedings/fixtures.js';

const SETTLE: LoanEvent = { kind: 'settle', graceDays: 30, because: 'debtor-asks', by: ENFORCER };
const RESUME: LoanEvent = { kind: 'resume', because: 'broken', by: ENFORCER };

const plan = (story: LoanStory, state: 'active' | 'broken' | 'completed', days = 365): LoanEvent => ({
  kind: 'plan',
  planId: 'plan-1',
  state,
  legal: state === 'active' ? { requestId: story.parts.settlement.current!.requestId, caseId: 'case-1' } : null,
  until: state === 'active' ? addDays(story.openDay, days) : null,
  on: story.openDay,
});

const stateOf = (story: LoanStory) => story.parts.settlement.current?.state;

/** A settlement of an enforcement that has been kept since yesterday. */
function settled(): LoanStory {
  const story = enforcingStory().take(SETTLE);
  return story.take(plan(story, 'active')).close();
}

describe('a settlement of an enforcement', () => {
  it('is asked of negotiation once, with the time that the debtor has', () => {
    const story = enforcingStory().take(SETTLE);
    const { requestId, settlementId } = story.parts.settlement.current!;
    expect(story.heard('settlement-asked')).toEqual([{ caseId: 'case-1', settlementId, requestId, on: story.openDay }]);
    expect(story.heard('negotiation-requested')).toEqual([
      { requestId, caseId: 'case-1', grace: { days: 30 }, because: 'debtor-asks' },
    ]);
    expect(story.take(SETTLE).refused).toBe('settling');
    expect(story.take(RESUME).refused).toBe('still-performing');
  });

  it('a plan on it rests the enforcement, and is resumable until two years behind its last day', () => {
    const story = settled();
    expect(story.heard('settlement-recorded')).toMatchObject([{ planId: 'plan-1', settlementId: expect.any(String) }]);
    expect(story.heard('execution-stayed')).toMatchObject([{ because: 'settlement' }]);
    expect(roundIn(story).state).toBe('stayed');
    const { lastOn, resumeUntil } = story.parts.settlement.current!;
    expect(resumeUntil!.on >= addDays(lastOn!, 730)).toBe(true);
    expect(
      story.take({
        kind: 'unstay',
        enforcementId: 'e-1',
        on: story.openDay,
        proof: { kind: 'p', id: 'p', sha256: null },
        by: ENFORCER,
      }).refused,
    ).toBe('still-performing');
    expect(story.take(RESUME).refused).not.toBeNull();
  });

  it('is recorded at the close behind the day of its plan, whether that is heard of before its own close or behind it', () => {
    const recorded = (isLate: boolean) => {
      const story = enforcingStory().take(SETTLE);
      const on = story.openDay;
      const told = { ...plan(story, 'active'), on, saidOn: on } as LoanEvent;
      const days = [];
      if (!isLate) story.one('told', told);
      days.push(story.close().heard('settlement-recorded'));
      if (isLate) story.one('told', told);
      days.push(story.close().heard('settlement-recorded'));
      return days;
    };
    expect(recorded(false)).toMatchObject([[], [{ planId: 'plan-1' }]]);
    expect(recorded(true)).toEqual(recorded(false));
  });

  it('broken: the title is taken up again, less what was paid on it', () => {
    const story = settled();
    story.take(paid('on-plan', 4_000_000, story.openDay)).close(30);
    story.take(plan(story, 'broken')).close();
    expect(story.heard('settlement-defaulted')).toMatchObject([{ planId: 'plan-1' }]);
    expect([stateOf(story), openWork(story).includes('resume-judgment')]).toEqual(['defaulted', true]);
    story.take(paid('today', 100, story.openDay), RESUME);
    expect([story.refused, stateOf(story), roundIn(story).state]).toEqual([null, 'resumed', 'open']);
    expect(story.heard('execution-resumed')).toMatchObject([{ deducted: '40000.00' }]);
    expect(openWork(story)).not.toContain('resume-judgment');
    expect(story.take(RESUME).refused).toBe('no-default');
    expect(story.take(SETTLE).refused).toBeNull();
  });

  it('taken up again, what was paid on it yesterday counts beside what the court takes today', () => {
    const story = settled();
    story
      .take(plan(story, 'broken'), paid('on-plan', 4_000_000, story.openDay))
      .close()
      .take(RESUME);
    const left = totalLeft(story.parts.enforcement, roundIn(story), story, story.openDay);
    story.take(recoveryOf('rec-1', left!, story.openDay));
    expect(story.heard('execution-ended')).toMatchObject([{ kind: 'satisfied', left: '0.00' }]);
  });

  it('on the last day it can be resumed, on the next it cannot', () => {
    const on = (days: number) => {
      const story = settled();
      story.take(plan(story, 'broken')).close();
      story.openDay = addDays(story.parts.settlement.current!.resumeUntil!.on, days);
      return story.take(RESUME).refused;
    };
    expect(on(0)).toBeNull();
    expect(['resume-expired', 'calendar-not-covered']).toContain(on(1));
  });

  it('kept to its end: enforcement and case end as settled', () => {
    const story = settled().close(10);
    story.take(plan(story, 'completed')).close();
    expect(story.heard('settlement-performed')).toHaveLength(1);
    expect(story.heard('execution-ended')).toMatchObject([{ kind: 'settled' }]);
    expect(story.heard('case-closed')).toMatchObject([{ caseId: 'case-1', outcome: 'settled' }]);
    expect(roundIn(story).state).toBe('settled');
  });

  it.each(['failed', 'closed'] as const)('no agreement (%s): everything goes on, and it may be asked again', (how) => {
    const story = enforcingStory().take(SETTLE);
    const legal = { requestId: story.parts.settlement.current!.requestId, caseId: 'case-1' };
    const ids = { roundId: 'r-9', consecutive: 3, legal, on: story.openDay };
    story.take(
      how === 'failed'
        ? { kind: 'round-failed', reason: 'expired', ...ids }
        : { kind: 'round-closed', outcome: 'withdrawn', ...ids },
    );
    expect(stateOf(story)).toBe('asked');
    expect(stateOf(story.close())).toBe('failed');
    expect(roundIn(story).state).toBe('open');
    expect(story.take(SETTLE).refused).toBeNull();
  });

  it('the plan of another asking changes nothing', () => {
    const story = enforcingStory().take(SETTLE);
    const other = { ...plan(story, 'active'), legal: null } as LoanEvent;
    story.take(other).close();
    expect(stateOf(story)).toBe('asked');
  });
});

describe('a settlement while the court has it before it', () => {
  it('somebody tells the court; when it is broken the court goes on', () => {
    const story = filedStory('ordinary').take(SETTLE);
    story.take(plan(story, 'active')).close();
    expect(story.parts.settlement.current).toMatchObject({ state: 'performing', at: 'before-judgment' });
    expect(openWork(story)).toContain('withdraw-or-confirm');
    story.take(plan(story, 'broken')).close();
    expect(openWork(story)).toContain('go-on-in-court');
    expect(story.take(RESUME).refused).toBe('no-enforcement');
  });
});
