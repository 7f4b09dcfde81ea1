import { addDays, addMonths } from '@mora/kernel';
import { paid } from '../loan/fixtures.js';
import { choose } from './fitness.js';
import {
  answerOf,
  clueOf,
  enforcingStory,
  ENFORCER,
  measureIn,
  measureOf,
  openWork,
  PROOF,
  roundIn,
} from './fixtures.js';

// 102,457.50 are owed; two people live on 2,000.00 a month.
const LEFT = 10_245_750;

describe('which measure is asked for, and which is not', () => {
  const WITH = {
    deposit: clueOf('deposit', 1_200_000),
    wage: clueOf('wage', 0, { monthly: 500_000 }),
    vehicle: clueOf('vehicle', 8_000_000),
    exempt: clueOf('movable', 500_000, { exempt: 'household-goods' }),
    home: clueOf('real-estate', 50_000_000, { onlyHome: true }),
    house: clueOf('real-estate', 50_000_000),
    flat: clueOf('real-estate', 10_000_000),
    rich: clueOf('deposit', 20_000_000),
    security: clueOf('security', 20_000_000),
  };
  it.each<[string, (keyof typeof WITH)[], ReturnType<typeof measureOf>, string | null]>([
    ['a deposit beyond the living cost', ['deposit'], measureOf('deposit', 'freeze', 1_000_000), null],
    ['a cent of the living cost', ['deposit'], measureOf('deposit', 'freeze', 1_000_001), 'living-cost'],
    ['of a wage what is not lived on', ['wage'], measureOf('wage', 'withhold', 300_000), null],
    ['a cent more of it', ['wage'], measureOf('wage', 'withhold', 300_001), 'living-cost'],
    ['what the law exempts', ['exempt'], measureOf('movable', 'seal', 1), 'exempt'],
    ['the only home is sealed', ['home'], measureOf('real-estate', 'seal', 50_000_000), null],
    ['and never auctioned', ['home'], measureOf('real-estate', 'auction', 50_000_000), 'only-home'],
    ['a house that is all there is', ['house'], measureOf('real-estate', 'seal', 50_000_000), null],
    ['more than a thing is worth', ['vehicle'], measureOf('vehicle', 'seal', 8_000_001), 'over-seizure'],
    ['a tenth more than is owed', ['rich'], measureOf('deposit', 'freeze', 11_270_325), null],
    ['a cent above the tenth', ['rich'], measureOf('deposit', 'freeze', 11_270_326), 'over-seizure'],
    [
      'the flat where an account covers all',
      ['rich', 'flat'],
      measureOf('real-estate', 'seal', 10_000_000),
      'more-harmful-than-needed',
    ],
    [
      'unless a supervisor says why',
      ['rich', 'flat'],
      measureOf('real-estate', 'seal', 10_000_000, { overrides: 'account-is-contested' }),
      null,
    ],
    [
      'the flat where the account is too small',
      ['deposit', 'flat'],
      measureOf('real-estate', 'seal', 10_000_000),
      null,
    ],
    [
      'the home where securities cover all',
      ['security', 'home'],
      measureOf('real-estate', 'seal', 50_000_000),
      'more-harmful-than-needed',
    ],
  ])('%s', (_name, clues, measure, because) => {
    const story = enforcingStory().take(...clues.map((name) => WITH[name]), measure);
    expect(story.refused).toBeNull();
    expect(measureIn(story, measure.measureId)).toMatchObject({
      state: because === null ? 'applied' : 'refused',
      because,
    });
    const [applied, refused] = [story.heard('measure-applied'), story.heard('measure-refused')];
    expect(applied).toHaveLength(because === null ? 1 : 0);
    expect(refused).toEqual(because === null ? [] : [expect.objectContaining({ because, rule: expect.any(String) })]);
  });

  it('what is seized already counts, unless it waits behind another', () => {
    const asked = (rank: number) => {
      const story = enforcingStory().take(
        WITH.vehicle,
        WITH.rich,
        measureOf('vehicle', 'seal', 8_000_000, { overrides: 'y' }),
      );
      story.take(answerOf('m-vehicle-seal', story.openDay, { rank }), measureOf('deposit', 'freeze', 4_000_000));
      return measureIn(story, 'm-deposit-freeze').because;
    };
    expect([asked(1), asked(2)]).toEqual(['over-seizure', null]);
  });

  it.each([
    ['not-for-this-asset', measureOf('deposit', 'seal', 1)],
    ['no-such-clue', measureOf('vehicle', 'seal', 1)],
    ['no-such-enforcement', measureOf('deposit', 'freeze', 1, { enforcementId: 'e-9' })],
  ])('%s', (because, measure) => {
    expect(enforcingStory().take(WITH.deposit, measure).refused).toBe(because);
  });

  it.each([
    ['no-such-exemption', clueOf('movable', 1, { exempt: 'whatever' })],
    ['monthly-differs', clueOf('wage', 1)],
    ['monthly-differs', clueOf('deposit', 1, { monthly: 1 })],
  ])('a clue: %s', (because, clue) => {
    expect(enforcingStory().take(clue).refused).toBe(because);
  });

  it('suggested is what hurts least, until all is covered, and never what is exempt', () => {
    const story = enforcingStory().take(WITH.exempt, WITH.home, WITH.vehicle, WITH.wage, WITH.deposit);
    const { clues, measures } = roundIn(story);
    const household = { householdSize: 2, region: 'demo' };
    const rules = story.policies.enforcement.CN;
    const found = choose({ left: LEFT, clues, measures, household }, rules);
    expect(found.map(({ kind, asset, value }) => [kind, asset, value])).toEqual([
      ['freeze', 'deposit', 1_000_000],
      ['withhold', 'wage', 300_000],
      ['seal', 'vehicle', 8_000_000],
    ]);
    expect(choose({ left: 900_000, clues, measures, household }, rules)).toMatchObject([
      { asset: 'deposit', value: 900_000 },
    ]);
  });
});

describe('how long a measure binds', () => {
  const frozen = () => {
    const story = enforcingStory().take(clueOf('deposit', 1_200_000), measureOf('deposit', 'freeze', 1_000_000));
    return story.take(answerOf('m-deposit-freeze', story.openDay));
  };
  const renew = (on: ReturnType<typeof addDays>) =>
    ({ kind: 'renew', enforcementId: 'e-1', measureId: 'm-deposit-freeze', on, proof: PROOF, by: ENFORCER }) as const;

  it('a deposit for a year; whoever is responsible is told at 60, 30 and 7 days, once each', () => {
    const story = frozen();
    const until = addMonths(story.openDay, 12);
    expect(measureIn(story, 'm-deposit-freeze').until).toEqual({ on: until, provisional: false });
    const levels: unknown[] = [];
    while (story.openDay <= until) {
      const day = story.openDay;
      story.close();
      levels.push(...story.heard('measure-expiring').map(({ level }) => [level, day]));
    }
    expect(levels).toEqual([60, 30, 7].map((level) => [level, addDays(until, -level)]));
    expect(story.heard('measure-ended')).toEqual([]);
    expect(openWork(story)).toContain('renew-measure');
  });

  it('on the last day it is renewed for a year from then; on the next it has lapsed', () => {
    const story = frozen();
    const until = addMonths(story.openDay, 12);
    while (story.openDay < until) story.close();
    story.take(renew(until));
    expect([story.refused, measureIn(story, 'm-deposit-freeze').until?.on]).toEqual([null, addMonths(until, 12)]);
    expect(openWork(story.close())).not.toContain('renew-measure');

    const late = frozen();
    while (late.openDay <= until) late.close();
    expect(late.take(renew(late.openDay)).refused).toBe('lapsed');
    expect(late.take(renew(until)).refused).toBeNull();
  });

  it('what nobody renews lapses at the close of the day after, and is a supervisor’s', () => {
    const story = frozen();
    const until = addMonths(story.openDay, 12);
    while (story.openDay < until) story.close();
    // A payment lets the loan be looked at on the last day too.
    expect(
      story
        .take(paid('p-1', 1, until))
        .close()
        .heard('measure-ended'),
    ).toEqual([]);
    expect(story.close().heard('measure-ended')).toMatchObject([{ because: 'lapsed' }]);
    expect(openWork(story)).toContain('measure-lapsed');
    expect(openWork(story)).not.toContain('renew-measure');
    expect(story.take(renew(until)).refused).toBe('lapsed');
  });

  it('the court may give less time than the law, and never more', () => {
    const story = enforcingStory().take(clueOf('vehicle', 8_000_000), measureOf('vehicle', 'seal', 8_000_000));
    const most = addMonths(story.openDay, 24);
    story.take(answerOf('m-vehicle-seal', story.openDay, { until: addDays(most, 1) }));
    expect(measureIn(story, 'm-vehicle-seal').until?.on).toBe(most);
    story.take(answerOf('m-vehicle-seal', story.openDay, { until: addDays(most, -1) }));
    expect(measureIn(story, 'm-vehicle-seal').until?.on).toBe(addDays(most, -1));
  });

  it('six months without a measure in force: a higher court may be asked', () => {
    const story = enforcingStory();
    const due = addMonths(story.openDay, 6);
    while (story.openDay <= due) story.close();
    expect(openWork(story)).not.toContain('no-action');
    expect(openWork(story.close())).toContain('no-action');
  });
});
