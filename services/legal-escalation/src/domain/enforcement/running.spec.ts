import { addDays } from '@mora/kernel';
import { type LoanStory, paid } from '../loan/fixtures.js';
import { claimNow } from '../matter/claimed.js';
import { enforceOf, judgedStory, openWork, recoveryOf, roundIn } from './fixtures.js';

const TODAY = judgedStory().openDay;
/**
 * 100,000.00, of which 80,000.00 bear 7.3 % a year (16.00 a day) until they are paid, from 100 days ago on; due for ten
 * days, with 2,300.00 of costs.
 */
const INTEREST = { rate: '0.073', dayCount: 'ACT_365F', principal: 8_000_000, from: addDays(TODAY, -100) } as const;
const judged = (): LoanStory => judgedStory({ interest: INTEREST });
const enforced = (): LoanStory => judged().take(enforceOf());

describe('interest that a judgment lets run until it is paid', () => {
  it.each([
    // Up to yesterday: 99 days of 16.00, and nine of the doubled part, 157.50, on what the judgment says without it.
    ['ACT_365F', '104041.50'],
    // 8,000,000 × 7.3 % × 99 / 360 = 1,606.00.
    ['ACT_360', '104063.50'],
  ] as const)('is asked of the court as it has grown, by the days of the judgment: %s', (dayCount, amount) => {
    const story = judgedStory({ interest: { ...INTEREST, dayCount } }).take(enforceOf());
    expect(story.heard('enforcement-applied')).toMatchObject([{ amount }]);
  });

  it('does not run before its first day', () => {
    const from = (days: number) => {
      const story = judgedStory({ interest: { ...INTEREST, from: addDays(TODAY, days) } });
      return story.take(enforceOf()).heard('enforcement-applied').at(0)!['amount'];
    };
    // By the close of yesterday.
    expect([from(0), from(-1), from(-2)]).toEqual(['102457.50', '102457.50', '102473.50']);
  });

  it('is paid behind the costs and before what it runs on, and stops with that; the doubled part comes last', () => {
    const story = enforced();
    // Ten days more would be 160.00: today is the hundredth.
    story.take(recoveryOf('rec-1', 230_000 + 160_000 + 3_000_000, TODAY));
    expect(story.heard('recovered')).toMatchObject([{ costs: '2300.00', judgment: '31600.00', doubled: '0.00' }]);
    // 70,000.00 are left, and all of them bear: 14.00 a day.
    story.close(10).take(recoveryOf('rec-2', 14_000, story.openDay));
    expect(story.heard('recovered')).toMatchObject([{ judgment: '140.00', doubled: '0.00' }]);
    // Doubled: ten days on 100,000.00 and ten on 70,000.00, as no interest counts as paid on it.
    story.take(recoveryOf('rec-3', 7_000_000 + 29_750, story.openDay));
    expect(story.heard('recovered')).toMatchObject([{ judgment: '70000.00', doubled: '297.50', surplus: '0.00' }]);
    expect(story.heard('execution-ended')).toMatchObject([{ kind: 'satisfied', left: '0.00' }]);
  });

  it('runs on the principal alone: what else was awarded is paid first', () => {
    const story = enforced();
    story.take(recoveryOf('rec-1', 230_000 + 160_000 + 2_000_000, TODAY)).close(10);
    story.take(recoveryOf('rec-2', 16_000, story.openDay));
    expect(story.heard('recovered').at(-1)).toMatchObject({ judgment: '160.00', doubled: '0.00' });
  });

  it('keeps a round open that is paid but for it', () => {
    const story = enforced();
    // All but the interest that has run: before it was satisfied with this.
    story.take(paid('pay-1', 230_000 + 10_000_000 + 17_500, TODAY)).close();
    expect(roundIn(story).state).toBe('open');
    // It has covered 1,600.00 of interest, so that as much of the principal is left, with a day of both interests.
    story.take(paid('pay-2', 160_000 + 32, story.openDay)).close();
    expect(roundIn(story).state).toBe('open');
    story
      .close(3)
      .take(paid('pay-3', 100_000, story.openDay))
      .close();
    expect(roundIn(story).state).toBe('satisfied');
  });

  it('is covered with all else by one sum, from a court or from the debtor, and what is more goes back', () => {
    const all = 230_000 + 160_000 + 10_000_000 + 17_500;
    const story = enforced().take(recoveryOf('rec-1', all + 100, TODAY));
    expect(story.heard('recovered')).toMatchObject([{ judgment: '101600.00', doubled: '175.00', surplus: '1.00' }]);
    expect(story.heard('execution-ended')).toMatchObject([{ kind: 'satisfied', left: '0.00' }]);
    const paying = enforced()
      .take(paid('pay-1', all - 1, TODAY))
      .close();
    expect(roundIn(paying).state).toBe('open');
    const paidUp = enforced()
      .take(paid('pay-1', all + 100, TODAY))
      .close();
    expect(paidUp.heard('execution-ended')).toMatchObject([{ kind: 'satisfied', left: '0.00' }]);
  });

  it('runs on less from its first day on where it was paid on before', () => {
    const story = judgedStory({ interest: { ...INTEREST, from: addDays(TODAY, -2) } });
    story.take(paid('early', 7_230_000, addDays(TODAY, -5), addDays(TODAY, -1)), enforceOf());
    // 30,000.00, a day of 6.00, and five days of the doubled part on all and four on what is left: 87.50 and 21.00.
    expect(story.heard('enforcement-applied')).toMatchObject([{ amount: '30114.50' }]);
  });

  it('does not stop the doubled part on paper: what pays it pays nothing of what that grows on', () => {
    const story = enforced()
      .take(recoveryOf('rec-1', 230_000 + 160_000 + 3_000_000, TODAY))
      .close(10);
    const sheet = claimNow({ ...story.state!, policies: story.policies }, { caseId: 'case-1' }, story.openDay, true);
    const lines = 'lines' in sheet ? sheet.lines.map(({ code, minor }) => [code, minor]) : [];
    // Ten days on 100,000.00 and nine on 70,000.00: 175.00 and 110.25.
    expect(lines).toContainEqual(['delay-doubled', 28_525]);
  });

  it.each([
    // A hundred days of 16.00 have run when it is paid, ten days before its last day.
    ['all of it', 160_000, null],
    ['all of it and more', 170_000, null],
    ['all but a yuan of it', 159_900, '1.00'],
  ])('is paid ahead with all else, as whoever pays in time may: %s', (_what, interest, asked) => {
    const story = judgedStory({ interest: INTEREST }, -10);
    story.take(paid('pay-1', 230_000 + 10_000_000 + interest, TODAY)).close(12);
    expect(openWork(story).includes('enforce')).toBe(asked !== null);
    story.take(enforceOf());
    expect(story.heard('enforcement-applied').map(({ amount }) => amount)).toEqual(asked === null ? [] : [asked]);
  });

  it('is due with the last part of a judgment in instalments', () => {
    const parts = [
      { amount: 4_000_000, performBy: addDays(TODAY, -10) },
      { amount: 6_000_000, performBy: addDays(TODAY, 30) },
    ];
    const story = judgedStory({ parts, interest: INTEREST }).take(enforceOf());
    // 40,000.00, the costs, and nine days of the doubled part on the first part.
    expect(story.heard('enforcement-applied')).toMatchObject([{ amount: '42363.00' }]);
    story.take(paid('part-1', 4_237_000, TODAY)).close();
    expect(story.heard('execution-ended')).toMatchObject([{ kind: 'satisfied' }]);
    story.close(30);
    expect(openWork(story)).toContain('enforce');
    story.take(enforceOf({ enforcementId: 'e-2' }));
    // A hundred days on 80,000.00, then thirty on the 60,000.00 that are left.
    expect(story.heard('enforcement-applied')).toMatchObject([{ amount: '61960.00' }]);
  });
});
