import { ToldClock } from './told-clock.js';

/** A process that hears what it is told only when it is let. */
function slow() {
  const told: number[] = [];
  let hears = (): void => undefined;
  const heard = (): Promise<void> => new Promise((done) => (hears = done));
  return { told, hear: () => hears(), tell: (now: number) => void told.push(now), heard };
}

it('has moved only when each process knows the time', async () => {
  const clock = new ToldClock(1_000);
  const [one, other] = [slow(), slow()];
  [one, other].forEach((each) => clock.add(each));
  clock.set(2_000);
  let hasArrived = false;
  const arrived = clock.arrived().then(() => (hasArrived = true));
  one.hear();
  await Promise.resolve();
  expect(hasArrived).toBe(false);
  other.hear();
  await arrived;
  expect([clock.now(), one.told, other.told]).toEqual([2_000, [2_000], [2_000]]);
});

it('never tells a time that lies behind it, and nothing to who has gone', () => {
  const clock = new ToldClock(1_000);
  const one = slow();
  clock.add(one);
  clock.set(500);
  clock.remove(one);
  clock.set(2_000);
  expect(one.told).toEqual([1_000]);
});
