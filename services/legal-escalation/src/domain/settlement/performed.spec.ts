import { addDays } from '@mora/kernel';
import { clueOf, enforceOf, ENFORCER, enforcingStory, judgedStory, openWork, PROOF } from '../enforcement/fixtures.js';
import type { LoanEvent } from '../loan/event.js';
import { type LoanStory, paid } from '../loan/fixtures.js';

const SETTLE: LoanEvent = { kind: 'settle', graceDays: 30, because: 'debtor-asks', by: ENFORCER };

type Plan = Extract<LoanEvent, { kind: 'plan' }>;
const planOf = (story: LoanStory, state: Plan['state']): Plan => {
  const legal = { requestId: story.parts.settlement.current!.requestId, caseId: 'case-1' };
  const until = addDays(story.openDay, 365);
  return { kind: 'plan', planId: 'plan-1', state, legal: state === 'active' ? legal : null, until, on: story.openDay };
};

/** 40,000.00 of 102,300.00 are paid, and the plan asks for no more: the rest was given up. */
const settled = (story: LoanStory): LoanStory => {
  story.take(SETTLE).take(planOf(story, 'active')).close();
  return story.take(paid('on-plan', 4_000_000, story.openDay), planOf(story, 'completed')).close();
};
const reapply = clueOf('deposit', 5_000_000) as Extract<LoanEvent, { kind: 'clue' }>;
const REAPPLY: LoanEvent = { ...reapply, kind: 'reapply', nextId: 'e-2' };

describe('what a settlement that was performed has left of its title', () => {
  it('is not enforced, where nobody had begun to', () => {
    const story = settled(judgedStory());
    expect(story.heard('settlement-performed')).toHaveLength(1);
    expect(story.take(enforceOf()).refused).toBe('settled');
  });

  it('nor is it taken up where a round had ended for now', () => {
    const story = enforcingStory();
    story.take({
      kind: 'end-round',
      enforcementId: 'e-1',
      how: 'this-round',
      on: story.openDay,
      proof: PROOF,
      by: ENFORCER,
    });
    expect(settled(story).take(REAPPLY).refused).toBe('settled');
  });

  it('is asked for by nobody when its last part would have been due', () => {
    const today = judgedStory().openDay;
    const parts = [
      { amount: 4_000_000, performBy: addDays(today, -10) },
      { amount: 6_000_000, performBy: addDays(today, 30) },
    ];
    expect(openWork(settled(judgedStory({ parts })).close(40))).not.toContain('enforce');
  });

  it('also behind another asking', () => {
    const story = settled(judgedStory());
    story.take({ kind: 'open-case', because: 'again', by: ENFORCER });
    if (story.refused === null) story.take(SETTLE, { kind: 'give-up-settlement', because: 'no', by: ENFORCER });
    expect(story.take(enforceOf()).refused).toBe('settled');
  });

  it('is enforced when its plan stands again and is broken then', () => {
    const story = settled(judgedStory());
    story.take(planOf(story, 'active')).close();
    expect(story.take(enforceOf()).refused).toBe('not-known-yet');
    story.take(planOf(story, 'broken')).close();
    expect(openWork(story)).toContain('enforce');
    expect(story.take(enforceOf()).refused).toBeNull();
  });
});
