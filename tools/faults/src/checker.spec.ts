import { expect, it } from '@jest/globals';
import { delinquencyStarted, loanPaymentPosted, loanRegistered, loanScheduleReplaced } from '@mora/contracts';
import { calendarDate } from '@mora/kernel';
import { judge, verdictOf } from './checker.js';
import type { Evidence } from './evidence.js';
import type { StreamRecord } from './streams.js';

const LOAN = 'faults:L-1';
const from = (on: string, sequence: number) => ({ source: 'core', bookedOn: calendarDate(on), sequence });

let minted = 0;
const aRecord = (type: string, on: string, data: object, key: string | null = LOAN): StreamRecord => {
  minted += 1;
  const wire = {
    partition: 0,
    offset: BigInt(minted),
    id: `e-${minted}`,
    businessDate: on,
    causationId: '',
    label: null,
  };
  return { ...wire, key, type, text: JSON.stringify(data), readAt: 0 };
};
const mark = (on: string) => aRecord('mora.day.closed.v1', on, { date: on, calendar: 'none' }, null);
const again = (record: StreamRecord, over: Partial<StreamRecord> = {}): StreamRecord => {
  minted += 1;
  return { ...record, offset: BigInt(minted), ...over };
};

const registered = aRecord(loanRegistered.type, '2026-03-08', {
  ...from('2026-03-08', 1),
  product: 'consumer',
  currency: 'CNY',
});
const scheduled = aRecord(loanScheduleReplaced.type, '2026-03-08', {
  ...from('2026-03-08', 2),
  version: 1,
  currency: 'CNY',
  instalments: [{ number: 1, dueOn: '2026-03-20', principal: '10.00', interest: '0.00' }],
});
const paid = aRecord(loanPaymentPosted.type, '2026-03-08', {
  ...from('2026-03-08', 3),
  transactionId: 'T-3',
  amount: '4.00',
  currency: 'CNY',
  valueDate: '2026-03-08',
});
const loanMark = mark('2026-03-08');
const delinquencyMark = mark('2026-03-08');

/** A run in which all is well: a loan with its schedule and a payment, one day, one broken record. */
const GOOD: Evidence = {
  sent: [
    ...[1, 2, 3].map((sequence) => ({ text: `record ${sequence}`, fate: 'taken' as const, loan: LOAN, sequence })),
    { text: 'broken', fate: 'set-aside', loan: '', sequence: 0 },
  ],
  loanStream: [registered, scheduled, paid, loanMark],
  delinquencyStream: [delinquencyMark],
  setAside: [{ text: 'broken', where: 'dead-letter', reason: 'not-json' }],
  refusedDownstream: 0,
  takenDownstream: [registered.id, scheduled.id, paid.id],
  standings: [
    {
      loan: LOAN,
      status: 'active',
      oldestUnpaidOn: null,
      bucket: 'M0',
      class: 'normal',
      overdueMinor: 0n,
      episodeId: null,
      paidMinor: 400n,
    },
  ],
  expected: new Map([[LOAN, { paidMinor: 400n, overdueMinor: 0n }]]),
  days: [calendarDate('2026-03-08')],
  partitions: 1,
};
const standing = (over: Partial<Evidence['standings'][number]>): Pick<Evidence, 'standings'> => ({
  standings: GOOD.standings.map((row) => ({ ...row, ...over })),
});
const kinds = (over: Partial<Evidence>): string[] => [
  ...new Set(judge({ ...GOOD, ...over }).findings.map(({ kind }) => kind)),
];

it('finds nothing in a run in which all is well', () => {
  expect(judge(GOOD).findings).toEqual([]);
});

it('a record that came again under its id is no fault, for every consumer drops it', () => {
  const judgement = judge({ ...GOOD, loanStream: [...GOOD.loanStream, again(paid)] });
  expect([judgement.findings, judgement.loan]).toEqual([[], { distinct: 4, repeated: 1 }]);
});

it.each<[what: string, kind: string, over: Partial<Evidence>]>([
  ['a record that is nowhere', 'lost', { setAside: [] }],
  ['a fact that never left the intake', 'lost', { loanStream: [registered, scheduled, loanMark] }],
  ['a fact that never reached classification', 'lost', { takenDownstream: [registered.id, scheduled.id] }],
  ['a loan that is not in the books', 'lost', { standings: [] }],
  ['a mark that is missing', 'lost', { delinquencyStream: [] }],
  [
    'a fact under two ids',
    'doubled',
    { loanStream: [registered, scheduled, paid, again(paid, { id: 'new' }), loanMark] },
  ],
  ['two contents under one id', 'doubled', { loanStream: [...GOOD.loanStream, again(paid, { text: '{}' })] }],
  [
    'a record that was taken and set aside',
    'doubled',
    { setAside: [...GOOD.setAside, { text: 'record 3', where: 'held', reason: 'fault' }] },
  ],
  [
    'a mark that stands twice',
    'doubled',
    { delinquencyStream: [delinquencyMark, again(delinquencyMark, { id: 'new' })] },
  ],
  [
    'a word that classification had no reason to say',
    'doubled',
    {
      delinquencyStream: [aRecord(delinquencyStarted.type, '2026-03-08', { episodeId: 'e' }), again(delinquencyMark)],
    },
  ],
  [
    'two facts of a loan in the wrong order',
    'out-of-order',
    { loanStream: [registered, again(paid), again(scheduled), again(loanMark)] },
  ],
  ['a fact behind the mark of its day', 'out-of-order', { loanStream: [registered, scheduled, loanMark, again(paid)] }],
  ['a payment that the books do not have', 'balance', standing({ paidMinor: 0n })],
  ['an overdue amount that is another', 'balance', standing({ overdueMinor: 1n })],
  ['a bucket that the rules do not give', 'balance', standing({ bucket: 'M1' })],
  ['a good record that waits', 'misplaced', { refusedDownstream: 1 }],
])('%s is found: %s', (_, kind, over) => {
  expect(kinds(over)).toContain(kind);
});

it('the closing line counts what was found and says whether the run passed', () => {
  expect(verdictOf([])).toBe('faults: 0 lost, 0 doubled, 0 out of order, balances equal — PASS');
  const findings = judge({ ...GOOD, setAside: [] }).findings;
  expect(verdictOf(findings, ['1 crash'])).toBe(
    'faults: 1 lost, 0 doubled, 0 out of order, balances equal, 1 crash — FAIL',
  );
});
