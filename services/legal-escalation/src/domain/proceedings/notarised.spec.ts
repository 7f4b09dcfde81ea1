import { addDays, addMonths, type CalendarDate } from '@mora/kernel';
import type { LoanStory } from '../loan/fixtures.js';
import { filedStory, fileOf, judgmentOf, overdueStory, readyMatter, withMatter } from './fixtures.js';

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

  // The day is a Tuesday. What keeps the debt alive for a third year is not asked by an instrument.
  it.each([
    ['on its last day', 0, null, null, null],
    ['the day after', 1, 'limitation-expired', null, null],
    ['and two years after the calling of all, which was earlier', 0, 'limitation-expired', -1, null],
    ['and two years after an acknowledgement', 200, null, null, -600],
  ] as const)('is not certified when they have run out: %s', (_when, late, refused, called, acknowledged) => {
    const story = overdueStory();
    const last = addDays(addMonths(story.openDay, -24), -late);
    const on = acknowledged === null ? null : addDays(story.openDay, acknowledged);
    dueBy(story, last, called === null ? null : addDays(last, called), on);
    withMatter(story, readyMatter(story.openDay, 'notarised'));
    expect(story.take(fileOf(story, 'notarised')).refused).toBe(refused);
  });
});

/** The same loan with another last instalment, called or acknowledged on a day. */
function dueBy(story: LoanStory, last: CalendarDate, called: CalendarDate | null, on: CalendarDate | null): void {
  const { parts, ...state } = story.state!;
  const schedule = parts.ledger.schedule!;
  const instalments = schedule.instalments.map((one, at, all) => ({
    ...one,
    dueOn: addDays(last, 30 * (at + 1 - all.length)),
  }));
  const proof = { kind: 'letter', id: 'l-1', sha256: null };
  const act = { actId: 'a-1', kind: 'acknowledged', until: null, claims: 'all', against: 'debtor', proof } as const;
  const acts = on === null ? [] : [{ ...act, on, from: 'staff' as const }];
  const clock = { ...parts.clock, acceleratedOn: called, acts };
  const ledger = { ...parts.ledger, schedule: { ...schedule, instalments } };
  story.state = { ...state, parts: { ...parts, ledger, clock } };
  story.take({ kind: 'recompute', by: 'l-1' });
}
