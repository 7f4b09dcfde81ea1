import { readOptions } from './options.js';

const read = (line: string) => readOptions(line === '' ? [] : line.split(' '), undefined);
const THREE = ['faults', 'poison', 'fuzz'];

it.each<[string, readonly string[], boolean]>([
  ['', THREE, false],
  ['--quick', THREE, false],
  ['--only outreach', ['outreach'], false],
  ['--only negotiation', ['negotiation'], false],
  ['--only line', ['line'], false],
  ['--line', ['line'], false],
  ['--line --all --seed 7', ['line'], true],
])('%s', (line, parts, all) => {
  const options = read(line);
  expect([...options.parts]).toEqual(parts);
  expect(options.all).toBe(all);
});

it.each(['--line', '--line --quick'])('%s: stopped for 30 days, with days enough before and after', (line) => {
  const { stopsOn, stopDays, days } = read(line).line;
  expect(stopDays).toBe(30);
  expect(stopsOn).toBeGreaterThan(14); // somebody is overdue by then, and has agreed on something
  expect(days - stopsOn - stopDays).toBeGreaterThanOrEqual(8); // two processes share, and one is killed
});

it('takes less of a bank where it has to be quick, and the seed that is named', () => {
  expect(read('--line --quick').line.loans).toBeLessThan(read('--line').line.loans);
  expect(read('--line --seed 7').seed).toBe(7);
});
