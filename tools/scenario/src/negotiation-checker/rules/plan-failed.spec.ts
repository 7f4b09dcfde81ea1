import type { LogRecord } from '../book.js';
import { BOOK, failed, LOG, takenBack } from '../fixtures.js';
import { blindSpots } from '../mutations.js';
import { Trace } from '../trace.js';
import { judgeNegotiations } from '../verdict.js';
import { plansFailUnheld } from './plan-failed.js';

/** Of the plan 820.00 are due on 5 April and 810.00 on 5 May; it is in force since 10 March. */
const { loan } = LOG[0]!;
const said = (type: string, businessDate: string, data: object): LogRecord => ({
  type: `mora.${type}.v1`,
  loan,
  businessDate,
  data,
});
const fails = (closedOn: string, reason = 'first-instalment-missed'): LogRecord =>
  failed('round-1', 1, { planId: 'plan-1', reason, closedOn });
const paid = (businessDate: string, valueDate = businessDate, amount = '820.00'): LogRecord =>
  said('loan.payment-posted', businessDate, {
    ...{ source: 'core', sequence: 9, bookedOn: businessDate, transactionId: `t-${businessDate}` },
    ...{ amount, currency: 'CNY', valueDate },
  });
const reversed = (businessDate: string, of: string): LogRecord =>
  said('loan.payment-reversed', businessDate, {
    ...{ source: 'core', sequence: 10, bookedOn: businessDate, transactionId: `r-${of}`, valueDate: businessDate },
    ...{ originalTransactionId: `t-${of}`, amount: '820.00', currency: 'CNY' },
  });
const who = { personId: 'demo:P-1', role: 'borrower' };
const care = (on: string, role = 'borrower') =>
  said('outreach.vulnerability-flagged', on, { ...who, role, effects: [], legal: [] });
const noCare = (on: string) => said('outreach.vulnerability-cleared', on, { ...who, effects: [], legal: [] });
const dispute = { ...who, disputeId: 'd-1', kind: 'amount', written: true };
const disputed = (on: string) => said('outreach.dispute-raised', on, dispute);
const heard = (on: string) =>
  said('outreach.dispute-closed', on, { ...dispute, outcome: 'rejected', verificationSentOn: null });
const paused = (from: string, until: string) =>
  said('loan.paused', from, { source: 'core', sequence: 8, bookedOn: from, pauseId: 'w', from, until });
const of = { roundId: 'round-2', episodeId: 'episode-1', holdId: 'h' };
const hold = (on: string, kind: string, until: string | null = null) =>
  said('negotiation.hold-set', on, { ...of, kind, until });
const lifted = (on: string) => said('negotiation.hold-lifted', on, { ...of, kind: 'dispute' });

it.each<readonly [string, readonly LogRecord[], boolean]>([
  ['on the last day of grace', [fails('2026-04-10')], true],
  ['the day after it', [fails('2026-04-11')], false],
  ['vulnerable since the day after the grace', [care('2026-04-11'), fails('2026-04-12')], true],
  ['a day later, it has failed before', [care('2026-04-12'), fails('2026-04-12')], false],
  ['a guarantor is', [care('2026-04-06', 'guarantor'), fails('2026-04-12')], false],
  ['no more, for the last days of grace', [care('2026-04-01'), noCare('2026-04-13'), fails('2026-04-17')], true],
  ['no more, for a day longer', [care('2026-04-01'), noCare('2026-04-13'), fails('2026-04-18')], false],
  ['disputed', [disputed('2026-04-10'), fails('2026-04-11')], true],
  ['the dispute was over', [disputed('2026-04-06'), heard('2026-04-07'), fails('2026-04-12')], false],
  ['the ledger let it rest', [paused('2026-04-06', '2026-04-06'), fails('2026-04-11')], true],
  ['held by a negotiation', [hold('2026-04-11', 'moratorium'), fails('2026-04-12')], true],
  ['for a day', [hold('2026-04-06', 'moratorium', '2026-04-06'), fails('2026-04-12')], false],
  ['until it was lifted', [hold('2026-04-06', 'dispute'), lifted('2026-04-07'), fails('2026-04-12')], false],
  ['a ledger that differs excuses no plan', [hold('2026-04-06', 'ledger-differs'), fails('2026-04-12')], false],
  ['paid in time, which is booked later', [fails('2026-04-12'), paid('2026-04-20', '2026-04-10')], true],
  ['and taken back', [paid('2026-04-06'), reversed('2026-04-08', '2026-04-06'), fails('2026-04-12')], false],
  ['paid a day too late', [paid('2026-04-11'), fails('2026-04-12')], false],
  ['a cent of it is missing', [paid('2026-04-06', '2026-04-06', '819.99'), fails('2026-04-12')], false],
  ['broken by the second', [paid('2026-04-08'), fails('2026-06-04', 'plan-broken')], true],
  ['more than thirty days late', [paid('2026-04-08'), fails('2026-06-05', 'plan-broken')], false],
  ['it was taken back', [fails('2026-04-10'), takenBack('plan-1', 0)], false],
])('a plan that fails: %s', (_what, records, isFound) => {
  const found = plansFailUnheld(new Trace(loan, [...LOG, ...records]));
  expect(found.map(({ about }) => about)).toEqual(isFound ? ['plan-1'] : []);
});

it('asks nothing of a plan that was not agreed on here', () => {
  const before = LOG.filter(({ type }) => type !== 'mora.negotiation.offer-accepted.v1');
  expect(plansFailUnheld(new Trace(loan, [...before, fails('2026-04-10')]))).toEqual([]);
});

it('what was due before the bank had booked it is one that is missed', () => {
  const late = LOG.map((one) =>
    one.type === 'mora.negotiation.plan-activated.v1'
      ? { ...one, data: { ...(one.data as object), activeFrom: '2026-05-05' } }
      : one,
  );
  const found = (records: readonly LogRecord[]) => plansFailUnheld(new Trace(loan, [...late, ...records]));
  expect(found([fails('2026-05-10', 'plan-broken')])).toHaveLength(1);
  expect(found([paid('2026-05-09'), fails('2026-05-11', 'plan-broken')])).toHaveLength(1);
  expect(found([fails('2026-05-11', 'first-instalment-missed')])).toEqual([]);
});

it('the run proves by a doctored log that a failure under a hold would be seen', () => {
  const records = [...LOG, fails('2026-04-11')];
  expect(judgeNegotiations(records, BOOK).findings).toEqual([]);
  const { tried, unseen } = blindSpots(records, BOOK);
  expect(unseen).toEqual([]);
  expect(tried).toBe(blindSpots(LOG, BOOK).tried + 2);
});
