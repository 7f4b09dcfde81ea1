import { addDays } from '@mora/kernel';
import { type LoanStory, paid } from '../loan/fixtures.js';
import { answerOf, clueOf, enforceOf, judgedStory, measureOf, openWork, recoveryOf, roundIn } from './fixtures.js';

/** 40,000.00 that was due ten days ago, 60,000.00 due in thirty, interest of 500.00 with the last, and costs. */
function inParts(): LoanStory {
  const day = judgedStory().openDay;
  const parts = [
    { amount: 4_000_000, performBy: addDays(day, -10) },
    { amount: 6_000_000, performBy: addDays(day, 30) },
  ];
  return judgedStory({ parts, general: 50_000 });
}

const enforced = (): LoanStory => inParts().take(enforceOf());

describe('a judgment in instalments', () => {
  it('is enforced as soon as its first unpaid part is past, for what is due of it', () => {
    // 40,000.00, 2,300.00 of costs, and nine days on the first part alone: 63.00.
    expect(enforced().heard('enforcement-applied')).toMatchObject([{ amount: '42363.00' }]);
  });

  it('not before, and not while what is due of it is paid', () => {
    const paidUp = inParts();
    paidUp.take(paid('part-1', 4_237_000, paidUp.openDay)).close();
    expect(paidUp.take(enforceOf()).refused).toBe('not-due');
    paidUp.close(29);
    expect(paidUp.take(enforceOf()).refused).toBe('not-due');
    paidUp.close(1);
    expect(paidUp.take(enforceOf()).refused).toBeNull();
    expect(paidUp.heard('enforcement-applied')).toMatchObject([{ amount: '60500.00' }]);
  });

  it('no more is seized than is due, until the next part is', () => {
    const story = enforced().take(clueOf('deposit', 30_000_000), measureOf('deposit', 'freeze', 6_000_000));
    expect(roundIn(story).measures).toMatchObject([{ because: 'over-seizure' }]);
    story.close(31).take(measureOf('deposit', 'freeze', 10_000_000, { measureId: 'm-2' }));
    expect(roundIn(story).measures[1]).toMatchObject({ state: 'applied' });
  });

  it('what comes in beyond what is due goes back; what the debtor pays himself is for the next part', () => {
    const story = enforced().take(recoveryOf('rec-1', 4_300_000, enforced().openDay));
    expect(story.heard('recovered')).toMatchObject([
      { costs: '2300.00', judgment: '40000.00', doubled: '70.00', surplus: '630.00' },
    ]);
    story
      .close()
      .take(paid('ahead', 2_000_000, story.openDay))
      .close(30);
    expect(story.take(enforceOf({ enforcementId: 'e-2' })).refused).toBeNull();
    expect(story.heard('enforcement-applied').at(-1)).toMatchObject({ amount: '40500.00' });
  });

  it('what was asked for is satisfied, the case goes on, and the next part is asked for in a round of its own', () => {
    const story = enforced().take(clueOf('deposit', 9_000_000), measureOf('deposit', 'freeze', 4_000_000));
    story.take(answerOf('m-deposit-freeze', story.openDay), paid('part-1', 4_237_000, story.openDay)).close();
    expect(story.heard('execution-ended')).toMatchObject([{ kind: 'satisfied', left: '60500.00' }]);
    expect(roundIn(story)).toMatchObject({ state: 'satisfied', measures: [{ because: 'satisfied' }] });
    expect(story.heard('case-closed')).toEqual([]);
    expect(story.parts.matter.matter?.stage).toBe('judged');
    const again = enforceOf({ enforcementId: 'e-2' });
    expect(story.take(again).refused).toBe('not-due');
    expect(openWork(story)).not.toContain('enforce');
    story.close(30);
    expect(openWork(story)).toContain('enforce');
    expect(story.take(again).refused).toBeNull();
    expect(openWork(story)).not.toContain('enforce');
    story.take(paid('part-2', 6_050_000, story.openDay)).close(2);
    // One day of delay on the second part, 10.50, is owed still.
    story.take(paid('rest', 1_050, story.openDay)).close();
    expect(story.heard('execution-ended')).toMatchObject([{ kind: 'satisfied', left: '0.00' }]);
    expect(story.heard('case-closed')).toMatchObject([{ outcome: 'enforced' }]);
  });

  it('has one period: two years from the last day of its last part', () => {
    const story = inParts();
    const clock = story.parts.clock.clocks.find(({ claim }) => claim === 'enforcement');
    expect(clock?.startsOn).toBe(addDays(story.openDay, 30));
  });
});
