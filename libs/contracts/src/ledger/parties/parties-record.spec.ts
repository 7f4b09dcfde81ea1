import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ContractViolation } from '../../define-event.js';
import { readPartiesRecord } from './parties-record.js';

type Wire = Record<string, unknown> & { data: Record<string, unknown> };

const example = (name: string): Wire =>
  JSON.parse(readFileSync(join(import.meta.dirname, `${name}.v1.example.json`), 'utf8')) as Wire;
const registered = example('party-registered');
const consent = example('party-consent');

const with_ = (record: Wire, data: object): Wire => ({ ...record, data: { ...record.data, ...data } });
const point = (over: object) =>
  with_(registered, { points: [{ id: 'm', kind: 'mobile', value: '1', reserved: false, preferred: false, ...over }] });

function violationOf(record: unknown): ContractViolation {
  try {
    readPartiesRecord(JSON.parse(JSON.stringify(record)));
  } catch (error) {
    if (error instanceof ContractViolation) return error;
  }
  throw new Error('the record was read');
}

it.each(['party-registered', 'party-updated', 'party-consent', 'party-relation', 'party-erased', 'parties-heartbeat'])(
  'a record of the kind %s is read with its envelope',
  (kind) => {
    expect(readPartiesRecord(example(kind))).toMatchObject({ kind, envelope: { source: 'core-crm' } });
  },
);

it.each([
  ['no version', with_(registered, { version: undefined }), 'version'],
  ['a name that is a number', with_(registered, { name: 7 }), 'name'],
  ['a language that no template has', with_(registered, { language: 'fr' }), 'language'],
  ['a jurisdiction without its state', with_(registered, { jurisdiction: 'US' }), 'jurisdiction'],
  ['a time zone with a space', with_(registered, { timeZone: 'Asia /Shanghai' }), 'timeZone'],
  ['a point of a kind that nobody knows', point({ kind: 'fax' }), 'points.0.kind'],
  ['a point without its value', point({ value: undefined }), 'points.0.value'],
  ['a habit that ends after midnight', with_(registered, { habits: { hours: '20:00-24:30' } }), 'habits.hours'],
  ['hours without an end', with_(consent, { hours: '07:00' }), 'hours'],
  ['a purpose that nobody knows', with_(consent, { purpose: 'marketing' }), 'purpose'],
  ['a heartbeat of no partition', with_(example('parties-heartbeat'), { partitions: 0 }), 'partitions'],
  ['no subject', { ...registered, subject: undefined }, 'subject'],
  ['a type of the other door', { ...registered, type: 'ledger.party-linked.v1' }, 'type'],
])('%s: the violation names the field', (_case, record, field) => {
  expect(violationOf(record).fields[0]).toBe(field);
});

it('a violation quotes nothing of the person', () => {
  const broken = with_(registered, {
    name: '某人某人\u0007',
    points: [{ id: 'm', kind: 'mobile', value: '+8613900001111' }],
  });
  expect(violationOf(broken).message).not.toMatch(/某人|1390000/);
});

it('hours may end with the day', () => {
  expect(readPartiesRecord(with_(consent, { hours: '00:00-24:00' })).kind).toBe('party-consent');
});
