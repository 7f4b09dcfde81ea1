import { dayOf, longOverdue, LoanStory, registered, started } from '../loan/fixtures.js';
import type { LoanEvent } from '../loan/event.js';
import type { Closing } from '../tally/types.js';
import { dispute, opened } from './fixtures.js';

describe('opening', () => {
  it('by a row of the policy, at the close and not before it', () => {
    const story = new LoanStory().take(registered, longOverdue(dayOf(0)));
    expect(story.parts.round.open).toBeNull();
    story.close();
    expect(story.heard('opened')).toMatchObject([
      {
        by: 'policy',
        because: 'two-months-overdue',
        dueOn: dayOf(15),
        policy: { rule: 'two-months' },
        episodeId: 'e-1',
      },
    ]);
  });

  it.each([
    [60, null],
    [61, 'two-months-overdue'],
  ])('on the day on which time alone makes a row speak: %d days past due at the start', (daysPastDue, because) => {
    const story = new LoanStory().take(registered, started(dayOf(0), { daysPastDue })).close();
    expect(story.parts.round.open?.because ?? null).toBe(because);
    expect(story.close().parts.round.open?.because).toBe('two-months-overdue');
  });

  it('days in which the ledger lets the loan rest make nobody later', () => {
    const pause: LoanEvent = { kind: 'paused', pauseId: 'w', from: dayOf(1), until: dayOf(5) };
    const story = new LoanStory().take(registered, started(dayOf(0), { daysPastDue: 59 }), pause).close(7);
    expect(story.parts.round.open).toBeNull(); // 59 on the day before the pause, 60 on the first day after it
    expect(story.close().parts.round.open?.openedOn).toBe(dayOf(7));
  });

  it('promises that outreach has judged at a close open one at the next, whichever service closed the day first', () => {
    const broken = (n: number): LoanEvent => ({ kind: 'promise-broken', promiseId: `pr-${n}`, part: 1, on: dayOf(0) });
    const opened = (isLate: boolean) => {
      const story = new LoanStory().take(registered, started(dayOf(0), { daysPastDue: 5 }));
      const tell = () => story.one('broken-1', broken(1)).one('broken-2', broken(2));
      if (!isLate) tell();
      const first = story.close().heard('opened');
      if (isLate) tell();
      return [first, story.close().heard('opened')];
    };
    expect(opened(false)).toMatchObject([[], [{ because: 'promises-broken', dueOn: dayOf(16) }]]);
    expect(opened(true)).toEqual(opened(false));
  });

  const report: LoanEvent = { kind: 'hardship', reportId: 'h-1', reason: 'illness', on: dayOf(0) };
  it('S31: who reports hardship first is heard with nothing overdue; the same report opens no second one', () => {
    const story = new LoanStory().take(registered, report).close();
    expect(story.parts.round.open).toMatchObject({ by: 'borrower', reason: 'illness', episodeId: null });
    story.take({ kind: 'close-round', outcome: 'withdrawn', because: 'x', by: 'boss' }).close(30);
    expect(story.heard('opened')).toHaveLength(1);
  });

  it('S82: legal escalation asks, gets one at the close, with its reference, and its outcome back', () => {
    const ask: LoanEvent = {
      kind: 'legal-asked',
      requestId: 'lr-1',
      caseId: 'c-1',
      graceDays: 10,
      because: 'suit',
      on: dayOf(0),
    };
    const reference = { requestId: 'lr-1', caseId: 'c-1' };
    const story = new LoanStory().take(registered, longOverdue(dayOf(0)), ask);
    expect(story.parts.round.open).toBeNull();
    expect(story.close().heard('opened')).toMatchObject([{ by: 'legal', reference }]);
    expect(story.parts.elsewhere.legal).toMatchObject([{ ref: reference, opened: true }]);
    story.take({ kind: 'close-round', outcome: 'bank-delay', because: 'x', by: 'boss' });
    expect(story.heard('closed')).toMatchObject([{ outcome: 'bank-delay', reference }]);
    expect(story.parts.elsewhere.legal).toEqual([]);
  });

  const open = (who: 'staff' | 'borrower' | 'legal'): LoanEvent => ({
    kind: 'open',
    because: 'asked',
    reason: null,
    by: 'wang',
    who,
    legal: null,
  });
  const closed = (): LoanStory =>
    opened().take({ kind: 'close-round', outcome: 'withdrawn', because: 'x', by: 'boss' });
  it.each([
    ['staff, nothing overdue', () => new LoanStory().take(registered), open('staff'), 'nothing-overdue'],
    ['the borrower, nothing overdue', () => new LoanStory().take(registered), open('borrower'), null],
    ['one is open', opened, open('borrower'), 'round-open'],
    ['staff at once after another', closed, open('staff'), 'cooling-down'],
    ['staff on the last day of cooling down', () => closed().close(13), open('staff'), 'cooling-down'],
    ['legal at once after another', closed, open('legal'), null],
    [
      'the loan has ended',
      () => closed().take({ kind: 'status', status: 'closed', effectiveOn: dayOf(1) }),
      open('borrower'),
      'loan-ended',
    ],
    [
      'its records wait upstream',
      () => closed().take({ kind: 'upstream-held', by: 'ledger', reason: 'x', since: dayOf(1) }),
      open('borrower'),
      'not-known-yet',
    ],
    ['it is disputed', () => closed().take(dispute(dayOf(1))), open('borrower'), 'held'],
  ])('by hand: %s', (_, story, command, because) => {
    expect(story().take(command).refused).toBe(because);
  });

  const failed = (n: number): Closing => ({
    ...{ id: `failed:${n}`, episodeId: 'e-1', roundId: `r-${n}`, planId: null, legal: null, on: dayOf(-60 + n) },
    ...{ what: 'failed' as const, reason: 'expired' as const, by: null, said: true },
  });
  it.each([
    [2, true],
    [3, false],
  ])('after %d failures in a row the bank opens another: %s; the borrower may', (count, isOpened) => {
    const story = new LoanStory().take(registered, longOverdue(dayOf(0)));
    if (story.state === null) throw new Error('no loan');
    const tally = { closings: Array.from({ length: count }, (_, n) => failed(n)), consecutive: count };
    story.state = { ...story.state, parts: { ...story.state.parts, tally } };
    expect(story.close(3).parts.round.open !== null).toBe(isOpened);
    if (!isOpened) expect(story.take(open('borrower')).refused).toBeNull();
  });

  it('the policy opens none while the last one cools down, and one on the day after', () => {
    const story = closed().close(14);
    expect(story.parts.round.open).toBeNull();
    expect(story.close().parts.round.open?.openedOn).toBe(dayOf(15));
  });
});
