import { addDays } from '@mora/kernel';
import { enforcingStory, ENFORCER, openWork, PROOF } from '../enforcement/fixtures.js';
import type { LoanEvent } from '../loan/event.js';
import { LoanStory, paid } from '../loan/fixtures.js';
import { overdueStory, readyMatter, withMatter } from '../proceedings/fixtures.js';

const cured = (story: LoanStory): LoanEvent => ({ kind: 'cured', episodeId: 'e-1', by: 'paid', asOf: story.openDay });
const endRound = (story: LoanStory): LoanEvent => ({
  kind: 'end-round',
  enforcementId: 'e-1',
  how: 'this-round',
  on: story.openDay,
  proof: PROOF,
  by: ENFORCER,
});
const status = (story: LoanStory, to: 'written-off' | 'closed'): LoanEvent => ({
  kind: 'status',
  status: to,
  effectiveOn: story.openDay,
});

describe('a case whose debt is in order again while something goes on in it', () => {
  it('stays open with its enforcement, and closes as paid on the day on which that ends', () => {
    const story = enforcingStory();
    story.take(cured(story)).close(3);
    expect([story.heard('case-closed'), openWork(story).includes('close-case')]).toEqual([[], true]);
    const on = story.openDay;
    story.take(endRound(story));
    expect(story.heard('case-closed')).toMatchObject([{ outcome: 'paid', on }]);
    expect(openWork(story)).not.toContain('close-case');
    // What the ledger makes of the loan a week later is nothing of the case.
    story.close(7).take(status(story, 'written-off')).close();
    expect([story.heard('written-off').length, story.heard('case-closed')]).toEqual([1, []]);
  });

  it('is written off by nobody: nothing of it is overdue', () => {
    const story = enforcingStory();
    story.take(cured(story)).close().take(endRound(story));
    story.take({ kind: 'propose-write-off', proposalId: 'w-1', because: 'nothing-found', by: 'l-1' });
    expect(story.refused).toBe('not-overdue');
  });

  it('closes on the day behind the one that has brought its settlement to an end', () => {
    const story = overdueStory();
    withMatter(story, readyMatter(story.openDay, 'ordinary'));
    story.take({ kind: 'settle', graceDays: null, because: 'asked', by: 'l-1' });
    const legal = { requestId: story.parts.settlement.current!.requestId, caseId: 'case-1' };
    const plan = { kind: 'plan' as const, planId: 'plan-1' };
    story.take({ ...plan, state: 'active', legal, until: addDays(story.openDay, 90), on: story.openDay });
    story.take(cured(story)).close(3);
    story.take({ ...plan, state: 'completed', legal: null, until: null, on: story.openDay }).close();
    expect(story.heard('case-closed')).toEqual([]);
    expect(story.close().heard('case-closed')).toMatchObject([{ outcome: 'paid' }]);
  });

  it('closes on the day behind the one on which the ledger has said that it books no sale', () => {
    const story = overdueStory();
    withMatter(story, readyMatter(story.openDay, 'sale'));
    const { packageId, requestId } = { packageId: 'pk-1', requestId: 'q-1' };
    story.take({ kind: 'list', packageId, batch: 'b', by: 'l-1' });
    story.take({ kind: 'sell', packageId, buyerId: 'buyer', price: 1, requestId, by: 's-1' }, cured(story)).close(2);
    expect([story.parts.disposal.sale?.state, story.heard('case-closed')]).toEqual(['asked', []]);
    story.take({ kind: 'request-answered', requestId, outcome: 'rejected' }).close();
    expect([story.parts.disposal.sale?.state, story.heard('case-closed')]).toEqual(['rejected', []]);
    expect(story.close().heard('case-closed')).toMatchObject([{ outcome: 'paid' }]);
  });

  it('closes with the day on which its asking for a settlement was given up', () => {
    const story = overdueStory();
    withMatter(story, readyMatter(story.openDay, 'ordinary'));
    story.take({ kind: 'settle', graceDays: null, because: 'asked', by: 'l-1' }, cured(story)).close(3);
    expect(story.heard('case-closed')).toEqual([]);
    const on = story.openDay;
    story.take({ kind: 'give-up-settlement', because: 'cured', by: 'l-1' }).close();
    expect(story.heard('case-closed')).toMatchObject([{ outcome: 'paid', on }]);
  });
});

it('a round that ends for now leaves the case of a loan that is overdue still', () => {
  const story = enforcingStory();
  story
    .take(paid('p-1', 100, story.openDay))
    .close()
    .take(endRound(story))
    .close(7);
  expect([story.heard('case-closed'), story.parts.matter.matter?.stage]).toEqual([[], 'ended-round']);
});

it('a loan that the ledger has closed takes its case with it at the end of the round', () => {
  const story = enforcingStory();
  story.take(status(story, 'closed')).close();
  expect(story.heard('case-closed')).toEqual([]);
  expect(story.take(endRound(story)).heard('case-closed')).toMatchObject([{ outcome: 'paid' }]);
});
