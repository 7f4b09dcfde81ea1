import { addDays, addMonths, type CalendarDate } from '@mora/kernel';
import type { LoanEvent } from '../loan/event.js';
import { type LoanStory, paid } from '../loan/fixtures.js';
import type { JudgmentTitle } from '../proceedings/types.js';
import { ENFORCER, enforceOf, judgedStory, PROOF, recoveryOf, THIRD } from './fixtures.js';

const TODAY = judgedStory().openDay;
const yearsAgo = (years: number, days = 0): CalendarDate => addDays(addMonths(TODAY, -12 * years), -days);

/** 100,000.00 and 2,300.00 of costs in Taiwan, where money waits for its title since a day. */
function taiwanese(since: CalendarDate, over: Partial<JudgmentTitle> = {}): LoanStory {
  const on = addDays(since, -30);
  const parts = [{ amount: 10_000_000, performBy: since }];
  const story = judgedStory({ on, parts, finalOn: addDays(since, -10), ...over });
  const { state } = story;
  if (state === null) throw new Error('nothing is known of the loan');
  const ledger = { ...state.parts.ledger, currency: 'TWD' as const, product: 'mortgage' };
  story.state = { ...state, parts: { ...state.parts, ledger } };
  return story.take({ kind: 'recompute', by: THIRD });
}

const enforce = enforceOf({ court: 'demo-tw', region: 'demo-tw' });
const askedBy = (story: LoanStory) =>
  story.refused ?? story.heard('enforcement-applied').map(({ amount }) => amount)[0];

describe('a title of Taiwan (L-10: a claim keeps its own period behind it, and has five years at least)', () => {
  it.each([
    ['five years to the day', yearsAgo(5), '105300.00'],
    ['the interest that it grants is out of time after five years, the rest is not', yearsAgo(5, 1), '102300.00'],
    ['fifteen years to the day', yearsAgo(15), '102300.00'],
    ['after fifteen all is', yearsAgo(15, 1), 'limitation-expired'],
  ])('%s', (_what, since, asked) => {
    expect(askedBy(taiwanese(since, { general: 300_000 }).take(enforce))).toBe(asked);
  });

  it('has one period where it grants no interest', () => {
    const story = taiwanese(yearsAgo(5, 1));
    expect(story.parts.clock.clocks.filter(({ ref }) => ref === 'j-1').map(({ claim }) => claim)).toEqual([
      'enforcement',
    ]);
    expect(askedBy(story.take(enforce))).toBe('102300.00');
  });

  it('knows what it grants where it was kept before that was asked', () => {
    const story = taiwanese(yearsAgo(5, 1), { general: 300_000 });
    const { parts, ...state } = story.state!;
    const titles = parts.clock.titles.map(({ interest: _unasked, ...title }) => title);
    story.state = { ...state, parts: { ...parts, clock: { ...parts.clock, clocks: [], titles } } };
    expect(askedBy(story.take({ kind: 'recompute', by: THIRD }).take(enforce))).toBe('102300.00');
  });

  it.each([
    // 16.00 a day on 80,000.00: of five years, with a leap day, 1,825 are left up to yesterday, of four 1,460.
    ['what is older is out', yearsAgo(5, 40), '131500.00'],
    ['nothing is', yearsAgo(4), '125660.00'],
  ])('lets each day of running interest live for its own five years: %s', (_what, since, asked) => {
    const interest = { rate: '0.073', dayCount: 'ACT_365F', principal: 8_000_000, from: since } as const;
    expect(askedBy(taiwanese(since, { interest }).take(enforce))).toBe(asked);
  });

  describe('what was in time at an act lives for five years from it, though the oldest was out of time', () => {
    const from = yearsAgo(5, 40);
    const running = () =>
      taiwanese(from, { interest: { rate: '0.073', dayCount: 'ACT_365F', principal: 8_000_000, from } });

    it('at an acknowledgement: 30 days at 16.00 more than by its own five years', () => {
      const act = { actId: 'a-1', kind: 'acknowledged', on: addDays(TODAY, -30), until: null, claims: 'all' } as const;
      const story = running();
      story.take({ kind: 'record-act', act: { ...act, against: 'debtor', proof: PROOF, from: 'staff' }, by: THIRD });
      expect(askedBy(story.take(enforce))).toBe('131980.00');
    });

    it('in a round: the next one asks for the same, and for what has grown since', () => {
      const story = running().take(enforce);
      const over = { how: 'this-round', on: story.openDay, proof: PROOF, by: ENFORCER } as const;
      story.take({ kind: 'end-round', enforcementId: 'e-1', ...over }).close(100);
      const clue = { clueId: 'c-1', asset: 'deposit', value: 1, exempt: null, onlyHome: false } as const;
      const again = { clue: { ...clue, monthly: null, sha256: null }, by: ENFORCER };
      story.take({ kind: 'reapply', enforcementId: 'e-1', nextId: 'e-2', ...again });
      const asked = story.heard('enforcement-applied').map(({ amount }) => amount);
      expect([story.refused, ...asked]).toEqual([null, '131500.00', '133100.00']);
    });
  });

  it('is asked for in the next round where it turns out to have been in time at the first', () => {
    const story = taiwanese(yearsAgo(5, 40), { general: 300_000 }).take(enforce);
    const over = { how: 'this-round', on: story.openDay, proof: PROOF, by: ENFORCER } as const;
    story.take({ kind: 'end-round', enforcementId: 'e-1', ...over });
    const act = { actId: 'a-1', kind: 'acknowledged', on: yearsAgo(1), until: null, claims: 'all' } as const;
    story.take({ kind: 'record-act', act: { ...act, against: 'debtor', proof: PROOF, from: 'staff' }, by: THIRD });
    const clue = { clueId: 'c-1', asset: 'deposit', value: 1, exempt: null, onlyHome: false } as const;
    const again = { clue: { ...clue, monthly: null, sha256: null }, by: ENFORCER };
    story.take({ kind: 'reapply', enforcementId: 'e-1', nextId: 'e-2', ...again });
    const asked = story.heard('enforcement-applied').map(({ amount }) => amount);
    expect([story.refused, ...asked]).toEqual([null, '102300.00', '105300.00']);
  });

  it('counts what was paid on the interest while it could be asked for', () => {
    const story = taiwanese(yearsAgo(5, 1), { general: 300_000 });
    story.take({ ...paid('p-1', 230_000 + 100_000, yearsAgo(1)), currency: 'TWD' } as LoanEvent).close();
    expect(askedBy(story.take(enforce))).toBe('100000.00');
  });

  it('pays what is in time with what comes, and is over with that', () => {
    const story = taiwanese(yearsAgo(5, 1), { general: 300_000 }).take(enforce);
    story.take(recoveryOf('rec-1', 10_230_000, story.openDay));
    expect(story.heard('recovered')).toMatchObject([{ costs: '2300.00', judgment: '100000.00', surplus: '0.00' }]);
    expect(story.heard('execution-ended')).toMatchObject([{ kind: 'satisfied', left: '0.00' }]);
  });

  it('was asked for in time: a round stops both periods and starts them anew', () => {
    const story = taiwanese(yearsAgo(5), { general: 300_000 }).take(enforce);
    const states = () =>
      story.parts.clock.clocks
        .filter(({ ref }) => ref === 'j-1')
        .map(({ claim, state }) => [claim, state])
        .toSorted();
    expect(states()).toEqual([
      ['enforcement', 'paused'],
      ['enforcement-interest', 'paused'],
    ]);
    const over = { how: 'this-round', on: story.openDay, proof: PROOF, by: ENFORCER } as const;
    story.take({ kind: 'end-round', enforcementId: 'e-1', ...over });
    expect(states()).toEqual([
      ['enforcement', 'running'],
      ['enforcement-interest', 'running'],
    ]);
    const clue = { clueId: 'c-1', asset: 'deposit', value: 1, exempt: null, onlyHome: false } as const;
    const again = { clue: { ...clue, monthly: null, sha256: null }, by: ENFORCER };
    // The calendar of that year is not announced, so that the end may lie some days later than it seems.
    story.close(5 * 365 + 5).take({ kind: 'reapply', enforcementId: 'e-1', nextId: 'e-2', ...again });
    expect(story.refused).toBe('calendar-not-covered');
    story.close(14).take({ kind: 'reapply', enforcementId: 'e-1', nextId: 'e-2', ...again });
    expect(story.heard('enforcement-applied').at(-1)).toMatchObject({ enforcementId: 'e-2', amount: '102300.00' });
  });
});
