import type { LogRecord } from './book.js';

const LOAN = 'demo:L-000001';
const SHA = 'a'.repeat(64);
const policy = { id: 'x', version: 1, rule: 'x' };
const ofCase = { caseId: 'case-1' };

const said = (type: string, businessDate: string, data: object): LogRecord => ({
  type: `mora.${type}.v1`,
  loan: LOAN,
  businessDate,
  data,
});
const ledger = (sequence: number, bookedOn: string) => ({ source: 'core', sequence, bookedOn });
const row = (number: number, dueOn: string) => ({ number, dueOn, principal: '10000.00', interest: '100.00' });
const failed = (roundId: string, consecutive: number, closedOn: string): LogRecord =>
  said('negotiation.failed', closedOn, {
    roundId,
    episodeId: 'e-1',
    planId: null,
    reason: 'expired',
    consecutive,
    closedOn,
    policy,
    reference: null,
  });
const clock = (on: string, more: object): LogRecord =>
  said('legal.limitation-set', on, {
    clockId: 'clock-1',
    claim: 'debt',
    jurisdiction: 'CN',
    startsOn: '2025-04-07',
    provisional: true,
    state: 'running',
    actId: null,
    policy,
    ...more,
  });

/**
 * One loan on its way to court as it should be: due in three parts, of which the first is paid; two negotiations fail,
 * the gate passes on the first day on which it may, a lawyer weighs it, another one agrees, it is filed, judged, final,
 * enforced, and money comes in.
 */
export const LOG: readonly LogRecord[] = [
  said('loan.schedule-replaced', '2025-01-02', {
    ...ledger(2, '2025-01-02'),
    version: 1,
    currency: 'CNY',
    reason: 'contract',
    instalments: [row(1, '2025-02-07'), row(2, '2025-03-07'), row(3, '2025-04-07')],
  }),
  said('loan.payment-posted', '2025-02-07', {
    ...ledger(3, '2025-02-07'),
    transactionId: 't-1',
    amount: '10100.00',
    currency: 'CNY',
    valueDate: '2025-02-07',
  }),
  clock('2025-03-08', { expiresOn: '2028-04-07' }),
  failed('r-1', 1, '2025-04-20'),
  failed('r-2', 2, '2025-05-30'),
  said('negotiation.limitation-interrupted', '2025-05-20', {
    roundId: 'r-2',
    episodeId: 'e-1',
    on: '2025-05-20',
    act: 'acknowledged',
    evidence: { kind: 'statement', id: 's-1' },
  }),
  clock('2025-05-20', { expiresOn: '2028-05-20', actId: 'act-1' }),
  said('legal.limitation-interrupted', '2025-05-20', {
    clockId: 'clock-1',
    claim: 'debt',
    actId: 'act-1',
    act: 'acknowledged',
    on: '2025-05-20',
    expiresOn: '2028-05-20',
    proof: { kind: 'statement', id: 's-1', sha256: null },
  }),
  said('legal.gate-passed', '2025-06-08', {
    gateId: 'gate-1',
    on: '2025-06-08',
    conditions: [],
    readings: {
      months: { over: true, since: '2025-06-08' },
      days: { over: true, dpd: 93 },
      deciding: 'months',
    },
    policy,
  }),
  said('legal.case-opened', '2025-06-08', { ...ofCase, because: 'gate-passed', gateId: 'gate-1', exceptionId: null }),
  said('legal.case-evaluated', '2025-06-10', {
    ...ofCase,
    evaluationId: 'v-1',
    strategy: 'simplified',
    checklist: [],
    proportionate: true,
    lessHarmful: [],
    expectedRecovery: '10000.00',
    expectedCost: '500.00',
    currency: 'CNY',
    by: 'l-1',
  }),
  said('legal.strategy-approved', '2025-06-11', {
    ...ofCase,
    evaluationId: 'v-1',
    strategy: 'simplified',
    approver: 'l-2',
    because: 'seen',
  }),
  said('legal.claim-computed', '2025-06-12', {
    ...ofCase,
    sheetId: 'sheet-1',
    asOf: '2025-06-11',
    currency: 'CNY',
    principal: '20000.00',
    interest: '200.00',
    fee: '0.00',
    penalty: '0.00',
    computedPenalty: '0.00',
    computedCompound: '0.00',
    waivedByCap: '0.00',
    costs: '0.00',
    total: '20200.00',
    sha256: SHA,
  }),
  // By hand: 50.00 and 2.5 % of 10,200.00, and half of it.
  said('legal.filed', '2025-06-12', {
    ...ofCase,
    proceedingId: 'p-1',
    kind: 'simplified',
    court: 'demo-basic',
    on: '2025-06-12',
    sheetId: 'sheet-1',
    bundleId: 'b-1',
    amount: '20200.00',
    currency: 'CNY',
    fee: '152.50',
    clockId: 'clock-1',
    expiresOn: '2028-05-20',
    gateId: 'gate-1',
    exceptionId: null,
    approver: 'l-2',
  }),
  said('legal.judgment-entered', '2025-08-01', {
    ...ofCase,
    proceedingId: 'p-1',
    judgmentId: 'j-1',
    title: 'judgment',
    on: '2025-08-01',
    currency: 'CNY',
    amount: '20200.00',
    general: '0.00',
    costs: '152.50',
    parts: [{ amount: '20200.00', performBy: '2025-08-11' }],
    appealUntil: '2025-08-16',
  }),
  said('legal.judgment-final', '2025-08-17', {
    ...ofCase,
    judgmentId: 'j-1',
    on: '2025-08-17',
    enforceUntil: '2027-08-11',
    provisional: true,
  }),
  said('legal.enforcement-applied', '2025-08-20', {
    ...ofCase,
    enforcementId: 'x-1',
    judgmentId: 'j-1',
    on: '2025-08-20',
    currency: 'CNY',
    amount: '20200.00',
    court: 'demo-basic',
    approver: 'l-2',
  }),
  said('legal.recovered', '2025-09-20', {
    ...ofCase,
    enforcementId: 'x-1',
    recoveryId: 'rec-1',
    on: '2025-09-20',
    currency: 'CNY',
    amount: '5000.00',
    judgment: '4847.50',
    costs: '152.50',
    doubled: '0.00',
    surplus: '0.00',
    afterWriteOff: false,
  }),
];
