import type { CalendarDate } from '@mora/kernel';
import { unconfirmedIn } from './unconfirmed.js';

const FILE = {
  id: 'cn',
  version: 1,
  effectiveFrom: '2026-01-01' as CalendarDate,
  source: 'a text',
  mark: 'S',
} as const;

it.each([
  ['a file that was read', FILE, []],
  ['a file from memory', { ...FILE, mark: 'M' as const }, [{ policy: 'cn', rule: 'all', mark: 'M' }]],
  ['the bank’s own choice', { ...FILE, mark: 'D' as const }, []],
  [
    'a number inside a file, by its place',
    { ...FILE, regions: { shanghai: { livingMinor: 1, mark: 'U' }, beijing: { livingMinor: 1, mark: 'S2' } } },
    [{ policy: 'cn', rule: 'regions.shanghai', mark: 'U' }],
  ],
  ['a row of a list', { ...FILE, rows: [{ mark: 'S' }, { mark: 'M' }] }, [{ policy: 'cn', rule: 'rows.1', mark: 'M' }]],
])('%s', (_name, file, expected) => {
  expect(unconfirmedIn([file])).toEqual(expected);
});
