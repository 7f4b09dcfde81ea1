import { acceptance, dayOf, LoanStory, OUTREACH, WANG } from '../loan/fixtures.js';
import type { LoanEvent } from '../loan/event.js';
import { assign, dispute, expired, hold, made, opened, outcomes, tell, undisputed } from './fixtures.js';

describe('holds', () => {
  it('a dispute holds at once, is said, stops every term; its end lets them run on', () => {
    const story = tell(opened(), made).take(dispute(dayOf(1)));
    expect(story.heard('hold-set')).toEqual([
      {
        roundId: story.parts.round.open?.roundId,
        episodeId: 'e-1',
        holdId: 'dispute:d-1',
        kind: 'dispute',
        until: null,
      },
    ]);
    story.close(3).take(undisputed(dayOf(4)));
    expect(story.heard('hold-lifted')).toMatchObject([{ holdId: 'dispute:d-1', kind: 'dispute' }]);
  });

  it.each([
    ['deceased', ['deceased'], 'deceased'],
    ['bankrupt', ['bankrupt'], 'moratorium'],
    ['in need of care', [], 'vulnerability'],
  ] as const)('a borrower who is %s', (_, legal, kind) => {
    const event: LoanEvent = { kind: 'vulnerable', personId: WANG, role: 'borrower', legal, on: dayOf(1) };
    expect(opened().take(event).heard('hold-set')).toMatchObject([{ kind, holdId: `vulnerable:${WANG}` }]);
  });

  it('a guarantor in need of care holds nothing', () => {
    const event: LoanEvent = { kind: 'vulnerable', personId: WANG, role: 'guarantor', legal: [], on: dayOf(1) };
    expect(opened().take(event).heard('hold-set')).toEqual([]);
  });

  it('a hold with an end is lifted at the close of its last day, one that begins later is set then', () => {
    const story = opened().take(assign('chen', 'wang'), hold({ from: dayOf(3), until: dayOf(5) }));
    expect(story.heard('hold-set')).toEqual([]);
    expect(story.close(2).heard('hold-set')).toMatchObject([{ holdId: 'h-1', until: dayOf(5) }]);
    expect(story.close(2).heard('hold-lifted')).toEqual([]);
    expect(story.close().heard('hold-lifted')).toMatchObject([{ holdId: 'h-1' }]);
  });

  it('S58: a team that nobody names is the bank’s delay from the third day on, and ends when it is named', () => {
    const story = opened().close(2);
    expect(story.heard('hold-set')).toEqual([]);
    expect(story.close().heard('hold-set')).toMatchObject([{ kind: 'bank-delay', holdId: 'bank-delay:team' }]);
    expect(story.take(assign('chen', null)).heard('hold-lifted')).toEqual([]);
    expect(story.take(assign(null, 'chen')).refused).toBe('same-person-twice');
    expect(story.take(assign(null, 'wang')).heard('hold-lifted')).toMatchObject([{ holdId: 'bank-delay:team' }]);
  });

  it('work that is overdue fails nobody', () => {
    const story = opened().take(assign('chen', 'wang')).close(30);
    expect(story.parts.round.open).toMatchObject({ late: true, closing: null });
    expect(story.heard('failed')).toEqual([]);
  });

  it('a delay of the bank that is mended excuses what ran out while it lasted, and not what ran out after it', () => {
    const runsOut = (days: number): LoanStory => {
      const story = opened().close(days); // the delay begins on the third day
      story.knownUpTo = { [OUTREACH]: dayOf(days) };
      const gone = tell(story, made, expired).close().take(assign('chen', 'wang'));
      return gone.known(OUTREACH, dayOf(days + 1));
    };
    expect(outcomes(runsOut(1))).toEqual([`expired ${dayOf(2)}`]);
    expect(outcomes(runsOut(3))).toEqual([]);
    expect(runsOut(3).parts.round.open).toMatchObject({ closing: null });
  });

  it('nobody is bound under a dispute; care does not keep a borrower from what helps', () => {
    const accepts = (event: LoanEvent): string | null => {
      const story = opened();
      story.knownUpTo = { [OUTREACH]: dayOf(0) };
      return story.take(event).take(acceptance('o-1')).refused;
    };
    expect(accepts(dispute(dayOf(1)))).toBe('held');
    expect(accepts({ kind: 'vulnerable', personId: WANG, role: 'borrower', legal: ['deceased'], on: dayOf(1) })).toBe(
      'held',
    );
    expect(accepts({ kind: 'vulnerable', personId: WANG, role: 'borrower', legal: [], on: dayOf(1) })).not.toBe('held');
  });

  it('a lane that is a day behind binds nobody yet; one that is further behind catches up first', () => {
    const behind = (days: number): string | null => {
      const story = opened();
      story.today = dayOf(1 + days);
      return story.take(acceptance('o-1')).refused;
    };
    expect([behind(1), behind(2)]).toEqual(['not-known-yet', 'catching-up']);
  });
});
