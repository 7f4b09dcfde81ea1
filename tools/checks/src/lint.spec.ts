import { runNode } from './tree.js';

it('nothing in the workspace breaks a lint rule or a module boundary', () => {
  // The boundary rule reads Nx's stored graph and skips itself where there is none: so the graph is made first.
  expect(runNode(['node_modules/.bin/nx', 'show', 'projects']).output).toContain('@mora/kernel');
  const linted = runNode(['node_modules/.bin/eslint', '--max-warnings', '0', '.']);
  expect(linted.output).not.toMatch(/error|warning/);
  expect(linted.status).toBe(0);
}, 300_000);
