import { Pulse } from './pulse.js';

it.each([
  [0, null],
  [30_000, null],
  [30_001, 'the consumer has not turned for 30 s'],
  [61_000, 'the consumer has not turned for 61 s'],
])('%i ms after its last turn, with a limit of 30 s: %s', (silentMs, expected) => {
  let now = 5_000;
  const pulse = new Pulse('the consumer', 30_000, () => now);
  now += 100_000;
  pulse.turned();
  now += silentMs;
  expect(pulse.standstill()).toBe(expected);
});
