import type { Dice } from './dice.js';
import { SOURCE } from './ledger-record.js';

/** A record that nobody may take, as it goes to the broker. */
export type Malformed = Readonly<{
  what: string;
  key: string | null;
  headers: Readonly<Record<string, string>>;
  value: Buffer | null;
}>;

type Json = Record<string, unknown>;
type Mutation = readonly [what: string, mutate: (text: string, record: Json, dice: Dice) => Buffer | string | null];

const NOT_VALUES: readonly unknown[] = [null, 7, -1, 1.5, true, [], {}, [[1]], '', '\u0000', 'x'.repeat(5_000), 1e308];
const DEEP = '['.repeat(50_000) + ']'.repeat(50_000);

const withField = (record: Json, field: string, value: unknown): string =>
  JSON.stringify({ ...record, [field]: value });
const withData = (record: Json, more: Json): string =>
  JSON.stringify({ ...record, data: { ...(record['data'] as Json), ...more } });

/** What may go wrong with the bytes of any value. */
const BYTES: readonly Mutation[] = [
  ['null value', () => null],
  ['empty value', () => ''],
  ['truncated JSON', (text, _, dice) => text.slice(0, dice.between(1, text.length - 1))],
  ['zero first byte', (text) => `\u0000${text}`],
  ['bad UTF-8', (text) => Buffer.concat([Buffer.from([0xff, 0xfe, 0xc0]), Buffer.from(text)])],
  ['UTF-16', (text) => Buffer.from(text, 'utf16le')],
  ['random bytes', (_t, _r, dice) => Buffer.from(Array.from({ length: 200 }, () => dice.between(0, 255)))],
  ['deep nesting', () => DEEP],
  ['deep nesting, open', () => '{"data":'.repeat(20_000)],
  ['no object', (_t, _r, dice) => dice.pick(['42', '"text"', 'null', 'true', '[]', '[{},{}]', '1e400'])],
  ['large and cut', (text) => `${text.slice(0, -1)},"more":"${'x'.repeat(300_000)}`],
];

/** What may go wrong with a record of the ledger that is JSON. */
const RECORD: readonly Mutation[] = [
  [
    'wrong type in the envelope',
    (_, record, dice) =>
      withField(record, dice.pick(['specversion', 'id', 'source', 'type', 'businessdate']), dice.pick(NOT_VALUES)),
  ],
  [
    'wrong type in the data',
    (_, record, dice) =>
      withData(record, { [dice.pick(['transactionId', 'amount', 'currency', 'valueDate'])]: dice.pick(NOT_VALUES) }),
  ],
  ['huge amount', (_, record) => withData(record, { amount: '9'.repeat(400) })],
  ['huge number', (text) => text.replace(/"amount":"[^"]*"/, '"amount":1e400')],
  ['huge sequence', (text) => text.replace(/"sequence":1/, '"sequence":1e400')],
  ['__proto__', (text) => text.replace('"data":{', '"__proto__":{"type":"x"},"data":{"__proto__":{"amount":"1"},')],
  ['__proto__ alone', () => '{"__proto__":{"specversion":"1.0","id":"p","data":{}}}'],
  [
    'type of a prototype',
    (_, record, dice) =>
      withField(record, 'type', dice.pick(['__proto__', 'constructor', 'toString', 'ledger.constructor.v1'])),
  ],
  ['unknown version', (_, record) => withField(record, 'type', 'ledger.payment-posted.v99')],
  ['unknown type', (_, record) => withField(record, 'type', 'ledger.lottery-won.v1')],
  ['unknown source', (_, record) => withField(record, 'source', 'nobody')],
  ['another tenant', (_, record) => withField(record, 'tenant', 'somebody-else')],
  ['no data', (_, record) => withField(record, 'data', undefined)],
  ['no such day', (_, record, dice) => withField(record, 'businessdate', dice.pick(['2026-02-30', '0000-00-00', '1']))],
  ['NUL in the id', (_, record) => withField(record, 'id', `${String(record['id'])}\u0000`)],
  ['NUL in the loan', (_, record) => withField(record, 'subject', `${String(record['subject'])}\u0000`)],
  ['NUL in the data', (_, record) => withData(record, { transactionId: '\u0000\u0001' })],
  ['half a surrogate in the id', (_, record) => withField(record, 'id', `${String(record['id'])}\ud800`)],
  ['half a surrogate in the loan', (_, record) => withField(record, 'subject', 'fuzz-\udfff')],
  ['loan without a name', (_, record) => withField(record, 'subject', undefined)],
  ['close with a huge count', (_, record) => closeText(record, { count: 1e300 })],
  [
    'close with a huge total',
    (_, record) => closeText(record, { totals: [{ currency: 'CNY', amount: '9'.repeat(40) }] }),
  ],
  ['close of no day', (_, record) => closeText(record, { date: '2026-02-30' })],
  ['close in an unknown currency', (_, record) => closeText(record, { totals: [{ currency: 'ZZZ', amount: '1.00' }] })],
];

const closeText = ({ id, businessdate }: Json, wrong: Json): string =>
  JSON.stringify({
    specversion: '1.0',
    id,
    source: SOURCE,
    type: 'ledger.day-closed.v1',
    businessdate,
    data: { date: businessdate, count: 1, totals: [], ...wrong },
  });

const HEADERS: readonly (readonly [what: string, (n: number) => Record<string, string>])[] = [
  ['', () => ({})],
  ['header bomb', () => Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`bomb-${n}`, 'x'.repeat(20)]))],
  ['large header', () => ({ large: 'x'.repeat(200_000) })],
  ['NUL in headers', () => ({ 'nul\u0000name': 'a\u0000b', traceparent: '\u0000', ce_correlationid: '\u0000' })],
  ['half an envelope', () => ({ ce_id: '', ce_type: '\u0000', ce_subject: '\n' })],
  ['half a surrogate in headers', () => ({ half: '\ud800' })],
];

/** The nth malformed record for the ledger's topic. Kinds take turns, so that each of them comes many times. */
export function malformedLedgerRecord(n: number, dice: Dice): Malformed {
  const loan = `fuzz-${n}`;
  const data = { transactionId: `T-${n}`, amount: '1.00', currency: 'CNY', valueDate: '2026-02-01' };
  const about = { specversion: '1.0', id: `${loan}:1`, source: SOURCE, type: 'ledger.payment-posted.v1' };
  const record = { ...about, subject: loan, businessdate: '2026-02-01', sequence: 1, data };
  const mutations = [...BYTES, ...RECORD];
  const [what, mutate] = mutations[n % mutations.length] as Mutation;
  const [bomb, headers] = HEADERS[Math.floor(n / mutations.length) % HEADERS.length] as (typeof HEADERS)[number];
  const value = mutate(JSON.stringify(record), record, dice);
  return { what: named(what, bomb), key: keyFor(loan, dice), headers: headers(n), value: bytes(value) };
}

const WIRE: readonly (readonly [what: string, over: Record<string, string | undefined>])[] = [
  ['', {}],
  ['no type', { ce_type: undefined }],
  ['no id', { ce_id: undefined }],
  ['NUL in the id', { ce_id: 'a\u0000b' }],
  ['endless id', { ce_id: 'x'.repeat(10_000) }],
  ['unknown type', { ce_type: 'mora.loan.lottery-won.v1' }],
  ['unknown version', { ce_type: 'mora.loan.payment-posted.v2' }],
  ['type of a prototype', { ce_type: '__proto__' }],
  ['no such day', { ce_businessdate: '2026-02-30' }],
  ['no day', { ce_businessdate: undefined }],
];

/** The nth malformed record for the loan stream itself, as if ingestion had gone mad. */
export function malformedLoanEvent(n: number, dice: Dice): Malformed {
  const loan = `faults:wild-${n}`;
  const data = { source: SOURCE, sequence: 1, bookedOn: '2026-02-01', transactionId: 'T', amount: '1.00' };
  const record = { ...data, currency: 'CNY', valueDate: '2026-02-01' };
  const [wrong, over] = WIRE[n % WIRE.length] as (typeof WIRE)[number];
  const [bomb, headers] = HEADERS[Math.floor(n / WIRE.length) % HEADERS.length] as (typeof HEADERS)[number];
  const [what, mutate] = BYTES[Math.floor(n / WIRE.length) % BYTES.length] as Mutation;
  const envelope = {
    ce_id: `wild-${n}`,
    ce_type: 'mora.loan.payment-posted.v1',
    ce_businessdate: '2026-03-02',
    ce_tenant: 'faults',
    ...headers(n),
    ...over,
  };
  const kept = Object.entries(envelope).filter((one): one is [string, string] => one[1] !== undefined);
  const value = wrong === '' ? mutate(JSON.stringify(record), record, dice) : JSON.stringify(record);
  const key = dice.happens(0.15) ? dice.pick([null, '', '\u0000', 'no-tenant', `faults:\u0000${n}`]) : loan;
  return { what: named(wrong || what, bomb), key, headers: Object.fromEntries(kept), value: bytes(value) };
}

const keyFor = (loan: string, dice: Dice): string | null =>
  dice.happens(0.2) ? dice.pick([null, '', '\u0000', 'k\u0000ey', 'x'.repeat(2_000)]) : loan;

const named = (what: string, bomb: string): string => (bomb === '' ? what : `${what} with ${bomb}`);

const bytes = (value: Buffer | string | null): Buffer | null =>
  typeof value === 'string' ? Buffer.from(value) : value;
