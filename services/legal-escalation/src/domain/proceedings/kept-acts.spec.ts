import { addDays, addMonths } from '@mora/kernel';
import type { LoanStory } from '../loan/fixtures.js';
import { filedStory, fileOf, happens, proceedingOf, readyMatter, until, withMatter } from './fixtures.js';

const debtOf = (story: LoanStory) => story.parts.clock.clocks.find(({ claim }) => claim === 'debt')!;
const actOf = (story: LoanStory) => story.parts.clock.acts.find(({ actId }) => actId === 'court:p-1');
const through = (kind: 'preservation' | 'payment-order', ...outcomes: readonly string[]): LoanStory =>
  outcomes.reduce((story, outcome) => happens(story.close(), outcome), filedStory(kind));
const lapsed = (story: LoanStory): LoanStory => until(story, addDays(proceedingOf(story).due!.on, 2));

function suedFor(): LoanStory {
  const story = through('preservation', 'ruled', 'in-force').close(3);
  withMatter(story, readyMatter(story.openDay, 'ordinary'));
  return story.take(fileOf(story, 'ordinary', { proceedingId: 'p-2' }));
}

describe('having asked the court interrupts (LIM 11), whatever came of it', () => {
  it.each([
    ['preservation that was sued for', suedFor, 'sued', null],
    ['preservation that was lifted', () => lapsed(through('preservation', 'ruled', 'in-force')), 'lifted', null],
    [
      'an order that nobody could be served',
      () => lapsed(through('payment-order', 'accepted', 'issued')),
      'not-served',
      null,
    ],
    [
      'an order that was objected to, and is pursued no further',
      () => through('payment-order', 'accepted', 'issued', 'served', 'objected', 'declined'),
      'declined',
      'served',
    ],
  ])('%s', (_what, story, step, served) => {
    const ended = story();
    const { filedOn, state, entered, ...proceeding } = proceedingOf(ended);
    expect([proceeding.step, state]).toEqual([step, 'ended']);
    expect(actOf(ended)).toMatchObject({ on: filedOn, until: served === null ? null : entered[served] });
    if (step === 'sued') return expect(debtOf(ended).state).toBe('paused');
    const { state: runs, by, expiresOn } = debtOf(ended);
    const last = addMonths(served === null ? filedOn : entered[served]!, 36);
    expect([runs, by]).toEqual(['running', 'court:p-1']);
    // Three years, and some days where the last of them is none on which anybody works.
    expect([expiresOn! >= last, expiresOn! < addDays(last, 10)]).toEqual([true, true]);
  });

  it('also of an order that became a suit, which is taken back before it is served', () => {
    const story = through('payment-order', 'accepted', 'issued', 'served', 'objected');
    const { entered, root } = proceedingOf(story);
    lapsed(story);
    const { proceedingId } = story.parts.proceedings.proceedings.find(
      (one) => one.root === root && one.state === 'open',
    )!;
    happens(story, 'withdrawn', story.openDay, proceedingId);
    // Of the order the debtor knew, and nothing of the suit has reached him.
    expect(actOf(story)).toMatchObject({ kind: 'payment-order', until: entered['served'], claims: 'all' });
    expect(debtOf(story)).toMatchObject({ state: 'running', by: 'court:p-1' });
  });

  it('keeps nobody bound who stands surety and was told of nothing', () => {
    const claims = ['debt', 'accelerated', 'interest'];
    expect(actOf(lapsed(through('preservation', 'ruled', 'in-force')))).toMatchObject({ claims });
    expect(actOf(lapsed(through('payment-order', 'accepted', 'issued')))).toMatchObject({ claims });
  });

  it('counts what is asked for before a suit alone: beside one it is the suit that counts, and nothing once that is taken back', () => {
    const story = filedStory('ordinary');
    story.take(fileOf(story, 'preservation', { proceedingId: 'p-2' }));
    for (const outcome of ['ruled', 'in-force']) happens(story.close(), outcome, story.openDay, 'p-2');
    expect(proceedingOf(story, 'p-2').step).toBe('sued');
    const kept = story.parts.clock.acts.find(({ actId }) => actId === 'court:p-2');
    expect(kept).toMatchObject({ claims: [] });
    expect(debtOf(story).state).toBe('paused');
    happens(story.close(), 'withdrawn');
    expect(debtOf(story)).toMatchObject({ state: 'running', by: null });
  });

  it.each([
    ['preservation that the court refuses', () => through('preservation', 'refused')],
    ['an order that is withdrawn before it is served', () => through('payment-order', 'accepted', 'withdrawn')],
  ])('but not %s', (_what, story) => {
    expect(actOf(story())).toMatchObject({ claims: [] });
    expect(debtOf(story()).by).toBeNull();
  });
});
