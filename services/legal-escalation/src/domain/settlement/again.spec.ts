import { addDays } from '@mora/kernel';
import { ENFORCER, enforcingStory, openWork, PROOF, roundIn } from '../enforcement/fixtures.js';
import type { LoanEvent } from '../loan/event.js';
import { type LoanStory, NEGOTIATION, paid } from '../loan/fixtures.js';
import { filedStory } from '../proceedings/fixtures.js';

const SETTLE: LoanEvent = { kind: 'settle', graceDays: 30, because: 'debtor-asks', by: ENFORCER };
const RESUME: LoanEvent = { kind: 'resume', because: 'broken', by: ENFORCER };

type Plan = Extract<LoanEvent, { kind: 'plan' }>;
const planOf = (story: LoanStory, state: Plan['state'], over: Partial<Plan> = {}): Plan => ({
  kind: 'plan',
  planId: 'plan-1',
  state,
  legal: null,
  until: null,
  on: story.openDay,
  ...over,
});
/** The plan of the settlement that was asked for, as negotiation tells of it first. */
const begun = (story: LoanStory, planId = 'plan-1'): Plan => {
  const legal = { requestId: story.parts.settlement.current!.requestId, caseId: 'case-1' };
  return planOf(story, 'active', { planId, legal, until: addDays(story.openDay, 365) });
};

/** A settlement of an enforcement that has come to such an end a day ago. */
function over(state: Exclude<Plan['state'], 'active'>): LoanStory {
  const story = enforcingStory().take(SETTLE);
  story.take(begun(story)).close(10);
  return story.take(planOf(story, state)).close();
}
/** Negotiation has taken that end back, as it does behind a payment that was told of late, or that came to nothing. */
const again = (story: LoanStory): LoanStory => story.take(planOf(story, 'active')).close();

const stateOf = (story: LoanStory) => story.parts.settlement.current?.state;
const standing = (story: LoanStory) => [stateOf(story), roundIn(story).state];

describe('a settlement whose plan stands again', () => {
  it('was not broken: the title is not taken up, and what is paid to its end settles it', () => {
    const story = again(over('broken'));
    expect(standing(story)).toEqual(['performing', 'stayed']);
    expect(openWork(story)).not.toContain('resume-judgment');
    story.take(planOf(story, 'completed')).close();
    expect(story.heard('settlement-performed')).toHaveLength(1);
    expect(standing(story)).toEqual(['performed', 'settled']);
    expect(story.take(RESUME).refused).toBe('no-default');
  });

  it('was not broken: an enforcement that was taken up already rests again', () => {
    const story = over('broken').take(RESUME);
    expect(standing(story)).toEqual(['resumed', 'open']);
    again(story);
    expect(standing(story)).toEqual(['performing', 'stayed']);
    expect(story.take(SETTLE).refused).toBe('settling');
  });

  it('was not kept to its end: its enforcement rests again, and is taken up when the plan is broken then', () => {
    const story = over('completed');
    expect(standing(story)).toEqual(['performed', 'settled']);
    story.heard('execution-stayed');
    again(story);
    expect(story.heard('execution-stayed')).toMatchObject([{ enforcementId: 'e-1', because: 'settlement' }]);
    expect(standing(story)).toEqual(['performing', 'stayed']);
    story.take(planOf(story, 'broken')).close();
    expect(openWork(story)).toContain('resume-judgment');
    expect(story.take(RESUME).refused).toBeNull();
    expect(standing(story)).toEqual(['resumed', 'open']);
  });

  it('the same, where all of that is told of one day', () => {
    const story = over('completed');
    story.take(planOf(story, 'active'), planOf(story, 'broken')).close();
    expect(standing(story)).toEqual(['defaulted', 'stayed']);
    expect(story.take(RESUME).refused).toBeNull();
  });

  it('the interest for delay has not run meanwhile, and the period of the title stands still', () => {
    const story = over('completed').close(5);
    const [stay] = roundIn(story).stays;
    story.heard('execution-stayed');
    again(story);
    // Whoever counts by what is told sees no day between the two.
    expect(story.heard('execution-stayed')).toMatchObject([{ on: stay?.to }]);
    expect(roundIn(story).stays).toEqual([{ ...stay, to: null }]);
    const clock = story.parts.clock.clocks.find(({ claim }) => claim === 'enforcement');
    expect(clock).toMatchObject({ state: 'paused', expiresOn: null });
  });

  it('had not ended: nobody lets the enforcement go on beside it', () => {
    const story = again(over('ended'));
    expect([...standing(story), openWork(story).includes('settlement-over')]).toEqual(['performing', 'stayed', false]);
    const unstay = { kind: 'unstay', enforcementId: 'e-1', on: story.openDay, proof: PROOF, by: ENFORCER } as const;
    expect(story.take(unstay).refused).toBe('still-performing');
  });

  it('while the court has it before it: the court is told again', () => {
    const story = filedStory('ordinary').take(SETTLE);
    story.take(begun(story)).close();
    story.take(planOf(story, 'broken')).close();
    expect(openWork(story)).toContain('go-on-in-court');
    again(story);
    expect(stateOf(story)).toBe('performing');
    expect(openWork(story)).toContain('withdraw-or-confirm');
    expect(openWork(story)).not.toContain('go-on-in-court');
  });

  it('stays over where nothing is taken back', () => {
    for (const state of ['broken', 'completed', 'ended'] as const) {
      const story = over(state);
      const before = standing(story);
      story.take(paid(`late-${state}`, 100, story.openDay)).close(3);
      expect(standing(story)).toEqual(before);
      expect(story.heard('settlement-recorded')).toHaveLength(1);
    }
  });
});

it('a settlement in a later case ends the enforcement of an earlier one that rests for it', () => {
  const story = again(over('completed'));
  story.take(planOf(story, 'broken')).close(2).take(RESUME);
  expect(story.parts.matter.matter?.caseId).not.toBe(roundIn(story).caseId);
  story.take(SETTLE).take(begun(story, 'plan-2')).close();
  expect(standing(story)).toEqual(['performing', 'stayed']);
  story.knownUpTo = { [NEGOTIATION]: addDays(story.openDay, -1) };
  story.take(planOf(story, 'completed', { planId: 'plan-2' })).close();
  expect(standing(story)).toEqual(['performed', 'settled']);
});
