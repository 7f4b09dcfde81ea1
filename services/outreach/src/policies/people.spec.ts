import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendarDate as day } from '@mora/kernel';
import { loadPeoplePolicies } from './people.js';
import { SHIPPED } from './shipped.js';

it('the shipped policies prove their golden cases, and are in force in 2026', () => {
  const { promises, work, agencies, surveys } = loadPeoplePolicies(SHIPPED);
  const on = day('2026-03-09');
  expect([promises, work, agencies, surveys].map((policy) => policy.inForceOn(on).id)).toEqual([
    'promises',
    'work',
    'agencies',
    'surveys',
  ]);
});

// prettier-ignore
it.each([
  ['promises', 'promises.v1.json', '"graceWorkingDays": 1',     '"graceWorkingDays": 2',  'promises: golden case "paid a day too late" fails'],
  ['promises', 'promises.v1.json', '"partlyPercent": 50',       '"partlyPercent": 49',    'promises: golden case "one cent less than half" fails'],
  ['work',     'work.v1.json',     '"amountMinor": [5000000',   '"amountMinor": [5000001','work: golden case "a large amount" fails'],
  ['agencies', 'agencies.v1.json', '"evaluationMonths": 12',    '"evaluationMonths": 13', 'agencies: golden case "a year and a day" fails'],
  ['agencies', 'agencies.v1.json', '"perThousandPlaced": 5',    '"perThousandPlaced": 4', 'agencies: golden case "three of many loans are not" fails'],
  ['surveys',  'surveys.v1.json',  '"days": 7',                 '"days": 8',              'surveys: golden case "a week after a complaint" fails'],
  ['work',     'work.v1.json',     '{ "when": {}, "priority": 60 }', '{ "when": { "queue": ["early"] }, "priority": 60 }', 'work: the last priority must match everything'],
  ['promises', 'promises.v1.json', '"maxParts": 6',             '"maxParts": 0',          'promise policy: /limits/maxParts must be >= 1'],
])('%s/%s with %s as %s is refused at the start', (kind, file, shipped, changed, says) => {
  const folder = mkdtempSync(join(tmpdir(), 'mora-people-'));
  cpSync(SHIPPED, folder, { recursive: true });
  const text = readFileSync(join(folder, kind, file), 'utf8');
  expect(text).toContain(shipped);
  writeFileSync(join(folder, kind, file), text.replace(shipped, changed));
  expect(() => loadPeoplePolicies(folder)).toThrow(says);
  rmSync(folder, { recursive: true });
});
