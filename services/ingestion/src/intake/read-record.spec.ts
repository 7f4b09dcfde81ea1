import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkRecords, type Verdict } from '../check-records.js';
import { parseSources } from '../sources/sources-file.js';
import { type Canonical, readRecord } from './read-record.js';

const sources = parseSources(`
calendar: none
sources:
  - { id: core-banking, tenant: mora-bank, doors: [kafka], sequence: { kind: per-loan } }
  - { id: card-system, tenant: mora-bank, doors: [http], sequence: { kind: none } }
`);
const examples = join(import.meta.dirname, '../../../../libs/contracts/src/ledger');
type Wire = Record<string, unknown> & { data: Record<string, unknown> };
const example = (name: string, variant = ''): Wire => {
  const file = `${name}.v1.${variant === '' ? '' : `${variant}.`}example.json`;
  return JSON.parse(readFileSync(join(examples, file), 'utf8')) as Wire;
};

function read(record: unknown): Canonical {
  const reading = readRecord(record, null, sources);
  if (reading.kind === 'rejected') throw new Error(reading.rejection.message);
  return reading.record;
}
const booked = (record: unknown) => {
  const canonical = read(record);
  if (canonical.kind !== 'booked') throw new Error('a close');
  return canonical;
};
const rejected = (record: unknown) => {
  const reading = readRecord(record, 'kafka', sources);
  return reading.kind === 'rejected' ? `${reading.rejection.reason} ${reading.rejection.field}` : 'read';
};
const over = (name: string, data: object): Wire => ({ ...example(name), data: { ...example(name).data, ...data } });

it.each([
  ['loan-registered', ['registered'], '2026-03-09', null],
  ['schedule-replaced', ['schedule-replaced'], '2026-03-09', null],
  ['payment-posted', ['payment-posted'], '2026-03-07', 100_300n],
  ['payment-reversed', ['payment-reversed', 'payment-posted'], '2026-03-07', 100_300n],
  ['charge-posted', ['charge-posted'], '2026-03-09', 1_250n],
  ['status-changed', ['status-changed'], '2026-03-09', null],
  ['pause-changed', ['paused'], '2026-03-10', null],
  ['party-linked', ['party-linked'], '2025-09-01', null],
  ['request-answered', ['request-answered'], '2026-03-09', null],
  ['arrears-snapshot', ['arrears-reported'], '2026-03-09', 200_300n],
])('a %s record is the facts %j from %s and adds %s to the control total', (name, kinds, valueDate, minor) => {
  const { booked: record, control, subject } = booked(example(name));
  expect(record.facts.map(({ kind }) => kind)).toEqual(kinds);
  expect(record).toMatchObject({ bookedOn: '2026-03-09', valueDate });
  expect(control?.minor ?? null).toBe(minor);
  expect(subject).toMatch(/^mora-bank:/);
});

it('a schedule that books an ask of Mora passes on which, what it said, and the rate', () => {
  const [fact] = booked(example('schedule-replaced', 'requested')).booked.facts;
  const { request, yearlyRate } = example('schedule-replaced', 'requested').data as Record<string, unknown>;
  expect(fact?.body).toMatchObject({ request, yearlyRate, reason: 'rescheduled' });
  expect(booked(example('schedule-replaced')).booked.facts[0]?.body).not.toHaveProperty('request');
});

it('a loan that is taken over overdue brings its history', () => {
  expect(booked(example('loan-registered')).booked).toMatchObject({ cutOver: true, historyUntil: '2026-03-08' });
});

it.each([
  ['the date, where it is given', {}, '2026-02-01'],
  ['a date that is null: nothing is overdue', { oldestUnpaidDueOn: null, monthsInArrears: 2 }, null],
  ['the months, where no date is given', { oldestUnpaidDueOn: undefined, monthsInArrears: 2 }, '2026-02-06'],
  ['nought months: nothing is overdue', { oldestUnpaidDueOn: undefined, monthsInArrears: 0 }, null],
])('the age of arrears follows from %s', (_rule, data, since) => {
  expect(booked(over('arrears-snapshot', data)).booked.facts[0]?.body['oldestUnpaidDueOn']).toBe(since);
});

it('amounts leave with all the decimals of their currency', () => {
  expect(booked(over('payment-posted', { amount: '1003' })).booked.facts[0]?.body).toMatchObject({ amount: '1003.00' });
  const yen = { currency: 'JPY', amount: '1003', portions: undefined };
  expect(booked(over('payment-posted', yen)).booked.facts[0]?.body).toMatchObject({ amount: '1003' });
});

it('a close is of its source, and of the sum that it declares', () => {
  expect(read(example('day-closed'))).toMatchObject({
    kind: 'closed',
    subject: 'mora-bank::core-banking',
    close: { date: '2026-03-09', from: '2026-03-07', count: 8, totals: { CNY: 201_850n }, partition: null },
  });
});

it.each([
  ['another tenant', { ...example('payment-posted'), tenant: 'other' }, 'tenant-differs tenant'],
  ['a source that nobody knows', { ...example('payment-posted'), source: 'x' }, 'source-unknown source'],
  ['a door that was not agreed', example('arrears-snapshot'), 'door-closed source'],
  ['a loan id with a colon in front', { ...example('payment-posted'), subject: ':x' }, 'loan-id subject'],
  ['decimals of a yen', over('payment-posted', { currency: 'JPY' }), 'amount-decimals amount'],
  ['portions above the amount', over('payment-posted', { amount: '1002.99' }), 'portions-exceed-amount portions'],
  ['a record without its number', { ...example('payment-posted'), sequence: undefined }, 'sequence-missing sequence'],
])('%s is rejected, and the field is named', (_case, record, said) => {
  expect(rejected(record)).toBe(said);
});

it('a ledger team can judge its own file line by line, offline', async () => {
  const snapshot = over('arrears-snapshot', { oldestUnpaidDueOn: undefined, monthsInArrears: undefined });
  const lines = [JSON.stringify(example('payment-posted')), '', '{ broken', JSON.stringify(snapshot)];
  const verdicts: Verdict[] = [];
  for await (const verdict of checkRecords(lines, sources)) verdicts.push(verdict);
  expect(verdicts).toMatchObject([
    { line: 1, kind: 'good', type: 'ledger.payment-posted.v1', id: 'core:4711:3' },
    { line: 3, kind: 'bad', reason: 'not-json' },
    { line: 4, kind: 'bad', reason: 'arrears-age-missing', field: 'oldestUnpaidDueOn' },
  ]);
});
