import { addDays } from '@mora/kernel';
import type { LoanStory } from '../loan/fixtures.js';
import type { EnforcementCommand } from './commands.js';
import {
  answerOf,
  clueOf,
  ENFORCER,
  enforcingStory,
  measureIn,
  measureOf,
  openWork,
  PROOF,
  recoveryOf,
  THIRD,
} from './fixtures.js';

type Ask = Extract<EnforcementCommand, { kind: 'personal-measure' }>;
const bindOf = (story: LoanStory, measure: Ask['measure'], over: Partial<Ask> = {}): Ask => ({
  kind: 'personal-measure',
  enforcementId: 'e-1',
  measureId: `m-${measure}`,
  measure,
  ground: measure === 'defaulter-list' ? 'able-and-unwilling' : null,
  noticeUntil: addDays(story.openDay, -1),
  proof: PROOF,
  by: THIRD,
  ...over,
});

/** An enforcement of eleven days: the notice of the court has run out. */
const noticed = (): LoanStory => enforcingStory().close(11);

it.each(['property-report', 'consumption-limit', 'defaulter-list'] as const)(
  '%s is asked for, ordered, and told of without a thing or a sum',
  (measure) => {
    const story = noticed();
    story.take(bindOf(story, measure));
    expect(story.heard('measure-applied')).toEqual([
      {
        caseId: 'case-1',
        enforcementId: 'e-1',
        measureId: `m-${measure}`,
        kind: measure,
        asset: null,
        currency: null,
        value: null,
      },
    ]);
    expect(story.take(bindOf(story, measure, { measureId: 'm-2' })).refused).toBe('measure-exists');
    story.take(answerOf(`m-${measure}`, story.openDay));
    const until = measure === 'defaulter-list' ? '2028-03-14' : null;
    expect(story.heard('measure-in-force')).toMatchObject([{ until }]);
    const renewal = {
      kind: 'renew',
      enforcementId: 'e-1',
      measureId: `m-${measure}`,
      proof: PROOF,
      by: THIRD,
    } as const;
    expect(story.take({ ...renewal, on: story.openDay }).refused).toBe('not-renewable');
  },
);

it('what the law forbids is kept as refused, with its rule, and never sent', () => {
  const story = noticed();
  story.take(bindOf(story, 'consumption-limit', { noticeUntil: story.openDay }));
  story.take(bindOf(story, 'defaulter-list', { ground: 'limit-not-kept' }));
  story.take(clueOf('deposit', 30_000_000), measureOf('deposit', 'freeze', 10_300_000));
  story.take(bindOf(story, 'defaulter-list', { measureId: 'm-3' }));
  expect(story.heard('measure-refused')).toMatchObject([
    { kind: 'consumption-limit', asset: null, because: 'notice-not-over', rule: 'consumption-limit' },
    { kind: 'defaulter-list', because: 'ground-unproven', rule: 'limit-not-kept' },
    { kind: 'defaulter-list', because: 'covered' },
  ]);
  expect(measureIn(story, 'm-3').state).toBe('refused');
});

it('it takes another than who has asked for the enforcement, an enforcement that goes on, and nothing that holds', () => {
  const story = noticed();
  expect(story.take(bindOf(story, 'consumption-limit', { by: ENFORCER })).refused).toBe('own-approval');
  expect(story.take(bindOf(story, 'consumption-limit', { enforcementId: 'e-9' })).refused).toBe('no-such-enforcement');
  story.take({ kind: 'dispute-raised', disputeId: 'd-1', on: story.openDay });
  expect(story.take(bindOf(story, 'consumption-limit')).refused).toBe('held');
});

it('a limit that binds can be broken: that is a reason for the list', () => {
  const story = noticed();
  story.take(bindOf(story, 'consumption-limit'), answerOf('m-consumption-limit', story.openDay));
  story.take(bindOf(story, 'defaulter-list', { ground: 'limit-not-kept' }));
  expect(measureIn(story, 'm-defaulter-list').state).toBe('applied');
});

it('takes nothing: no more is seized for it, and nobody who waits for the court is told to wait less', () => {
  const story = noticed();
  story.take(bindOf(story, 'property-report'), answerOf('m-property-report', story.openDay)).close(190);
  expect(openWork(story)).toContain('no-action');
  expect(openWork(story)).not.toContain('renew-measure');
});

it('when all is paid, or settled, somebody frees the debtor within three days', () => {
  const story = noticed();
  story.take(bindOf(story, 'defaulter-list'), answerOf('m-defaulter-list', story.openDay));
  story.take(recoveryOf('rec-1', 11_000_000, story.openDay));
  expect(story.heard('measure-ended')).toMatchObject([{ measureId: 'm-defaulter-list', because: 'satisfied' }]);
  expect(openWork(story)).toContain('lift-measure');
  const settled = noticed();
  settled.take(bindOf(settled, 'defaulter-list'), answerOf('m-defaulter-list', settled.openDay));
  settled.take({ kind: 'settle', graceDays: null, because: 'asked', by: ENFORCER });
  const legal = { requestId: settled.parts.settlement.current!.requestId, caseId: 'case-1' };
  const until = addDays(settled.openDay, 90);
  settled.take({ kind: 'plan', planId: 'plan-1', state: 'active', legal, until, on: settled.openDay }).close();
  expect(openWork(settled)).toContain('lift-measure');
  settled.take(answerOf('m-defaulter-list', settled.openDay, { outcome: 'lifted' }));
  expect(openWork(settled)).not.toContain('lift-measure');
});

it('on the list for two years, and then by itself no more', () => {
  const story = noticed();
  story.take(bindOf(story, 'defaulter-list'), answerOf('m-defaulter-list', story.openDay));
  const { on } = measureIn(story, 'm-defaulter-list').until!;
  while (story.openDay <= on) story.close();
  expect(measureIn(story, 'm-defaulter-list').state).toBe('in-force');
  expect(measureIn(story.close(), 'm-defaulter-list')).toMatchObject({ state: 'ended', because: 'lapsed' });
  expect(openWork(story)).not.toContain('measure-lapsed');
});
