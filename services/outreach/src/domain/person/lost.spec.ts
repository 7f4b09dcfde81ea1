import { lostOf } from './lost.js';
import type { Counted, PartyFacts, Point } from './state.js';

const point = (over: Partial<Point> = {}): Point => ({
  id: 'm',
  kind: 'mobile',
  reserved: false,
  preferred: false,
  validFrom: null,
  print: 'a',
  dead: false,
  ...over,
});
const call = (at: number, answered: boolean | null, over: Partial<Counted> = {}): Counted =>
  ({ id: `c${at}`, at, channel: 'call', direction: 'out', state: 'used', answered, ...over }) as Counted;
const lost = (points: readonly Point[], history: readonly Counted[]) =>
  lostOf({ party: { points } as PartyFacts, history });
const MISSED = [call(1, false), call(2, false), call(3, false)];

// prettier-ignore
it.each<[string, readonly Point[], readonly Counted[], string]>([
  ['nothing is known of any number',          [],                              [],                                          'no'],
  ['one number, nobody has called',           [point()],                       [],                                          'no'],
  ['two calls in a row were not answered',    [point()],                       MISSED.slice(1),                             'no'],
  ['three were not',                          [point()],                       MISSED,                                      'three-failed'],
  ['the last one was',                        [point()],                       [...MISSED, call(4, true)],                  'no'],
  ['one before the last three was',           [point()],                       [call(0, true), ...MISSED],                  'three-failed'],
  ['of one nobody has said it',               [point()],                       [call(1, false), call(2, null), call(3, false)], 'no'],
  ['one is reserved only',                    [point()],                       [call(1, false), call(2, false), call(3, false, { state: 'reserved' })], 'no'],
  ['letters are no calls',                    [point()],                       MISSED.map((one) => ({ ...one, channel: 'letter' as const })), 'no'],
  ['the only number is dead',                 [point({ dead: true })],         [],                                          'number-invalid'],
  ['one of two numbers is dead',              [point({ dead: true }), point({ id: 'p', kind: 'phone' })], [],               'no'],
  ['a good address is no number',             [point({ dead: true }), point({ id: 'h', kind: 'address' })], [],             'number-invalid'],
])('%s', (_name, points, history, expected) => {
  expect(lost(points, history)).toBe(expected);
});
