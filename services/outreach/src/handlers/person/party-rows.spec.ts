import { readFileSync } from 'node:fs';
import { readPartiesRecord } from '@mora/contracts';
import { partyOfRow } from './party-rows.js';

const mapped = (points: object | undefined) => ({
  specversion: '1.0',
  id: 'row-1',
  source: 'core-crm',
  type: 'ledger.party-updated.v1',
  subject: 'P-1',
  businessdate: '2026-03-09',
  data: { version: 1, kind: 'person', name: 'somebody', language: 'en', ...(points !== undefined && { points }) },
});
const point = (id: string, value?: string) => ({
  id,
  kind: 'mobile',
  reserved: false,
  preferred: false,
  ...(value !== undefined && { value }),
});

it.each<[object | undefined, string[]]>([
  [undefined, []],
  [{ 0: point('a', '1'), 1: point('b', '2') }, ['a', 'b']],
  [{ 10: point('c', '3'), 2: point('b', '2') }, ['b', 'c']],
  [{ 0: point('a'), 1: point('b', '2') }, ['b']],
])('makes of %j a record that keeps its contract, with the points %j', (points, ids) => {
  const record = readPartiesRecord(partyOfRow(mapped(points)));
  expect(record.kind === 'party-updated' && record.data.points.map(({ id }) => id)).toEqual(ids);
});

it('ships a profile whose points are numbered without a hole', () => {
  const text = readFileSync(new URL('../../../profiles/parties.yaml', import.meta.url), 'utf8');
  const numbers = new Set([...text.matchAll(/points\.(\d+)\.value/g)].map(([, n]) => Number(n)));
  expect([...numbers]).toEqual([0, 1, 2, 3]);
});
