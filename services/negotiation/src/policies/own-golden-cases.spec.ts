import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOpening } from './opening.js';
import { loadRounds } from './rounds.js';
import { SHIPPED } from './shipped.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policies-'));
  for (const kind of ['opening', 'rounds']) cpSync(join(SHIPPED, kind), join(folder, kind), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The shipped file with one thing changed, as a bank might. */
function changed(path: string, change: (file: Record<string, unknown>) => void): void {
  const file = JSON.parse(readFileSync(join(folder, path), 'utf8')) as Record<string, unknown>;
  change(file);
  writeFileSync(join(folder, path), JSON.stringify(file));
}

it('the shipped files hold on their own cases', () => {
  expect(loadOpening(folder)).toHaveLength(1);
  expect(loadRounds(folder)).toHaveLength(1);
});

it('an opening row that is moved fails the case that stands on its edge', () => {
  changed('opening/opening.v1.json', (file) => {
    const rows = file['rows'] as { rule: string; when: { daysPastDue?: unknown } }[];
    for (const { rule, when } of rows) if (rule === 'two-months') when.daysPastDue = [62, null];
  });
  expect(() => loadOpening(folder)).toThrow('golden case "the sixty-first day is not" is answered by null');
});

it('a count that passes over what the bank has ended fails its case', () => {
  changed('rounds/rounds.v1.json', (file) => {
    file['tally'] = { perEpisode: true, resetBy: ['plan-activated', 'paid'], neutralRounds: 'skip' };
  });
  expect(() => loadRounds(folder)).toThrow('golden case "one that the bank has ended between them" counts 2, not 1');
});

it('nothing is taken that nobody has thought of', () => {
  changed('rounds/rounds.v1.json', (file) => void (file['appointmentNoShow'] = 2));
  expect(() => loadRounds(folder)).toThrow('rounds policy');
});
