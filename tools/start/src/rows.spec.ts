import { row } from './rows.js';
import { termOf } from './term.js';

const CODES = /\x1b\[\d+m/g;
const plain = termOf(false);
const parts = (...texts: readonly string[]) => texts.map((text) => ({ text }));

it.each([
  ['63 columns fit', 31, 29, 1],
  ['64 do not', 31, 30, 2],
])('%s', (_what, first, second, lines) => {
  const told = row('name', parts('x'.repeat(first), 'y'.repeat(second)), plain).split('\n');
  expect([told.length, Math.max(...told.map((line) => line.length)) <= 80]).toEqual([lines, true]);
});

it('what goes on stands under what began it, and colours take no room', () => {
  const colours = termOf(true);
  const many = Array.from({ length: 8 }, (_, n) => ({ text: `part ${n} ${'.'.repeat(6)}`, paint: colours.red }));
  const lines = row('name', many, colours)
    .split('\n')
    .map((line) => line.replaceAll(CODES, ''));
  expect(lines.map((line) => [line.length, line.indexOf('part')])).toEqual([
    [78, 17],
    [78, 17],
  ]);
});

it('a part that is too wide by itself has a line of its own', () => {
  expect(row('name', parts('x'.repeat(70), 'y'), plain).split('\n')).toHaveLength(2);
});
