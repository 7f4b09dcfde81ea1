import type { LoanEvent } from '../loan/event.js';
import { dayOf, LoanStory, registered, started } from '../loan/fixtures.js';
import { openingFacts } from './opening.js';

type What = 'broken' | 'kept';
type Told = readonly [what: What, on: number, promise?: number];

const LAST = 6;
const eventOf = ([what, on, promise = 1]: Told): LoanEvent => ({
  kind: `promise-${what}`,
  promiseId: `pr-${promise}`,
  part: 1,
  on: dayOf(on),
});

/** How many are broken at the closes of days 0 to 6, and on which of them a negotiation opens, by when it is heard. */
function lived(told: readonly Told[], heardOn: (on: number) => number, startsOn = 0) {
  const story = new LoanStory().take(registered);
  const counts: number[] = [];
  for (let day = 0; day <= LAST; day += 1) {
    if (day === startsOn) story.take(started(dayOf(day), { daysPastDue: 5 }));
    told.forEach((one, n) => {
      if (heardOn(one[1]) === day) story.one(`told/${n}`, eventOf(one));
    });
    counts.push(openingFacts(story.parts, dayOf(day), story.policies.rounds.tally).brokenPromises);
    story.close();
  }
  return { counts: counts.join(' '), openedOn: story.parts.round.open?.openedOn ?? null };
}

const IN_TIME = (on: number): number => on;
const BEHIND_THE_CLOSE = (on: number): number => on + 1;
const AHEAD = (on: number): number => Math.max(0, on - 3);
const ALL_AT_ONCE = (): number => 0;
const BOTH: readonly Told[] = [
  ['broken', 0, 1],
  ['broken', 0, 2],
];

// prettier-ignore
it.each<[string, readonly Told[], string, number | null]>([
  // what is told, in the order of the stream                                             at the closes    opens on
  ['broken and not kept',                  [['broken', 1]],                               '0 0 1 1 1 1 1', null],
  ['two of them open a negotiation',       BOTH,                                          '0 2 2 2 2 2 2', 1],
  ['one kept on the day of the breach',    [...BOTH, ['kept', 0]],                        '0 1 1 1 1 1 1', null],
  ['kept on the day whose close opens',    [...BOTH, ['kept', 1]],                        '0 2 1 1 1 1 1', 1],
  ['kept on the day after that',           [...BOTH, ['kept', 2]],                        '0 2 2 1 1 1 1', 1],
  ['kept, before the other one is broken', [['broken', 0], ['kept', 2], ['broken', 2, 2]], '0 1 1 1 1 1 1', null],
  ['kept, and then broken',                [['kept', 1], ['broken', 3]],                  '0 0 0 0 1 1 1', null],
  ['kept, and broken on the same day',     [['kept', 3], ['broken', 3]],                  '0 0 0 0 1 1 1', null],
  ['broken, kept, broken again',           [['broken', 0], ['kept', 2], ['broken', 4]],   '0 1 1 0 0 1 1', null],
  ['kept and broken again on one day',     [['broken', 0], ['kept', 2], ['broken', 2]],   '0 1 1 1 1 1 1', null],
  ['broken twice is one',                  [['broken', 0], ['broken', 3]],                '0 1 1 1 1 1 1', null],
  ['broken twice, and kept',               [['broken', 0], ['broken', 2], ['kept', 4]],   '0 1 1 1 1 0 0', null],
])('%s: %j, whenever it is heard', (_, told, counts, openedOn) => {
  const expected = { counts, openedOn: openedOn === null ? null : dayOf(openedOn) };
  expect(lived(told, IN_TIME)).toEqual(expected);
  expect(lived(told, BEHIND_THE_CLOSE)).toEqual(expected);
  expect(lived(told, AHEAD)).toEqual(expected);
  expect(lived(told, ALL_AT_ONCE)).toEqual(expected);
});

it('what was broken before the episode, and again in it, counts by its last breach', () => {
  const told: readonly Told[] = [
    ['broken', 0],
    ['broken', 3],
  ];
  expect(lived(told, IN_TIME, 2).counts).toBe('0 0 0 0 1 1 1');
  expect(lived(told, ALL_AT_ONCE, 2).counts).toBe('0 0 0 0 1 1 1');
});

it('what was saved before the day of keeping was kept beside it is read as broken until it is kept', () => {
  const story = new LoanStory().take(registered, started(dayOf(0), { daysPastDue: 5 }));
  if (story.state === null) throw new Error('no loan');
  const { parts } = story.state;
  const elsewhere = { ...parts.elsewhere, brokenPromises: [{ id: 'pr-1/1', on: dayOf(0) }] };
  story.state = { ...story.state, parts: { ...parts, elsewhere } };
  const count = (day: number): number =>
    openingFacts(story.parts, dayOf(day), story.policies.rounds.tally).brokenPromises;
  expect(count(3)).toBe(1);
  story.take(eventOf(['kept', 2]));
  expect([count(2), count(3)]).toEqual([1, 0]);
});

it('a loan is looked at again behind the day on which a promise was kept, and not on the days before', () => {
  const story = new LoanStory().take(registered, started(dayOf(0), { daysPastDue: 5 }));
  story.take(eventOf(['broken', 0]), eventOf(['kept', 4])).close();
  const looks: unknown[] = [];
  for (let day = 1; day <= LAST; day += 1) {
    looks.push(story.state?.reviews.round);
    story.close();
  }
  expect(looks.slice(0, 5)).toEqual([1, 5, 5, 5, 5].map(dayOf));
});
