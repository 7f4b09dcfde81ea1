import { bookOf, called, CHEN, curedOn, registered, sent, started, validated } from './fixtures.js';
import type { KnownPerson } from './book.js';
import type { LogRecord } from './log.js';
import { blindSpots } from './mutations.js';
import { judge } from './verdict.js';

const ZONE = 'Asia/Shanghai';
const NEW_YORK: KnownPerson = { ...CHEN, jurisdiction: 'US-NY', timeZone: 'America/New_York' };
const TAIPEI: KnownPerson = { ...CHEN, jurisdiction: 'TW', timeZone: 'Asia/Taipei' };

/** Each rule that is broken, once. */
const broken = (records: readonly LogRecord[], person: KnownPerson = CHEN): string[] => {
  const before = person === NEW_YORK ? validated('2026-03-06T12:00:00-05:00', NEW_YORK) : [];
  const { findings } = judge([registered, started('2026-03-01'), ...before, ...records], bookOf(person), ZONE);
  return [...new Set(findings.map(({ check, rule }) => `${check} ${rule}`))].toSorted();
};
const talks = (...instants: string[]) => instants.flatMap((at, n) => called({ n, at, conversation: true }));
const rings = (...instants: string[]) => instants.flatMap((at, n) => called({ n, at }));
const texts = (...instants: string[]) => instants.flatMap((at, n) => sent({ n, at }));

it('finds nothing in a log in which all is well', () => {
  const records = texts('2026-03-09T10:00:00+08:00', '2026-03-12T10:00:00+08:00', '2026-03-15T10:00:00+08:00');
  expect(broken(records)).toEqual([]);
});

it.each([
  // instant                     who        what is broken
  ['2026-03-09T08:00:00+08:00', CHEN, []],
  ['2026-03-09T07:59:00+08:00', CHEN, ['hours P-CN-1', 'hours P-CN-10']],
  ['2026-03-09T21:59:00+08:00', CHEN, []],
  ['2026-03-09T22:00:00+08:00', CHEN, ['hours P-CN-1', 'hours P-CN-10']],
  ['2026-03-09T22:30:00+08:00', { ...CHEN, hours: '07:00-23:00' }, []],
  ['2026-03-09T07:00:00+08:00', TAIPEI, []],
  ['2026-03-09T22:00:00+08:00', TAIPEI, ['hours P-TW-1h']],
  ['2026-03-09T20:59:00-04:00', NEW_YORK, []],
  ['2026-03-09T21:00:00-04:00', NEW_YORK, ['hours P-US-1']],
  ['2026-03-08T08:00:00-04:00', NEW_YORK, []], // the day on which clocks go forward
  ['2026-03-08T07:59:00-04:00', NEW_YORK, ['hours P-US-1']],
])('a message at %s', (at, person, found) => expect(broken(texts(at), person as KnownPerson)).toEqual(found));

it.each([
  ['two messages on two days', texts('2026-03-09T21:59:00+08:00', '2026-03-10T08:00:00+08:00'), CHEN, []],
  [
    'two messages on one day',
    texts('2026-03-09T09:00:00+08:00', '2026-03-09T20:00:00+08:00'),
    CHEN,
    ['caps H-4', 'caps P-CN-8'],
  ],
  [
    'four messages in a week',
    texts(...['09', '10', '12', '14'].map((day) => `2026-03-${day}T10:00:00+08:00`)),
    CHEN,
    ['caps H-4w'],
  ],
  ['three talks on a day', talks(...['09', '10', '11'].map((hour) => `2026-03-09T${hour}:00:00+08:00`)), CHEN, []],
  [
    'four talks on a day',
    talks(...['09', '10', '11', '12'].map((hour) => `2026-03-09T${hour}:00:00+08:00`)),
    CHEN,
    ['caps P-CN-2'],
  ],
  [
    'seven calls that nobody answers',
    rings(...['09', '10', '11', '12', '13', '14', '15'].map((hour) => `2026-03-09T${hour}:00:00+08:00`)),
    CHEN,
    ['caps P-CN-11'],
  ],
  [
    'eight calls in seven days',
    rings(
      ...['09', '10', '11', '12', '13', '14', '15'].map((day) => `2026-03-${day}T12:00:00-04:00`),
      '2026-03-16T11:59:00-04:00',
    ),
    NEW_YORK,
    ['caps P-US-2'],
  ],
  [
    'the eighth when the first is seven days old',
    rings(...['09', '10', '11', '12', '13', '14', '15', '16'].map((day) => `2026-03-${day}T12:00:00-04:00`)),
    NEW_YORK,
    [],
  ],
  [
    'a call on the seventh day of a talk',
    [...talks('2026-03-09T12:00:00-04:00'), ...called({ n: 9, at: '2026-03-15T12:00:00-04:00' })],
    NEW_YORK,
    ['caps P-US-2b'],
  ],
  [
    'a call on the day after',
    [...talks('2026-03-09T12:00:00-04:00'), ...called({ n: 9, at: '2026-03-16T08:00:00-04:00' })],
    NEW_YORK,
    [],
  ],
])('%s', (_what, records, person, found) => expect(broken(records, person)).toEqual(found));

it('who has paid is not collected from on the next day', () => {
  const call = called({ n: 1, at: '2026-03-09T10:00:00+08:00' });
  expect(broken([curedOn('2026-03-08'), ...call])).toEqual(['needs H-11', 'stops cured']);
  expect(broken([curedOn('2026-03-09'), ...call])).toEqual([]);
});

it('sees every wrong that is done to a log', () => {
  const records = texts('2026-03-09T10:00:00+08:00');
  expect(blindSpots({ records, book: bookOf(CHEN, { n0: 1 }) }, ZONE)).toEqual({ tried: 15, unseen: [] });
});

it('a message at the provider that no log knows is found', () => {
  const { findings } = judge(texts('2026-03-09T10:00:00+08:00'), bookOf(CHEN, { n0: 1, other: 1 }), ZONE);
  expect(findings.map(({ rule }) => rule)).toEqual(['not-in-the-log']);
});
