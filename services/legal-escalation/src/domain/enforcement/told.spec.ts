import fc from 'fast-check';
import { addDays } from '@mora/kernel';
import { type LoanStory, paid } from '../loan/fixtures.js';
import { enforcingStory, openWork, recoveryOf, roundIn } from './fixtures.js';

const splitsOf = (story: LoanStory) =>
  roundIn(story)
    .recoveries.map(({ recoveryId, costs, judgment, doubled, surplus, paymentId }) => {
      return [recoveryId, costs, judgment, doubled, surplus, paymentId] as const;
    })
    .toSorted(([a], [b]) => (a < b ? -1 : 1));

/** As it was said last of each. */
const saidLast = (story: LoanStory) => {
  const all = story.heard<{ recoveryId: string }>('recovered');
  return [...new Map(all.map((one) => [one.recoveryId, one])).values()].toSorted((a, b) =>
    a.recoveryId < b.recoveryId ? -1 : 1,
  );
};

describe('the order of telling', () => {
  it('changes nothing: what came first covers first, and what lay behind is said again', () => {
    const story = enforcingStory();
    const day = story.openDay;
    story.close(3).take(recoveryOf('b', 5_000_000, story.openDay));
    expect(story.heard('recovered')).toMatchObject([{ recoveryId: 'b', costs: '2300.00', judgment: '47700.00' }]);
    story.take(recoveryOf('a', 200_000, day));
    expect(story.heard('recovered')).toMatchObject([
      { recoveryId: 'a', costs: '2000.00', judgment: '0.00' },
      { recoveryId: 'b', costs: '300.00', judgment: '49700.00' },
    ]);
  });

  it('what has become too much goes back, and what no longer is does not', () => {
    const story = enforcingStory();
    const day = story.openDay;
    // 2,300.00 and 100,000.00 and three more days: 227.50.
    story.close(3).take(recoveryOf('b', 10_230_000, story.openDay));
    expect(openWork(story)).not.toContain('pay-back-surplus');
    story.take(recoveryOf('a', 100_000, day));
    expect(splitsOf(story)).toEqual([
      ['a', 100_000, 0, 0, 0, null],
      ['b', 130_000, 10_000_000, 22_750, 77_250, null],
    ]);
    expect(openWork(story)).toContain('pay-back-surplus');
  });

  it('a payment that the ledger books late changes what lay behind it, at the close', () => {
    const story = enforcingStory();
    const day = story.openDay;
    story.close(3).take(recoveryOf('b', 5_000_000, story.openDay));
    expect(story.heard('recovered')).toMatchObject([{ costs: '2300.00' }]);
    story.take(paid('direct', 200_000, day, story.openDay)).close();
    expect(story.heard('recovered')).toMatchObject([{ recoveryId: 'b', costs: '300.00', judgment: '49700.00' }]);
    story.close(1);
    expect(story.heard('recovered')).toEqual([]);
  });

  const PAYMENTS = [
    [0, 100_000],
    [2, 100_000],
    [5, 300_000],
  ] as const;

  it('in every order of telling the same money is used for the same, and is the same payment', () => {
    const one = fc.record({
      day: fc.nat(6),
      minor: fc.oneof(fc.constantFrom(100_000, 300_000), fc.integer({ min: 1, max: 4_000_000 })),
      costs: fc.constantFrom(0, 0, 5_000),
    });
    const several = fc.array(one, { minLength: 2, maxLength: 5 });
    const shuffled = several.chain((all) => {
      const told = all.map((each, n) => ({ ...each, id: `r-${n}` }));
      return fc.tuple(fc.constant(told), fc.shuffledSubarray(told, { minLength: told.length }));
    });
    const run = (told: readonly { id: string; day: number; minor: number; costs: number }[]) => {
      const story = enforcingStory();
      const first = story.openDay;
      PAYMENTS.forEach(([day, minor], n) => story.take(paid(`p-${n}`, minor, addDays(first, day), first)));
      story.close(7);
      for (const { id, day, minor, costs } of told) {
        story.take(recoveryOf(id, minor, addDays(first, day), { costs }));
        expect(story.refused).toBeNull();
      }
      return { splits: splitsOf(story), said: saidLast(story) };
    };
    fc.assert(
      fc.property(shuffled, ([told, otherwise]) => {
        expect(run(otherwise)).toEqual(run(told));
      }),
      { numRuns: 40 },
    );
  });
});
