import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runNode } from './tree.js';

const SERVICES = ['ingestion', 'delinquency-classification', 'outreach', 'negotiation', 'legal-escalation'];

let built: ReturnType<typeof runNode>;

beforeAll(() => {
  built = runNode(['node_modules/.bin/nx', 'run-many', '-t', 'build']);
}, 600_000);

it('every lib and every service builds', () => {
  expect(built.status === 0 ? '' : built.output).toBe('');
});

it.each(SERVICES)('%s runs as it was built, without the sources, as its image does', (service) => {
  const main = `services/${service}/dist/main.js`;
  expect(existsSync(join(ROOT, main))).toBe(true);
  const { status, output } = runNode([main, '--print-config']);
  expect(status === 0 ? '' : output).toBe('');
  expect(output).toContain('DATABASE_URL');
});
