import { ALL_SERVICES, isAway, type LineLoad, peopleWork, planOf, stoppedIn } from './plan.js';

const LOAD: LineLoad = { loans: 80, days: 100, stopsOn: 40, stopDays: 30, kills: 60 };
const seeds = Array.from({ length: 60 }, (_, n) => n);

it('the seed names the service that is stopped, and in time every one', () => {
  expect(stoppedIn(7, false)).toEqual(stoppedIn(7, false));
  expect(new Set(seeds.flatMap((seed) => stoppedIn(seed, false)))).toEqual(new Set(ALL_SERVICES));
  expect(stoppedIn(7, true)).toEqual(ALL_SERVICES);
});

it.each([
  [36, true, false],
  [37, false, false],
  [39, false, false],
  [40, false, true],
  [69, false, true],
  [70, false, false],
])('on day %i people work: %s, and the service is away: %s', (day, work, away) => {
  expect([peopleWork(day, LOAD), isAway(day, LOAD)]).toEqual([work, away]);
});

it.each(ALL_SERVICES)('kills %s never while it is away, and nobody by day while people ask', (stopped) => {
  const strikes = seeds.flatMap((seed) => planOf(seed, stopped, LOAD).strikes);
  expect(strikes.filter(({ day, service }) => service === stopped && isAway(day, LOAD))).toEqual([]);
  expect(strikes.filter(({ day, time }) => time === 'by-day' && peopleWork(day, LOAD))).toEqual([]);
  expect(new Set(strikes.map(({ service }) => service))).toEqual(new Set(ALL_SERVICES));
});

it('shares the partitions of another service than the one that is stopped, once that is back, and before the end', () => {
  for (const seed of seeds) {
    const { stopped, replica } = planOf(seed, 'outreach', LOAD);
    expect([stopped, 'ingestion']).not.toContain(replica.service);
    expect(isAway(replica.joinsOn, LOAD)).toBe(false);
    expect(replica.killedOn).toBeLessThan(LOAD.days);
  }
});

it('the same seed does the same', () => {
  expect(planOf(3, 'outreach', LOAD)).toEqual(planOf(3, 'outreach', LOAD));
  expect(planOf(3, 'outreach', LOAD)).not.toEqual(planOf(4, 'outreach', LOAD));
});
