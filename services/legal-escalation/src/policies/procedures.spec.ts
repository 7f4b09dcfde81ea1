import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCalendars } from '@mora/calendars';
import { InvariantViolated } from '@mora/kernel';
import { loadCourts } from './courts.js';
import { loadProcedures } from './procedures.js';
import { SHIPPED } from './shipped.js';

type Json = Record<string, unknown>;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mora-procedures-'));
  cpSync(SHIPPED, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (name: string): Json => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Json;
const write = (name: string, data: Json): void => writeFileSync(join(folder, name), JSON.stringify(data));

it('a new version of a procedure keeps the steps at which a proceeding may stand', () => {
  const book = loadCalendars();
  const known = read('procedures/tw-mediation.v1.json');
  const next = { ...known, version: 2, effectiveFrom: '2030-01-01' };
  write('procedures/tw-mediation.v2.json', next);
  expect(loadProcedures(folder, book)).toHaveLength(14);
  const { filed } = known['steps'] as Json;
  const course = [{ outcome: 'mediated', on: '2026-03-02' }];
  const goldenCases = [{ name: 'mediated', filedOn: '2026-03-02', course, step: 'mediated', due: null }];
  write('procedures/tw-mediation.v2.json', { ...next, starts: 'asked', steps: { asked: filed }, goldenCases });
  expect(() => loadProcedures(folder, book)).toThrow(InvariantViolated);
});

it('there is one court of a name', () => {
  const known = read('courts/courts.v1.json');
  const courts = known['courts'] as readonly Json[];
  write('courts/courts.v1.json', { ...known, courts: [...courts, courts[0]] });
  expect(() => loadCourts(folder)).toThrow(InvariantViolated);
});
