import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ContractViolation } from '../define-event.js';
import { readLedgerRecord, structuredOf } from './ledger-record.js';

type Wire = Record<string, unknown> & { data: Record<string, unknown> };

const example = (name: string): Wire =>
  JSON.parse(readFileSync(join(import.meta.dirname, `${name}.v1.example.json`), 'utf8')) as Wire;
const payment = example('payment-posted');

function violationOf(record: unknown): ContractViolation {
  try {
    readLedgerRecord(record);
  } catch (error) {
    if (error instanceof ContractViolation) return error;
  }
  throw new Error('the record was read');
}

it('a record is read with its kind, envelope and data', () => {
  expect(readLedgerRecord(payment)).toMatchObject({
    kind: 'payment-posted',
    envelope: { source: 'core-banking', subject: '4711', sequence: 3, businessdate: '2026-03-09' },
    data: { amount: '1003.00', currency: 'CNY' },
  });
});

it.each([
  ['no source', { ...payment, source: undefined }, 'source'],
  ['a type that nobody knows', { ...payment, type: 'ledger.payment-posted.v9' }, 'type'],
  ['no loan', { ...payment, subject: undefined }, 'subject'],
  ['an amount as a number', { ...payment, data: { ...payment.data, amount: 1003 } }, 'amount'],
  ['no value date', { ...payment, data: { ...payment.data, valueDate: undefined } }, 'valueDate'],
  ['a negative portion', { ...payment, data: { ...payment.data, portions: { fee: '-2' } } }, 'portions.fee'],
  ['a sequence that is no number', { ...payment, sequence: 'third' }, 'sequence'],
  ['an id with a control character', { ...payment, id: 'p-1\u0000' }, 'id'],
  ['an id with half a character', { ...payment, id: 'p-1\ud800' }, 'id'],
  [
    'a transaction with a control character',
    { ...payment, data: { ...payment.data, transactionId: 'T\n1' } },
    'transactionId',
  ],
  ['no data', { ...payment, data: undefined }, ''],
])('%s: the violation names the field', (_case, record, field) => {
  expect(violationOf(JSON.parse(JSON.stringify(record))).fields[0]).toBe(field);
});

it('what is no object at all is a violation, not a crash', () => {
  expect([null, [], 'text', 7].map((value) => violationOf(value).message)).toHaveLength(4);
});

it('a field that is not known is passed over', () => {
  expect(readLedgerRecord({ ...payment, branch: '12', data: { ...payment.data, teller: 'x' } }).kind).toBe(
    'payment-posted',
  );
});

it('a record in binary mode is the same record', () => {
  const { data, ...attributes } = payment;
  const headers = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`ce_${name}`, String(value)]));
  const binary = readLedgerRecord(structuredOf(headers, Buffer.from(JSON.stringify(data))));
  expect(binary).toEqual({
    ...readLedgerRecord(payment),
    envelope: { ...readLedgerRecord(payment).envelope, sequence: '3' },
  });
});
