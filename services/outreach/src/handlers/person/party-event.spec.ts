import type { PartiesRecord } from '@mora/contracts';
import type { PersonId } from '@mora/kernel';
import { partyEvent } from './party-event.js';

type Party = Extract<PartiesRecord, { kind: 'party-updated' }>;
type Point = Party['data']['points'][number];

const KEY = Buffer.alloc(32, 7);
const printsOf = (...points: readonly (readonly [Point['kind'], string])[]) => {
  const data = {
    ...{ version: 1, kind: 'person', language: 'zh-CN', jurisdiction: 'CN', name: 'n' },
    points: points.map(([kind, value], n) => ({ id: `p${n}`, kind, value, reserved: false, preferred: false })),
  };
  const record = { kind: 'party-updated', envelope: { businessdate: '2026-03-10' }, data } as unknown as Party;
  const event = partyEvent(record, 'demo:P-1' as PersonId, KEY);
  return event.kind === 'party' ? event.facts.points.map(({ print }) => print) : [];
};

// prettier-ignore
it.each<[string, Point['kind'], string, Point['kind'], string, boolean]>([
  ['with and without its country', 'mobile',  '13800138000',     'mobile',    '+8613800138000',   true],
  ['with spaces and signs',        'mobile',  '138-0013 8000',   'mobile',    '13800138000',      true],
  ['in wide digits',               'mobile',  '１３８００１３８０００', 'mobile', '13800138000',      true],
  ['as a phone and as a mobile',   'phone',   '13800138000',     'mobile',    '13800138000',      true],
  ['another number',               'mobile',  '13800138001',     'mobile',    '13800138000',      false],
  ['an address in other case',     'email',   'A@bank.example',  'email',     ' a@bank.example ', true],
  ['a place with other spaces',    'address', '1  Bund, Shanghai', 'address', '1 Bund, Shanghai', true],
  ['another place',                'address', '2 Bund, Shanghai', 'address',  '1 Bund, Shanghai', false],
])('one contact point or two: %s', (_how, kind, value, otherKind, other, isSame) => {
  const [one, two] = printsOf([kind, value], [otherKind, other]);
  expect(one === two).toBe(isSame);
});
