import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingsIn } from '../domain/strategy/prove.js';
import type { Strategy } from '../domain/strategy/table.js';
import { loadStrategies } from './strategies.js';
import { SHIPPED } from './shipped.js';
import { calendarDate as day } from '@mora/kernel';

const shipped = loadStrategies(SHIPPED).inForceOn(day('2026-03-10'));

it('the shipped strategy passes its golden cases', () => {
  expect(shipped.goldenCases.length).toBeGreaterThanOrEqual(25);
  expect(findingsIn(shipped)).toEqual([]);
});

const withMain = (change: (rows: Strategy['tables'][string]) => Strategy['tables'][string]): Strategy => ({
  ...shipped,
  goldenCases: [],
  tables: { ...shipped.tables, main: change(shipped.tables['main'] ?? []) },
});

it.each(['closed', 'hold', 'dispute', 'complaint', 'plan'])(
  'refuses a table that does not stop at %s first',
  (stop) => {
    const without = withMain((rows) => rows.filter(({ rule }) => rule !== `stop-${stop}`));
    expect(findingsIn(without)).toEqual([`main: nothing may be done before the row that stops at ${stop}`]);
    const late = withMain((rows) => [
      ...rows.filter(({ rule }) => rule !== `stop-${stop}`),
      { rule: 'late', when: { [stop]: true }, do: null },
    ]);
    expect(findingsIn(late)).toHaveLength(1);
  },
);

it.each([
  [{}, 'main odd: call could be the first that anybody hears'],
  [{ done: { has: ['call'] } }, 'main odd: call could be the first that anybody hears'],
  [{ done: { has: ['first-reminder', 'visit'] } }, 'main odd: call could be the first that anybody hears'],
  [{ done: { not: ['letter'] } }, 'main odd: call could be the first that anybody hears'],
])('refuses a row that is not gentle first: %j', (when, finding) => {
  expect(findingsIn(withMain((rows) => [...rows, { rule: 'odd', when, do: 'call' }]))).toEqual([finding]);
});

it('refuses arms that do not make a whole, and steps and tables that are not there', () => {
  const [champion, challenger] = shipped.experiment?.arms ?? [];
  if (champion === undefined || challenger === undefined || shipped.experiment === null) throw new Error('no arms');
  const arms = [champion, { ...challenger, perMille: 101, table: 'none' }];
  expect(findingsIn({ ...shipped, goldenCases: [], experiment: { ...shipped.experiment, arms } })).toEqual([
    'there is no table none',
    'the arms make 1001 per mille',
  ]);
  const row = { rule: 'odd', when: { done: { not: ['dance'] } }, do: 'sing' };
  expect(findingsIn(withMain((rows) => [...rows, row]))).toEqual(['main odd: there is no step sing']);
});

it('every message of a step has its words, for each of its ways', () => {
  const told = Object.entries(shipped.steps).flatMap(([name, { template, channels, purpose }]) => {
    if (template === null) return [];
    const path = join(SHIPPED, 'templates', template, 'template.json');
    const words = JSON.parse(readFileSync(path, 'utf8')) as { channels: string[]; purposes: string[] };
    const isFit = words.purposes.includes(purpose) && channels.every((channel) => words.channels.includes(channel));
    return [[name, isFit]];
  });
  expect(told.length).toBeGreaterThan(5);
  expect(told.filter(([, isFit]) => isFit !== true)).toEqual([]);
});

it('names the golden case that fails', () => {
  const goldenCases = [{ name: 'wrong', table: 'main', input: {}, expect: 'call' }];
  expect(findingsIn({ ...shipped, goldenCases })).toEqual(['golden case "wrong": nothing by current']);
});
