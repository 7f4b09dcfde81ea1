import request from 'supertest';
import {
  DELINQUENCY_STREAM,
  delinquencyStarted,
  type EventContract,
  LOAN_STREAM,
  loanPartyLinked,
  loanRegistered,
} from '@mora/contracts';
import { calendarDate as day } from '@mora/kernel';
import { embeddedBroker, partitionOf } from '@mora/runtime';
import { canariesIn, heartbeat, partyOf, PERSON, TENANT } from '../../handlers/person/fixtures.js';
import { useOutreach } from '../person/fixtures.js';

const outreach = useOutreach({ AGENCY_CHECK_MS: '100' });
const [LOAN, SECOND] = ['demo:L-1', 'demo:L-2'];
const OPEN = '2026-03-10';
const LI = { role: 'supervisor', subject: 'li' } as const;
const QIAN = { role: 'compliance', subject: 'qian' } as const;
const FIRM = { role: 'agency', subject: 'zhou', agency: 'a1' } as const;
const who = { person: PERSON, role: 'borrower' };
const promise = { ...who, currency: 'CNY', parts: [{ dueOn: '2026-03-20', amount: '100.00' }], method: 'transfer' };

/** What the streams say of a loan that is two weeks behind. */
async function overdue(loan: string): Promise<void> {
  const producer = embeddedBroker({ pool: outreach.db.pool }).producer();
  await producer.connect();
  const partition = partitionOf(
    loan,
    Number((await outreach.db.lines(`select count(*) from lane where space = 'loan'`))[0]),
  );
  const send = async <D>(topic: string, contract: EventContract<D>, data: D) => {
    const headers = {
      ce_id: `${contract.type}/${loan}`,
      ce_type: contract.type,
      ce_businessdate: OPEN,
      ce_tenant: TENANT,
    };
    const value = Buffer.from(JSON.stringify(contract.check(data)));
    await producer.send([
      { topic, records: [{ key: loan, headers: { ...headers, ce_subject: loan }, value, partition }] },
    ]);
  };
  const booked = { source: 'core', bookedOn: day(OPEN) };
  await send(LOAN_STREAM, loanRegistered, { ...booked, product: 'consumer-loan', currency: 'CNY' });
  await send(LOAN_STREAM, loanPartyLinked, { ...booked, partyId: 'P-1', role: 'borrower', from: day('2026-01-01') });
  const overdueNow = {
    currency: 'CNY' as const,
    total: '500.00',
    principal: '500.00',
    interest: '0.00',
    fee: '0.00',
    penalty: '0.00',
  };
  const episode = {
    episodeId: `e-${loan}`,
    first: true,
    cutOver: false,
    asOf: day(OPEN),
    oldestUnpaidOn: day('2026-02-24'),
    daysPastDue: 14,
  };
  await send(DELINQUENCY_STREAM, delinquencyStarted, {
    ...episode,
    overdue: overdueNow,
    policy: { id: 'p', version: 1, rule: 'r' },
  } as never);
}

async function eventually(sql: string, expected: string): Promise<void> {
  for (let n = 0; n < 200 && (await outreach.db.lines(sql))[0] !== expected; n += 1) {
    await new Promise((done) => setTimeout(done, 50));
  }
  expect((await outreach.db.lines(sql))[0]).toBe(expected);
}

beforeAll(async () => {
  await outreach.parties([partyOf('P-1', 1), heartbeat('2026-03-09')]);
  for (const loan of [LOAN, SECOND]) await overdue(loan);
  await eventually(`select count(*) from outreach_loan where episode_id is not null`, '2');
});

const { put } = outreach;
const reason = ({ status, body }: { status: number; body: { reason?: string } }) =>
  `${status} ${body.reason ?? ''}`.trim();

it('takes a promise, tells it, and says no with a reason', async () => {
  const made = await outreach.post(`/v1/loans/${LOAN}/promises`, promise, { key: 'promise-0001' });
  expect(made.status).toBe(200);
  const again = await outreach.post(`/v1/loans/${LOAN}/promises`, promise, { key: 'promise-0001' });
  expect(again.body).toEqual(made.body);
  const { body } = await outreach.get(`/v1/loans/${LOAN}/promises`);
  expect(body.promises).toMatchObject([
    { promiseId: made.body.promiseId, via: 'staff', parts: [{ amount: '100.00', state: 'open' }] },
  ]);

  const refused = (over: object, as: object = {}) =>
    outreach.post(`/v1/loans/${SECOND}/promises`, { ...promise, ...over }, as);
  expect(reason(await outreach.post(`/v1/loans/${LOAN}/promises`, promise))).toBe('409 already-open');
  expect(reason(await refused({ parts: [{ dueOn: '2026-06-20', amount: '100.00' }] }))).toBe('409 too-far');
  expect(reason(await refused({ currency: 'JPY', parts: [{ dueOn: '2026-03-20', amount: '1.50' }] }))).toBe(
    '422 amount-unusable',
  );
  expect(reason(await refused({ parts: [{ dueOn: '2026-02-30', amount: '1.00' }] }))).toBe('400 request-invalid');
  expect(reason(await refused({ parts: [] }))).toBe('400 request-invalid');
  expect(reason(await refused({}, { role: 'auditor' }))).toMatch(/^403/);
  expect(reason(await refused({}, { tenant: 'other' }))).toMatch(/^403/);
  expect(reason(await outreach.post(`/v1/loans/demo:L-404/promises`, promise))).toBe('409 loan-unknown');

  const withdraw = `/v1/loans/${LOAN}/promises/${made.body.promiseId}/withdraw`;
  expect((await outreach.post(withdraw, { because: 'changed-mind' })).status).toBe(200);
  expect(reason(await outreach.post(withdraw, { because: 'changed-mind' }))).toBe('409 promise-ended');
});

it('a borrower promises and speaks for nobody else', async () => {
  const self = { role: 'borrower', subject: 'P-1' } as const;
  expect((await outreach.post(`/v1/loans/${SECOND}/promises`, promise, self)).status).toBe(200);
  expect(await outreach.db.lines(`select via from promise where loan_id = $1`, [SECOND])).toEqual(['portal']);
  const both = { ...self, roles: ['borrower', 'auditor'] } as const;
  expect(
    reason(await outreach.post(`/v1/loans/${SECOND}/says`, { ...who, person: 'demo:P-2', says: 'cease' }, both)),
  ).toBe('403 not-yours');
  const stranger = { role: 'borrower', subject: 'P-2' } as const;
  expect(reason(await outreach.post(`/v1/loans/${SECOND}/says`, { ...who, says: 'cease' }, stranger))).toBe(
    '403 not-yours',
  );
});

it('hears a dispute once, works on it, and ends it with proof', async () => {
  const say = { ...who, says: 'dispute', about: 'amount', written: true };
  const says = `/v1/loans/${LOAN}/says`;
  const first = await outreach.post(says, say);
  const second = await outreach.post(says, say);
  expect([first.status, second.body]).toEqual([200, first.body]);
  expect(reason(await outreach.post(`/v1/loans/${LOAN}/promises`, promise))).toBe('409 restricted');

  const { body: next } = await outreach.post('/v1/queues/disputes/next', {});
  expect(next.case).toMatchObject({ loanId: LOAN, cause: 'dispute', responsible: null });
  expect((await outreach.post('/v1/queues/disputes/next', {}, { subject: 'zhao' })).body).toEqual({ case: null });
  const assign = `/v1/cases/${next.case.caseId}/assign`;
  expect(reason(await outreach.post(assign, { goal: 'clear' }, { subject: 'zhao' }))).toBe('403 case-not-yours');
  expect((await outreach.post(assign, { goal: 'clear', responsible: 'wang', dueOn: '2026-03-20' })).status).toBe(200);
  expect((await outreach.get('/v1/queues')).body.queues).toContainEqual({
    queue: 'disputes',
    open: 1,
    overdue: 0,
    oldest: OPEN,
  });
  expect((await outreach.post(`/v1/cases/${next.case.caseId}/release`, {})).status).toBe(204);
  expect((await outreach.post('/v1/queues/disputes/next', {}, { subject: 'zhao' })).body).toEqual({ case: null }); // wang's

  const close = `${says}/${first.body.sayId}/close`;
  expect(reason(await outreach.post(close, { outcome: 'rejected' }, LI))).toBe('409 verification-not-sent');
  expect((await outreach.post(close, { outcome: 'rejected', verificationSentOn: '2026-03-09' }, LI)).status).toBe(200);
  expect((await outreach.get(says)).body.says).toMatchObject([
    { kind: 'dispute', state: 'closed', outcome: 'rejected' },
  ]);
  expect((await outreach.post(`/v1/cases/${next.case.caseId}/close`, { because: 'cleared' }, LI)).status).toBe(200);
});

it('what a saying needs must be said with it', async () => {
  const say = (body: object) => outreach.post(`/v1/loans/${LOAN}/says`, { ...who, ...body });
  expect(reason(await say({ says: 'opt-out' }))).toBe('400 request-invalid');
  expect(reason(await say({ says: 'hardship', topic: 'I have lost my job' }))).toBe('400 request-invalid');
  expect(reason(await say({ says: 'vulnerability', effects: ['depressed'] }))).toBe('400 request-invalid');
  expect((await say({ says: 'opt-out', channel: 'sms' })).status).toBe(200);
  const over = { says: 'vulnerability-over', effects: ['vulnerable'] };
  expect(reason(await say(over))).toBe('403 not-yours');
  expect((await outreach.post(`/v1/loans/${LOAN}/says`, { ...who, ...over }, LI)).status).toBe(200);
});

it('a firm comes into the register by compliance, gets a loan when it is in order, and loses it with its standing', async () => {
  const firm = { name: 'Fair Calls Ltd', listed: true, certified: true };
  expect((await put('/v1/agencies/a1', firm, LI)).status).toBe(403);
  expect((await put('/v1/agencies/a1', firm, QIAN)).status).toBe(204);
  const place = { agency: 'a1', announcedOn: '2026-03-01' };
  const refused = await outreach.post(`/v1/loans/${SECOND}/placement`, place, LI);
  expect([reason(refused), refused.body.detail]).toEqual([
    '409 agency-not-good',
    'document-missing business-licence, document-missing qualification, contract-not-in-force',
  ]);
  for (const kind of ['business-licence', 'qualification']) {
    const paper = { kind, validUntil: '2027-12-31', reference: 'archive/1' };
    expect((await outreach.post('/v1/agencies/a1/documents', paper, QIAN)).status).toBe(204);
  }
  const contract = {
    contractId: 'c1',
    from: '2026-01-01',
    until: '2027-12-31',
    processingAgreement: true,
    reference: 'archive/2',
  };
  expect((await outreach.post('/v1/agencies/a1/contracts', contract, QIAN)).status).toBe(204);
  expect((await outreach.get('/v1/agencies/public', { role: 'borrower', subject: 'P-1' })).body.agencies).toEqual([
    { agencyId: 'a1', name: 'Fair Calls Ltd' },
  ]);
  expect(reason(await outreach.post(`/v1/loans/${SECOND}/placement`, { agency: 'a1' }, LI))).toBe(
    '409 outsourcing-not-announced',
  );
  expect((await outreach.post(`/v1/loans/${SECOND}/placement`, place, LI)).status).toBe(200);

  expect((await outreach.get('/v1/agencies/a1', FIRM)).body).toMatchObject({ standing: 'good', placed: 1 });
  expect(reason(await outreach.get('/v1/agencies/a1', { ...FIRM, agency: 'a2' }))).toBe('403 not-yours');
  const file = await outreach.get('/v1/agencies/a1/placements.ndjson', FIRM);
  expect([file.status, file.type, JSON.parse(file.text)]).toEqual([
    200,
    'application/x-ndjson',
    expect.objectContaining({ loan: SECOND, overdue: '500.00', allowances: [] }),
  ]);
  expect(
    (await outreach.post(`/v1/loans/${SECOND}/says`, { ...who, says: 'opt-out', channel: 'agency-call' }, FIRM)).status,
  ).toBe(200);
  expect(reason(await outreach.post(`/v1/loans/${LOAN}/says`, { ...who, says: 'cease' }, FIRM))).toBe('403 not-yours');
  const line = { line: '1', loan: SECOND, ...who, contact: 'none-of-ours', result: 'returned' };
  const report = await outreach.ndjson('/v1/agencies/a1/contacts', [line], FIRM);
  expect(report.body.answers).toEqual([{ position: 0, line: '1', outcome: 'rejected', reason: 'no-reservation' }]);

  expect(
    (await outreach.post('/v1/agencies/a1/status', { status: 'suspended', because: 'complaints' }, LI)).status,
  ).toBe(204);
  await eventually(`select state || ' ' || because from placement`, 'recalled suspended');
  expect((await outreach.get('/v1/agencies/public', LI)).body.agencies).toEqual([]);
});

it('the past comes in lines, and nothing personal stands in what is answered', async () => {
  const line = { id: 'o1', loan: LOAN, ...who, kind: 'opt-out', channel: 'email' };
  const bring = (as: object) => outreach.ndjson('/v1/cut-over', [line, 'not json'], as);
  const { status, body } = await bring({ role: 'ledger-client', subject: 'core' });
  expect([status, body.answers.map(({ outcome }: { outcome: string }) => outcome)]).toEqual([
    200,
    ['taken', 'rejected'],
  ]);
  expect((await bring({ role: 'collector' })).status).toBe(403);
  expect(reason(await outreach.post('/v1/cut-over', line, LI))).toBe('415 media-type-unknown');
  expect((await outreach.get('/v1/surveys', LI)).body).toEqual({ surveys: [] });
  expect((await outreach.get('/v1/alerts')).body).toEqual({ alerts: [] });
  const { text } = await request(outreach.service.url).get('/metrics');
  expect(canariesIn(text + JSON.stringify(body))).toEqual([]);
});
