import { Watchdog } from './watchdog.js';

const MINUTE_MS = 60_000;
const LOOK_MS = 20_000;
const seen = (next: bigint, excused = false) => [{ stream: 's', partition: 0, next, high: 10n, excused }];

/** What a look every twenty seconds finds at last. */
function watched(watchdog: Watchdog, sighting: ReturnType<typeof seen>, fromMs: number, toMs: number): string[] {
  let found: string[] = [];
  for (let now = fromMs; now <= toMs; now += LOOK_MS) found = watchdog.wedged(sighting, now);
  return found;
}

it.each([
  // rule                                         second sighting        wedged
  ['a partition that moves is not wedged', seen(6n), []],
  ['one that waits at a mark has a reason', seen(5n, true), []],
  ['one that has read everything has nothing to do', [{ ...seen(5n)[0]!, high: 5n }], []],
  ['one that stands still with records waiting is wedged', seen(5n), ['s/0']],
])('%s', (_rule, sighting, wedged) => {
  const watchdog = new Watchdog();
  watchdog.wedged(seen(5n), 0);
  watched(watchdog, seen(5n), LOOK_MS, 2 * MINUTE_MS - LOOK_MS);
  expect(watchdog.wedged(sighting, 2 * MINUTE_MS)).toEqual(wedged);
});

it('two minutes count from the last time that it moved', () => {
  const watchdog = new Watchdog();
  watchdog.wedged(seen(5n), 0);
  watched(watchdog, seen(5n), LOOK_MS, MINUTE_MS - LOOK_MS);
  expect(watched(watchdog, seen(6n), MINUTE_MS, 2 * MINUTE_MS)).toEqual([]);
  expect(watched(watchdog, seen(6n), 2 * MINUTE_MS, 3 * MINUTE_MS)).toEqual(['s/0']);
});

it('a day that closes in pages is work, though no record is taken', () => {
  const watchdog = new Watchdog();
  const closing = (cursor: string) => [{ ...seen(5n)[0]!, cursor }];
  watchdog.wedged(closing('a'), 0);
  expect(watched(watchdog, closing('b'), LOOK_MS, 2 * MINUTE_MS)).toEqual([]);
  expect(watched(watchdog, closing('b'), 2 * MINUTE_MS, 2 * MINUTE_MS + LOOK_MS)).toEqual(['s/0']);
});

it('who could not look for a while, as the database was away, does not take that for standing still', () => {
  const watchdog = new Watchdog();
  watchdog.wedged(seen(5n), 0);
  expect(watchdog.wedged(seen(5n), 10 * MINUTE_MS)).toEqual([]);
});
