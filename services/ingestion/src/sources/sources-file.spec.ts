import { fileURLToPath } from 'node:url';
import { calendarDate as day } from '@mora/kernel';
import { loadSources, parseSources } from './sources-file.js';

const file = (source: string) => `calendar: none\nsources:\n  - { ${source} }\n`;
const least = 'id: core, tenant: bank-a, doors: [http], sequence: { kind: per-loan }';

it('the file that is shipped is sound', async () => {
  const sources = await loadSources(fileURLToPath(new URL('../../config/sources.yaml', import.meta.url)));
  expect(sources.all.map(({ id }) => id)).toEqual(['simulated-bank', 'simulated-cards', 'card-history']);
  expect(sources.waitedFor(day('2005-09-30')).map(({ id }) => id)).toEqual(['card-history']);
  expect(sources.waitedFor(day('2026-03-09')).map(({ id }) => id)).toEqual(['simulated-bank', 'simulated-cards']);
});

it('what is not said has a safe meaning', () => {
  expect(parseSources(file(least)).find('core')).toMatchObject({
    terms: { sequence: { kind: 'per-loan', first: 1, gapTimeoutMs: 900_000 }, unknownLoan: { kind: 'refuse' } },
    closes: 'once',
    longestClose: 11,
    monthsInArrears: { daysPerMonth: 30 },
    activeFrom: null,
    keyPattern: null,
  });
});

it.each([
  ['an unknown setting', `${least}, colour: red`, 'sources.0'],
  ['no tenant', 'id: core, doors: [http], sequence: { kind: none }', 'sources.0.tenant'],
  ['no door', 'id: core, tenant: a, doors: [], sequence: { kind: none }', 'sources.0.doors'],
  ['a day that does not exist', `${least}, activeFrom: '2026-02-30'`, 'sources.0.activeFrom'],
  ['a key pattern that is none', `${least}, keyPattern: '('`, 'sources.0.keyPattern'],
  [
    'a loan that is registered as nothing',
    `${least}, unknownLoan: { kind: register }`,
    'sources.0.unknownLoan.product',
  ],
])('%s is a fault that names its place', (_case, source, place) => {
  expect(() => parseSources(file(source))).toThrow(place);
});

it('an id stands once', () => {
  expect(() => parseSources(`${file(least)}  - { ${least} }\n`)).toThrow('an id stands twice');
});
