import { addDays, addMonths, type CalendarDate } from '@mora/kernel';
import { filedStory, judgmentOf } from './fixtures.js';

/** The notary certifies today an instrument that was to be performed so many days from now, in two parts. */
function certified(days: number) {
  const story = filedStory('notarised');
  const last = addDays(story.openDay, days);
  const parts = [
    { amount: 4_000_000, performBy: addDays(last, -30) },
    { amount: 6_000_000, performBy: last },
  ];
  const proof = { kind: 'execution-certificate', id: 'c-1', sha256: null };
  return { story: story.take(judgmentOf(story, 'certified', { parts, proof })), last };
}

const enforcementIn = ({ parts }: ReturnType<typeof filedStory>) =>
  parts.clock.clocks.find(({ claim }) => claim === 'enforcement')!;
const isAbout = (day: CalendarDate | null, expected: CalendarDate): boolean =>
  day !== null && day >= expected && day < addDays(expected, 10);

describe('the two years of a notarised instrument run from the last day of its own period (CPL 250)', () => {
  it.each([
    ['long before its certificate', -400],
    ['on the day before it', -1],
    ['on that day', 0],
    ['behind it', 40],
  ])('%s', (_when, days) => {
    const { story, last } = certified(days);
    expect(story.refused).toBeNull();
    const [title] = story.parts.proceedings.titles;
    const { startsOn, expiresOn, state } = enforcementIn(story);
    expect([startsOn, state]).toEqual([last, 'running']);
    const end = addMonths(last, 24);
    expect([isAbout(expiresOn, end), isAbout(title?.enforceUntil?.on ?? null, end)]).toEqual([true, true]);
  });

  it('has run out where that was more than two years ago, though the debt has not', () => {
    const { story } = certified(-760);
    expect(enforcementIn(story).state).toBe('expired');
  });
});
