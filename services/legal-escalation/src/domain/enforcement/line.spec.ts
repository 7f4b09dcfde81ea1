import { addDays } from '@mora/kernel';
import { type LoanStory, paid, registered } from '../loan/fixtures.js';
import { withMatter } from '../proceedings/fixtures.js';
import type { JudgmentTitle } from '../proceedings/types.js';
import {
  clueOf,
  enforceOf,
  ENFORCER,
  enforcingStory,
  JUDGE,
  judgedStory,
  measureOf,
  openWork,
  PROOF,
  recoveryOf,
  roundIn,
  THIRD,
} from './fixtures.js';

describe('a title from its enforcement to the last cent', () => {
  const story = enforcingStory();

  it('the court is asked, and the period of the title stands still', () => {
    // 10 days past its last day, yesterday the ninth: 100,000.00 × 0.0175 % × 9 = 157.50.
    expect(story.heard('enforcement-applied')).toEqual([
      {
        caseId: 'case-1',
        enforcementId: 'e-1',
        judgmentId: 'j-1',
        on: story.openDay,
        currency: 'CNY',
        amount: '102457.50',
        court: 'demo-basic',
        approver: ENFORCER,
      },
    ]);
    const clock = story.parts.clock.clocks.find(({ claim }) => claim === 'enforcement');
    expect(clock).toMatchObject({ state: 'paused', by: 'enforcement:e-1' });
  });

  it('money covers costs, then the judgment, then the doubled interest, to the cent', () => {
    const on = story.openDay;
    story.take(recoveryOf('rec-1', 300_000, on, { costs: 100_000 }), recoveryOf('rec-2', 9_000_000, on));
    expect(story.heard('recovered')).toMatchObject([
      { amount: '3000.00', costs: '3000.00', judgment: '0.00', doubled: '0.00', surplus: '0.00' },
      { amount: '90000.00', costs: '300.00', judgment: '89700.00', doubled: '0.00', surplus: '0.00' },
    ]);
    story.close(20);
    // 10 days on 100,000.00 = 175.00, 20 on 10,300.00 = 36.05; together 211.05.
    const left = 1_030_000 + 21_105;
    story.take(recoveryOf('rec-3', left - 1, story.openDay));
    expect(story.heard('recovered')).toMatchObject([{ judgment: '10300.00', doubled: '211.04', surplus: '0.00' }]);
    expect(roundIn(story).state).toBe('open');
  });

  it('nothing is left: it is satisfied, too much goes back, and the period starts anew', () => {
    story.take(recoveryOf('rec-4', 100, story.openDay));
    expect(story.heard('recovered')).toMatchObject([{ doubled: '0.01', surplus: '0.99' }]);
    expect(story.heard('execution-ended')).toMatchObject([{ kind: 'satisfied', left: '0.00' }]);
    expect(roundIn(story).state).toBe('satisfied');
    expect(openWork(story)).toContain('pay-back-surplus');
    // Whatever comes behind it is recorded, and goes back too; it ends nothing again.
    story.take(recoveryOf('rec-5', 100, story.openDay));
    expect(story.heard('recovered')).toMatchObject([{ surplus: '1.00' }]);
    expect(story.heard('execution-ended')).toEqual([]);
  });
});

describe('what is refused', () => {
  it.each<[string, Parameters<typeof enforceOf>[0], Partial<JudgmentTitle>]>([
    ['no-such-title', { judgmentId: 'j-9' }, {}],
    ['not-final', {}, { finalOn: null }],
    ['own-approval', { by: JUDGE }, {}],
    ['own-approval', { by: JUDGE }, { by: null }],
    ['court-unknown', { court: 'elsewhere' }, {}],
    ['court-unknown', { court: 'demo-tw' }, {}],
    ['region-unknown', { region: 'elsewhere' }, {}],
  ])('%s', (because, over, title) => {
    expect(judgedStory(title).take(enforceOf(over)).refused).toBe(because);
  });

  it('the last day for paying is not over before the next', () => {
    expect(judgedStory({}, 0).take(enforceOf()).refused).toBe('not-due');
    expect(judgedStory({}, 1).take(enforceOf()).refused).toBeNull();
  });

  it('on the last day of two years it is in time, on the next it is not', () => {
    const story = judgedStory({}, 0);
    const last = story.parts.clock.clocks.find(({ claim }) => claim === 'enforcement')!.expiresOn!;
    const on = (day: typeof last) => {
      const late = judgedStory({}, 0);
      late.openDay = day;
      return late.take(enforceOf()).refused;
    };
    expect(on(last)).toBeNull();
    expect(['limitation-expired', 'calendar-not-covered']).toContain(on(addDays(last, 1)));
  });

  it('twice, and while somebody holds the loan, or too little is known', () => {
    const story = enforcingStory();
    expect(story.take(enforceOf({ enforcementId: 'e-2' })).refused).toBe('enforcing');
    const held = judgedStory();
    held.take({ kind: 'dispute-raised', disputeId: 'd-1', on: held.openDay });
    expect(held.take(enforceOf()).refused).toBe('held');
    const late = judgedStory();
    late.today = addDays(late.openDay, 1);
    expect(late.take(enforceOf()).refused).toBe('not-known-yet');
    late.today = addDays(late.openDay, 2);
    expect(late.take(enforceOf()).refused).toBe('catching-up');
  });
});

describe('a round that ends for now', () => {
  const end = (how: 'this-round' | 'final') => ({
    kind: 'end-round' as const,
    enforcementId: 'e-1',
    how,
    on: enforcingStory().openDay,
    proof: PROOF,
    by: ENFORCER,
  });
  const clue = { clueId: 'c-9', asset: 'vehicle' as const, value: 1_000_000, exempt: null, onlyHome: false };
  const again = {
    kind: 'reapply' as const,
    enforcementId: 'e-1',
    nextId: 'e-2',
    clue: { ...clue, monthly: null, sha256: null },
    by: ENFORCER,
  };

  it('starts the period of the title anew, and goes on as soon as something is found', () => {
    const story = enforcingStory();
    expect(story.take(again).refused).toBe('enforcing');
    story.take(end('this-round'));
    const clock = story.parts.clock.clocks.find(({ claim }) => claim === 'enforcement');
    expect(clock).toMatchObject({ state: 'running' });
    story.close(400).take({ ...again, by: JUDGE });
    expect(story.refused).toBe('own-approval');
    story.take(again);
    expect([story.refused, roundIn(story, 'e-2').state]).toEqual([null, 'open']);
    expect(story.heard('clue-given')).toMatchObject([{ enforcementId: 'e-2', asset: 'vehicle' }]);
    expect(story.take(again).refused).toBe('round-over');
  });

  it('one that has ended for good does not', () => {
    const story = enforcingStory().take(end('final'));
    expect(story.heard('execution-ended')).toMatchObject([{ kind: 'final' }]);
    expect(story.take(again).refused).toBe('round-over');
  });
});

describe('the ledger', () => {
  it('a recovery is the payment of the same amount within some days; else somebody is asked, and again when it is taken back', () => {
    const story = enforcingStory();
    story.take(recoveryOf('rec-1', 500_000, story.openDay)).close(6);
    expect(openWork(story)).not.toContain('recovery-not-booked');
    expect(openWork(story.close())).toContain('recovery-not-booked');
    story.take(paid('pay-1', 500_000, addDays(story.openDay, -3), story.openDay)).close();
    expect(openWork(story)).not.toContain('recovery-not-booked');
    expect(roundIn(story).recoveries[0]!.paymentId).toBe('pay-1');
    story.take({ kind: 'reversal', paymentId: 'pay-1' }).close();
    expect(roundIn(story).recoveries[0]!.paymentId).toBeNull();
    expect(openWork(story)).toContain('recovery-not-booked');
  });

  it('a payment that was named must be there, be of the amount, and be nobody else’s', () => {
    const story = enforcingStory().take(paid('pay-1', 500_000, enforcingStory().openDay));
    const named = (id: string, minor: number) => recoveryOf(id, minor, story.openDay, { paymentId: 'pay-1' });
    expect(story.take(named('rec-1', 500_001)).refused).toBe('no-such-payment');
    expect(story.take(named('rec-1', 500_000)).refused).toBeNull();
    expect(story.take(named('rec-2', 500_000)).refused).toBe('no-such-payment');
  });
});

describe('stays', () => {
  const stay = (because: 'court' | 'death') => ({
    kind: 'stay' as const,
    enforcementId: 'e-1',
    because,
    on: enforcingStory().openDay,
    proof: PROOF,
    by: ENFORCER,
  });

  it('a death rests it, the doubled interest too, until the heirs are known', () => {
    const story = enforcingStory().take(stay('death'));
    expect(story.heard('execution-stayed')).toMatchObject([{ because: 'death' }]);
    story.close(30).take({ ...stay('death'), kind: 'unstay', on: story.openDay } as never);
    expect([story.refused, roundIn(story).state]).toEqual([null, 'open']);
    story.take(recoveryOf('rec-1', 10_230_000, story.openDay));
    // Nine days before the stay; its both ends are free.
    story.take(recoveryOf('rec-2', 1_000_000, story.openDay));
    expect(story.heard('recovered').at(-1)).toMatchObject({ doubled: '157.50' });
  });

  it('is neither of tomorrow nor of the time before the enforcement, and rests once', () => {
    const story = enforcingStory();
    const of = (days: number) => ({ ...stay('court'), on: addDays(story.openDay, days) });
    expect(story.take(of(1)).refused).toBe('in-the-future');
    expect(story.take(of(-1)).refused).toBe('before-it-began');
    expect(story.take(of(0)).refused).toBeNull();
    expect(story.take(of(0)).refused).toBe('stayed');
  });
});

describe('the second person', () => {
  it('of a title that the law has made is another than who has filed, also when the case is closed', () => {
    const story = withMatter(judgedStory({ by: null }), null);
    expect(story.take(enforceOf({ by: JUDGE })).refused).toBe('own-approval');
    expect(story.take(enforceOf()).refused).toBeNull();
  });

  it('of a measure is another than who has given the clue', () => {
    const story = enforcingStory().take(clueOf('deposit', 1_200_000));
    expect(story.take(measureOf('deposit', 'freeze', 900_000, { by: ENFORCER })).refused).toBe('own-approval');
    expect(story.take(measureOf('deposit', 'freeze', 900_000)).refused).toBeNull();
  });

  /** A settlement of all titles that are being enforced was not kept. */
  function broken(story: LoanStory): LoanStory {
    story.take({ kind: 'settle', graceDays: null, because: 'asked', by: ENFORCER });
    const legal = { requestId: story.parts.settlement.current!.requestId, caseId: 'case-1' };
    const plan = { kind: 'plan' as const, planId: 'plan-1', legal, until: addDays(story.openDay, 90) };
    story.take({ ...plan, state: 'active', on: story.openDay }).close();
    return story.take({ ...plan, state: 'broken', on: story.openDay }).close();
  }

  it('of taking a title up again is another than who has recorded it', () => {
    const story = broken(enforcingStory());
    expect(story.take({ kind: 'resume', because: 'broken', by: JUDGE }).refused).toBe('own-approval');
    expect(story.take({ kind: 'resume', because: 'broken', by: ENFORCER }).refused).toBeNull();
  });

  it('of taking several titles up again is another than who has recorded any of them', () => {
    const story = judgedStory({}, 10, registered, [{ judgmentId: 'j-2', by: THIRD }]);
    broken(story.take(enforceOf(), enforceOf({ enforcementId: 'e-2', judgmentId: 'j-2' })));
    expect(story.take({ kind: 'resume', because: 'broken', by: THIRD }).refused).toBe('own-approval');
    expect(story.take({ kind: 'resume', because: 'broken', by: ENFORCER }).refused).toBeNull();
    expect(['e-1', 'e-2'].map((id) => roundIn(story, id).state)).toEqual(['open', 'open']);
  });
});
