import { claimNow } from '../matter/claimed.js';
import { enforceOf, judgedStory, recoveryOf } from './fixtures.js';
import { paid } from '../loan/fixtures.js';

/** 100,000.00 due for ten days with 2,300.00 of costs, and what of interest the judgment grants as a sum. */
const enforced = (general: number) => judgedStory({ general }).take(enforceOf());

describe('interest that a judgment grants as a sum', () => {
  it.each([
    // Ten days on 100,000.00, and ten on 90,000.00.
    ['nothing is granted: all of it pays what bears', 0, '332.50'],
    // Of 10,000.00 one part is interest, and nine pay what bears: ten days on 91,000.00 follow.
    ['a part of what comes is interest', 100_000, '334.25'],
    ['but for a fen', 999_999, '350.00'],
    ['all that comes is interest, and all that bears goes on bearing', 1_000_000, '350.00'],
    ['more is granted than comes', 1_500_000, '350.00'],
  ])('is paid before what bears interest for delay: %s', (_what, general, doubled) => {
    const story = enforced(general);
    story.take(recoveryOf('rec-1', 230_000 + 1_000_000, story.openDay)).close(10);
    story.take(recoveryOf('rec-2', 30_000_000, story.openDay));
    expect(story.heard('recovered').at(-1)).toMatchObject({ doubled });
    expect(story.heard('execution-ended')).toMatchObject([{ kind: 'satisfied', left: '0.00' }]);
  });

  it('stops nothing on paper either, whoever has brought it', () => {
    const delayIn = (story: ReturnType<typeof enforced>) => {
      story.close(10);
      const sheet = claimNow({ ...story.state!, policies: story.policies }, { caseId: 'case-1' }, story.openDay, true);
      return 'lines' in sheet ? sheet.lines.find(({ code }) => code === 'delay-doubled')?.minor : null;
    };
    const [brought, direct] = [enforced(1_000_000), enforced(1_000_000)];
    brought.take(recoveryOf('rec-1', 230_000 + 1_000_000, brought.openDay));
    direct.take(paid('pay-1', 230_000 + 1_000_000, direct.openDay));
    // Nineteen days on 100,000.00 by the close of yesterday.
    expect([delayIn(brought), delayIn(direct)]).toEqual([33_250, 33_250]);
  });
});
