import { runNode } from './tree.js';

it('every file of the workspace has its types right, specs included', () => {
  expect(runNode(['node_modules/.bin/tsc', '-p', 'tsconfig.json', '--noEmit']).output).toBe('');
}, 300_000);
