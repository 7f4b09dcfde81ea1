import { dayOf, longOverdue, LoanStory, registered } from '../loan/fixtures.js';
import type { LoanEvent } from '../loan/event.js';
import { dispute, undisputed } from './fixtures.js';

const ask: LoanEvent = {
  kind: 'legal-asked',
  requestId: 'lr-1',
  caseId: 'c-1',
  graceDays: 10,
  because: 'suit',
  on: dayOf(0),
};
const reference = { requestId: 'lr-1', caseId: 'c-1' };
const overdue = () => new LoanStory().take(registered, longOverdue(dayOf(0)));

describe('what legal escalation asks for where none can be opened', () => {
  it.each([
    ['nothing-overdue', () => new LoanStory().take(registered)],
    ['loan-ended', () => overdue().take({ kind: 'status', status: 'written-off', effectiveOn: dayOf(0) })],
    ['plan-open', () => withPlan(overdue())],
  ] as const)('%s: it is answered at the close, once, and waited for no more', (because, story) => {
    const asked = story().take(ask);
    expect(asked.heard('refused-to-open')).toEqual([]);
    asked.close();
    expect(asked.heard('refused-to-open')).toEqual([{ reference, because, on: dayOf(0) }]);
    expect(asked.parts.elsewhere.legal).toEqual([]);
    asked.close(3);
    expect(asked.heard('refused-to-open')).toEqual([]);
    expect(asked.parts.elsewhere.notKnown).toEqual([]);
    expect(asked.heard('opened')).toEqual([]);
  });

  it('under a hold it waits, and is opened when the hold is gone', () => {
    const story = overdue()
      .take(ask, dispute(dayOf(0)))
      .close(2);
    expect([story.heard('refused-to-open'), story.heard('opened')]).toEqual([[], []]);
    story.take(undisputed(story.openDay)).close(2);
    expect(story.heard('opened')).toMatchObject([{ by: 'legal', reference }]);
  });
});

/** A plan that came to be before legal asked. */
function withPlan(story: LoanStory): LoanStory {
  const kind = 'cut-over';
  const past = {
    ...{ what: 'plan', planId: 'P-1', kinds: ['spread'], activeFrom: dayOf(-10), paidBefore: 0 },
    rows: [{ dueOn: dayOf(60), minor: 50_000 }],
  } as const;
  return story.take({ kind, past, by: 'boss' } as LoanEvent);
}
