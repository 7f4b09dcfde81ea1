import { addDays } from '@mora/kernel';
import { type LoanStory, paid } from '../loan/fixtures.js';
import { claimNow } from '../matter/claimed.js';
import {
  clueOf,
  enforceOf,
  enforcingStory,
  judgedStory,
  measureOf,
  openWork,
  recoveryOf,
  roundIn,
} from './fixtures.js';
import { totalLeft } from './round.js';

/** What is owed still at the close of yesterday. */
const leftOf = (story: LoanStory): number | null => {
  const { loanId, parts } = story.state!;
  const view = { loanId, parts, policies: story.policies, eventId: 'look' };
  return totalLeft(parts.enforcement, roundIn(story), view, addDays(story.openDay, -1));
};

/** A payment to the bank on the open day, whose day is closed then. */
const payToday = (story: LoanStory, id: string, minor: number): LoanStory =>
  story.take(paid(id, minor, story.openDay)).close();

describe('what the debtor pays to the bank after the title', () => {
  it('is not asked of the court again, and its interest stops on its day', () => {
    const story = payToday(judgedStory(), 'pay-1', 6_000_000).take(enforceOf());
    // 2,300.00 of costs, then 57,700.00 of the judgment; ten days on 100,000.00 = 175.00.
    expect(story.heard('enforcement-applied')).toMatchObject([{ amount: '42475.00' }]);
  });

  it('stops the doubled interest on the day on which it was paid, whenever the ledger has booked it', () => {
    const story = enforcingStory();
    const day = story.openDay;
    story
      .close(10)
      .take(paid('pay-1', 5_230_000, day, story.openDay))
      .close();
    // Ten days on 100,000.00 = 175.00 and ten on 50,000.00 = 87.50.
    expect(leftOf(story)).toBe(5_000_000 + 17_500 + 8_750);
  });

  it('is not seized for again', () => {
    const story = payToday(enforcingStory(), 'direct', 9_000_000);
    story.take(clueOf('deposit', 30_000_000), measureOf('deposit', 'freeze', 11_000_000));
    expect(roundIn(story).measures).toMatchObject([{ state: 'refused', because: 'over-seizure' }]);
  });

  it('ends the enforcement at the close of the day on which nothing is left, and its measures with it', () => {
    const story = enforcingStory();
    story.take(clueOf('deposit', 30_000_000), measureOf('deposit', 'freeze', 9_000_000));
    payToday(story, 'most', 10_230_000);
    expect(roundIn(story).state).toBe('open');
    // Ten days of doubled interest are owed still.
    payToday(story, 'rest', 17_499);
    expect([roundIn(story).state, leftOf(story)]).toEqual(['open', 1]);
    payToday(story, 'cent', 1);
    expect(roundIn(story)).toMatchObject({ state: 'satisfied', measures: [{ state: 'ended', because: 'satisfied' }] });
    expect(story.heard('execution-ended')).toMatchObject([{ kind: 'satisfied', left: '0.00' }]);
    expect(story.heard('case-closed')).toMatchObject([{ outcome: 'enforced' }]);
  });

  it('of the time before the title it is in the judgment already', () => {
    const story = judgedStory();
    const { on } = story.parts.proceedings.titles[0]!;
    story.take(paid('on-it', 1_000_000, on, story.openDay), paid('behind', 300_000, addDays(on, 1), story.openDay));
    story.close().take(enforceOf());
    expect(story.heard('enforcement-applied')).toMatchObject([{ amount: '99473.78' }]);
  });

  it('of an order that nobody objected to it counts from the filing on: that is the day of its amount', () => {
    const story = judgedStory({ by: null });
    const { on } = story.parts.proceedings.titles[0]!;
    story.take(paid('between', 1_000_000, addDays(on, -5), story.openDay));
    story.close().take(enforceOf());
    expect(story.heard('enforcement-applied')).toMatchObject([{ amount: '92461.53' }]);
  });

  it('is not claimed either, on paper; what is left of costs and interest is, as the ledger has taken it off its own', () => {
    const story = enforcingStory();
    const day = story.openDay;
    story
      .close(10)
      .take(paid('pay-1', 5_230_000, day, story.openDay))
      .close();
    const sheet = claimNow({ ...story.state!, policies: story.policies }, { caseId: 'case-1' }, story.openDay, true);
    const lines = 'lines' in sheet ? sheet.lines.map(({ code, minor }) => [code, minor]) : [];
    expect(lines).toEqual([
      ['cost', 230_000],
      ['delay-doubled', 26_250],
    ]);
  });

  it('is no more when it is taken back', () => {
    const story = payToday(enforcingStory(), 'direct', 9_000_000);
    const before = leftOf(story)!;
    story.take({ kind: 'reversal', paymentId: 'direct' }).close();
    expect(leftOf(story)! - before).toBeGreaterThan(9_000_000);
  });
});

describe('a recovery and its payment', () => {
  it('are one sum, before the ledger has booked it and behind', () => {
    const story = enforcingStory();
    story.take(recoveryOf('rec-1', 5_230_000, story.openDay)).close();
    const before = leftOf(story)!;
    payToday(story, 'pay-1', 5_230_000);
    expect(roundIn(story).recoveries).toMatchObject([{ paymentId: 'pay-1' }]);
    expect(leftOf(story)! - before).toBe(875);
  });

  it('of another amount are two until somebody says which it is; such money ends nothing', () => {
    const story = enforcingStory();
    const told = recoveryOf('rec-1', 6_000_000, story.openDay);
    payToday(story.take(told), 'net', 5_999_000);
    // Counted once each there is nothing left; but it may be the same money.
    expect([leftOf(story), roundIn(story).state]).toEqual([0, 'open']);
    story.take({ ...told, recoveryId: 'rec-9', again: true });
    expect(story.refused).toBe('no-such-recovery');
    story.take({ ...told, again: true, minor: 5_999_000, paymentId: 'net' });
    expect([story.refused, roundIn(story).recoveries.length]).toEqual([null, 1]);
    expect(leftOf(story)).toBe(10_230_000 + 17_500 - 5_999_000);
    for (const again of [false, true]) {
      expect(story.take({ ...told, again }).refused).toBe('recovery-exists');
    }
  });

  it('one that is told behind the end is recorded, and all of it goes back', () => {
    const story = payToday(enforcingStory(), 'all', 11_000_000);
    expect(roundIn(story).state).toBe('satisfied');
    story.take(recoveryOf('rec-1', 100, story.openDay));
    expect(story.heard('recovered')).toMatchObject([{ amount: '1.00', surplus: '1.00' }]);
    expect(openWork(story)).toContain('pay-back-surplus');
  });
});
