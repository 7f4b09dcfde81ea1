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
    expect(actOf(ended)).toMatchObject({ on: filedOn, until: served === null ? null : entered[served], claims: 'all' });
    if (step === 'sued') return expect(debtOf(ended).state).toBe('paused');
    const { state: runs, by, expiresOn } = debtOf(ended);
    const last = addMonths(served === null ? filedOn : entered[served]!, 36);
    expect([runs, by]).toEqual(['running', 'court:p-1']);
    // Three years, and some days where the last of them is none on which anybody works.
    expect([expiresOn! >= last, expiresOn! < addDays(last, 10)]).toEqual([true, true]);
  });

  it.each([
    ['preservation that the court refuses', () => through('preservation', 'refused')],
    ['an order that is withdrawn before it is served', () => through('payment-order', 'accepted', 'withdrawn')],
  ])('but not %s', (_what, story) => {
    expect(actOf(story())).toMatchObject({ claims: [] });
    expect(debtOf(story()).by).toBeNull();
  });
});
