import { runNode } from './tree.js';

it('every file is formatted as `npm run format` leaves it', () => {
  const { output } = runNode(['node_modules/.bin/prettier', '--list-different', '.']);
  expect(output).toBe('');
}, 300_000);
