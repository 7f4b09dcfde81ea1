import { readOptions } from './options.js';

it('days pass for ever, one a second, on the embedded bus, where nothing is said', () => {
  expect(readOptions([])).toMatchObject({
    bank: true,
    kafka: false,
    days: null,
    untilDay: null,
    paceMs: 1000,
    once: false,
  });
});

it.each([['--no-bank'], ['--no-simulator']])('%s leaves the simulated bank out', (flag) => {
  expect(readOptions([flag]).bank).toBe(false);
});

it('reads days, pace, seed and portfolio', () => {
  const read = readOptions(['--days', '5', '--pace', '0', '--seed', 'x', '--loans', '20', '--open-day', '2025-07-01']);
  expect(read).toMatchObject({ days: 5, paceMs: 0, portfolio: { seed: 'x', loans: 20, opensOn: '2025-07-01' } });
});
