import { addDays } from '@mora/kernel';
import { filedStory, happens, judgmentOf, proceedingOf } from './fixtures.js';

const said = (story: ReturnType<typeof filedStory>, type: string) => story.heard(type);

describe('an ordinary suit from its filing to the last day for enforcing it', () => {
  const story = filedStory('ordinary');
  const filedOn = story.openDay;

  it('outreach is told to stop before the bank is said to have gone to court, and the period stands still', () => {
    const { types } = story;
    expect(types.indexOf('outreach-hold-set')).toBeLessThan(types.indexOf('filed'));
    expect(said(story, 'filed')).toMatchObject([
      { kind: 'ordinary', court: 'demo-basic', on: filedOn, amount: '100000.00', fee: '2300.00', approver: 's-1' },
    ]);
    const debt = story.parts.clock.clocks.find(({ claim }) => claim === 'debt');
    expect(debt).toMatchObject({ state: 'paused', expiresOn: null, by: 'court:p-1' });
  });

  it('goes through its steps, each with its day', () => {
    happens(story.close(), 'docketed');
    expect(proceedingOf(story)).toMatchObject({ step: 'docketed', due: null });
    happens(story, 'fee-noticed');
    expect(proceedingOf(story).due).toEqual({ on: addDays(story.openDay, 7), provisional: false });
    happens(happens(happens(story, 'paid'), 'served'), 'answered');
    expect(proceedingOf(story).step).toBe('hearing');
    const steps = said(story, 'proceeding-step').map(({ from, to }) => `${String(from)} ${String(to)}`);
    expect(steps).toEqual([
      'filed docketed',
      'docketed fee-due',
      'fee-due serving',
      'serving answer',
      'answer hearing',
    ]);
  });

  it('is judged, served, and final when the days for an appeal are over', () => {
    story.take(judgmentOf(story));
    expect(said(story, 'judgment-entered')).toMatchObject([
      { title: 'judgment', amount: '100000.00', appealUntil: null },
    ]);
    happens(story, 'served');
    const { due } = proceedingOf(story);
    expect(story.parts.proceedings.titles[0]?.appealUntil).toEqual(due);
    while (story.openDay <= due!.on) story.close();
    expect(proceedingOf(story)).toMatchObject({ step: 'appeal', state: 'open' });
    story.close();
    expect(proceedingOf(story)).toMatchObject({ step: 'final', state: 'title', since: due!.on });
  });

  it('from then on it can be enforced for two years from the last day of payment, and the debt has no period of its own', () => {
    const [title] = story.parts.proceedings.titles;
    const last = title!.parts[1]!.performBy;
    expect(said(story, 'judgment-final')).toEqual([
      expect.objectContaining({ judgmentId: 'j-1', on: title!.finalOn, enforceUntil: title!.enforceUntil!.on }),
    ]);
    expect(title!.enforceUntil!.on >= `${Number(last.slice(0, 4)) + 2}${last.slice(4)}`).toBe(true);
    const states = Object.fromEntries(story.parts.clock.clocks.map(({ claim, state }) => [claim, state]));
    expect(states).toEqual({ debt: 'off', enforcement: 'running' });
  });
});
