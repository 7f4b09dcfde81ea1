import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ContractViolation,
  dayClosed,
  delinquencyBucketChanged,
  delinquencyCured,
  delinquencyStarted,
  type EventContract,
  loanArrearsReported,
  loanPartyLinked,
  loanPaused,
  ledgerDayClosed,
  loanPaymentPosted,
  loanScheduleReplaced,
  loanStatusChanged,
} from './index.js';

type Checked = Pick<EventContract<unknown>, 'check'>;
type Data = Record<string, unknown>;

const exampleOf = (path: string): Data =>
  (JSON.parse(readFileSync(join(import.meta.dirname, path), 'utf8')) as { data: Data }).data;

const PAYMENT = exampleOf('ingestion/loan-payment-posted.v1.example.json');
const SCHEDULE = exampleOf('ingestion/loan-schedule-replaced.v1.example.json');
const ARREARS = exampleOf('ingestion/loan-arrears-reported.v1.example.json');
const STARTED = exampleOf('delinquency-classification/delinquency-started.v1.example.json');
const MOVED = exampleOf('delinquency-classification/delinquency-bucket-changed.v1.example.json');

const without = (data: Data, field: string): Data =>
  Object.fromEntries(Object.entries(data).filter(([name]) => name !== field));
const firstInstalment = (over: Data): Data => ({
  ...SCHEDULE,
  instalments: [{ ...(SCHEDULE['instalments'] as Data[])[0], ...over }],
});

const REFUSED: readonly (readonly [rule: string, contract: Checked, data: unknown, names: string])[] = [
  ['a missing amount', loanPaymentPosted, without(PAYMENT, 'amount'), "'amount'"],
  ['a missing source', loanPaymentPosted, without(PAYMENT, 'source'), "'source'"],
  ['a number as an amount', loanPaymentPosted, { ...PAYMENT, amount: 4040 }, '/amount'],
  ['an amount with a comma', loanPaymentPosted, { ...PAYMENT, amount: '4,040.00' }, '/amount'],
  ['an amount below nought', loanPaymentPosted, { ...PAYMENT, amount: '-1.00' }, '/amount'],
  ['a third decimal', loanPaymentPosted, { ...PAYMENT, amount: '1.001' }, '/amount'],
  ['a sixteenth digit', loanPaymentPosted, { ...PAYMENT, amount: '1234567890123456' }, '/amount'],
  ['a currency that Mora does not know', loanPaymentPosted, { ...PAYMENT, currency: 'QQQ' }, '/currency'],
  ['a day that does not exist', loanPaymentPosted, { ...PAYMENT, valueDate: '2026-13-01' }, '/valueDate'],
  ['a thirtieth of February', loanPaymentPosted, { ...PAYMENT, valueDate: '2026-02-30' }, '/valueDate'],
  ['a day with a time', loanPaymentPosted, { ...PAYMENT, valueDate: '2026-03-30T00:00:00Z' }, '/valueDate'],
  ['an empty transaction id', loanPaymentPosted, { ...PAYMENT, transactionId: '' }, '/transactionId'],
  ['an id of 129 characters', loanPaymentPosted, { ...PAYMENT, transactionId: 'x'.repeat(129) }, '/transactionId'],
  ['a sequence below nought', loanPaymentPosted, { ...PAYMENT, sequence: -1 }, '/sequence'],
  ['a sequence as a text', loanPaymentPosted, { ...PAYMENT, sequence: '12' }, '/sequence'],
  ['portions without a component', loanPaymentPosted, { ...PAYMENT, portions: { principal: '1.00' } }, '/portions'],
  ['a schedule without instalments', loanScheduleReplaced, { ...SCHEDULE, instalments: [] }, '/instalments'],
  ['an instalment without a due date', loanScheduleReplaced, firstInstalment({ dueOn: undefined }), '/instalments/0'],
  [
    'an instalment with a number as money',
    loanScheduleReplaced,
    firstInstalment({ interest: 60 }),
    '/instalments/0/interest',
  ],
  ['half an instalment number', loanScheduleReplaced, firstInstalment({ number: 1.5 }), '/instalments/0/number'],
  [
    'a pause that does not say until when',
    loanPaused,
    without(exampleOf('ingestion/loan-paused.v1.example.json'), 'until'),
    "'until'",
  ],
  [
    'a role that nobody has',
    loanPartyLinked,
    { ...exampleOf('ingestion/loan-party-linked.v1.example.json'), role: 'friend' },
    '/role',
  ],
  [
    'a status that no loan has',
    loanStatusChanged,
    { ...exampleOf('ingestion/loan-status-changed.v1.example.json'), status: 'gone' },
    '/status',
  ],
  ['arrears of half a month', loanArrearsReported, { ...ARREARS, monthsInArrears: 0.5 }, '/monthsInArrears'],
  ['arrears that do not say how much', loanArrearsReported, without(ARREARS, 'overdue'), "'overdue'"],
  ['a mark without its day', dayClosed, { calendar: 'CN' }, "'date'"],
  ['an episode without its id', delinquencyStarted, without(STARTED, 'episodeId'), "'episodeId'"],
  ['days past due below nought', delinquencyStarted, { ...STARTED, daysPastDue: -1 }, '/daysPastDue'],
  ['a decision that names no policy', delinquencyBucketChanged, without(MOVED, 'policy'), "'policy'"],
  [
    'a policy of version nought',
    delinquencyBucketChanged,
    { ...MOVED, policy: { id: 'a', version: 0, rule: 'b' } },
    '/policy/version',
  ],
  [
    'a cure by something else',
    delinquencyCured,
    { ...exampleOf('delinquency-classification/delinquency-cured.v1.example.json'), by: 'luck' },
    '/by',
  ],
  [
    'a count that no database column holds',
    ledgerDayClosed,
    { ...exampleOf('ledger/day-closed.v1.example.json'), count: 1e300 },
    '/count',
  ],
  ['data that are no object', dayClosed, 'closed', '/ must be object'],
  ['no data at all', dayClosed, null, '/ must be object'],
];

it.each(REFUSED)('%s is refused, and the field is named', (_rule, contract, data, names) => {
  expect(() => contract.check(data)).toThrow(ContractViolation);
  expect(() => contract.check(data)).toThrow(names);
});

it('a refusal names fields and never their values, for these may be of a person', () => {
  expect(() => loanPaymentPosted.check({ ...PAYMENT, amount: 'Zhang San owes' })).not.toThrow(/Zhang/);
});

it.each([
  ['a field that Mora does not know', { ...PAYMENT, teller: '7' }],
  ['the leap day of a leap year', { ...PAYMENT, valueDate: '2028-02-29' }],
  ['an amount without decimals', { ...PAYMENT, amount: '4040' }],
  ['fifteen digits and two decimals', { ...PAYMENT, amount: '123456789012345.99' }],
  ['an id of 128 characters', { ...PAYMENT, transactionId: 'x'.repeat(128) }],
])('%s is taken as it is', (_rule, data) => {
  expect(loanPaymentPosted.check(data)).toEqual(data);
});

it('nothing leaves that breaks its own contract', () => {
  const broken = { date: '2026-02-30', calendar: '' };
  expect(() => dayClosed.of(broken as never)).toThrow(ContractViolation);
});
