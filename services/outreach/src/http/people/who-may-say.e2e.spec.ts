import { createHmac } from 'node:crypto';
import request from 'supertest';
import { embeddedBroker, partitionOf } from '@mora/runtime';
import { DELINQUENCY_STREAM, delinquencyStarted, LOAN_STREAM, loanPartyLinked, loanRegistered } from '@mora/contracts';
import { CANARIES, canariesIn, heartbeat, partyOf, PERSON, TENANT } from '../../handlers/person/fixtures.js';
import { useOutreach } from '../person/fixtures.js';

const KEY = Buffer.alloc(32, 7).toString('base64');
const outreach = useOutreach({ WEBHOOK_KEYS: KEY });
const [MINE, OTHERS, OPEN] = ['demo:L-1', 'demo:L-2', '2026-03-10'];
const who = { person: PERSON, role: 'borrower' };
const SELF = { role: 'borrower', subject: 'P-1' } as const;
const FIRM = { role: 'agency', subject: 'zhou', agency: 'a-1' } as const;
const TEXT = '我女儿住院了，能晚几天吗';

/** P-1 owes the first loan, P-2 the second. */
async function owed(loan: string, partyId: string): Promise<void> {
  const producer = embeddedBroker({ pool: outreach.db.pool }).producer();
  await producer.connect();
  const lanes = Number((await outreach.db.lines(`select count(*) from lane where space = 'loan'`))[0]);
  const send = async (topic: string, type: string, data: object) => {
    const headers = {
      ce_id: `${type}/${loan}`,
      ce_type: type,
      ce_businessdate: OPEN,
      ce_tenant: TENANT,
      ce_subject: loan,
    };
    const value = Buffer.from(JSON.stringify(data));
    await producer.send([{ topic, records: [{ key: loan, headers, value, partition: partitionOf(loan, lanes) }] }]);
  };
  const booked = { source: 'core', bookedOn: OPEN };
  await send(LOAN_STREAM, loanRegistered.type, { ...booked, product: 'consumer-loan', currency: 'CNY' });
  await send(LOAN_STREAM, loanPartyLinked.type, { ...booked, partyId, role: 'borrower', from: '2026-01-01' });
  const amounts = { total: '500.00', principal: '500.00', interest: '0.00', fee: '0.00', penalty: '0.00' };
  await send(DELINQUENCY_STREAM, delinquencyStarted.type, {
    ...{
      episodeId: `e-${loan}`,
      first: true,
      cutOver: false,
      asOf: OPEN,
      oldestUnpaidOn: '2026-02-24',
      daysPastDue: 14,
    },
    overdue: { currency: 'CNY', ...amounts },
    policy: { id: 'p', version: 1, rule: 'r' },
  });
}

async function eventually(sql: string, expected: string): Promise<void> {
  for (let n = 0; n < 200 && (await outreach.db.lines(sql))[0] !== expected; n += 1) {
    await new Promise((done) => setTimeout(done, 50));
  }
  expect((await outreach.db.lines(sql))[0]).toBe(expected);
}

/** What somebody writes back, as the provider of messages tells it. */
function writesBack(text: string, id: string) {
  const body = JSON.stringify({ from: CANARIES.mobile, text });
  const at = Math.floor(outreach.clock.now / 1_000);
  const mac = createHmac('sha256', Buffer.from(KEY, 'base64')).update(`${id}.${at}.${body}`).digest('base64');
  return request(outreach.service.url)
    .post('/v1/provider-events/sms-generic')
    .set({ 'content-type': 'application/json', 'webhook-id': id })
    .set({ 'webhook-timestamp': String(at), 'webhook-signature': `v1,${mac}` })
    .send(body);
}

beforeAll(async () => {
  await outreach.parties([partyOf('P-1', 1), partyOf('P-2', 1, { points: [] }), heartbeat('2026-03-09')]);
  await owed(MINE, 'P-1');
  await owed(OTHERS, 'P-2');
  await eventually(`select count(*) from outreach_loan where episode_id is not null`, '2');
  await eventually(`select count(*) from person where state::text like '%demo:L-%'`, '2');
});

const said = async (path: string, body: object, as: object = {}) => {
  const { status, body: answer } = await outreach.post(path, body, as);
  return `${status} ${answer.reason ?? ''}`.trim();
};

const dispute = { ...who, says: 'dispute', about: 'amount', written: true };
const promise = { ...who, currency: 'CNY', parts: [{ dueOn: '2026-03-20', amount: '100.00' }], method: 'transfer' };
const call = { ...who, direction: 'in', outcome: 'spoke-with-person', at: '2026-03-10T09:59:00+08:00' };

// prettier-ignore
it.each([
  ['a borrower disputes a stranger’s loan',            `/v1/loans/${OTHERS}/says`,     dispute,                                         SELF,                  '403 not-yours'],
  ['a borrower promises on a stranger’s loan',         `/v1/loans/${OTHERS}/promises`, promise,                                         SELF,                  '403 not-yours'],
  ['a borrower as what he is not',                     `/v1/loans/${MINE}/says`,       { ...dispute, role: 'guarantor' },               SELF,                  '403 not-yours'],
  ['a collector opens a channel again',                `/v1/loans/${MINE}/says`,       { ...who, says: 'opt-in', channel: 'all' },      {},                    '403 not-yours'],
  ['a supervisor opens a channel again',               `/v1/loans/${MINE}/says`,       { ...who, says: 'opt-in', channel: 'all' },      { role: 'supervisor' }, '200'],
  ['the borrower opens a channel again',               `/v1/loans/${MINE}/says`,       { ...who, says: 'opt-in', channel: 'all' },      SELF,                  '200'],
  ['a firm logs a call that came in, without the loan', '/v1/calls',                   { ...call, loan: MINE },                         FIRM,                  '403 not-yours'],
  ['staff log a call that came in',                    '/v1/calls',                    { ...call, loan: MINE },                         {},                    '200'],
  ['a collector reads without a case',                 `/v1/persons/${PERSON}/fields`, { fields: ['idNumber'], purpose: 'case-work' },  {},                    '403 case-not-yours'],
  ['a supervisor reads without a case',                `/v1/persons/${PERSON}/fields`, { fields: ['idNumber'], purpose: 'case-work' },  { role: 'supervisor' }, '403 case-not-yours'],
])('%s', async (_what, path, body, as, expected) => {
  expect(await said(path, body, as)).toBe(expected);
});

it('what a borrower writes is read by whoever works on the case, and it is kept who did', async () => {
  expect((await writesBack(TEXT, 'w-1')).status).toBe(202);
  expect((await writesBack('还有，利息怎么算？', 'w-2')).status).toBe(202);
  await eventually(`select count(*) from say where kind = 'question' and state = 'open'`, '2');
  const { body } = await outreach.get(`/v1/loans/${MINE}/says`);
  const { sayId } = body.says.find(
    ({ about, via }: { about: string; via: string }) => `${about} ${via}` === 'free-text word',
  );
  const text = `/v1/loans/${MINE}/says/${sayId}/text`;
  expect(await said(text, { purpose: 'case-work', reference: 'none' })).toBe('403 case-not-yours');

  const { body: next } = await outreach.post('/v1/queues/questions/next', {});
  const mine = { purpose: 'case-work', reference: next.case.caseId };
  const read = await outreach.post(text, mine);
  expect([read.status, read.headers['cache-control']]).toEqual([200, 'no-store']);
  expect([TEXT, '还有，利息怎么算？']).toContain(read.body.text);
  expect(await said(text, mine, { subject: 'zhao' })).toBe('403 case-not-yours');
  expect(await said(`/v1/persons/${PERSON}/fields`, { fields: ['name'], ...mine })).toBe('200');
  expect(await said(`/v1/persons/demo:P-2/fields`, { fields: ['name'], ...mine })).toBe('403 case-not-yours');
  expect(await said(text, { purpose: 'complaint', reference: 'c-1' })).toBe('403 purpose-not-yours');
  expect(await said(text, { purpose: 'complaint', reference: 'c-1' }, { role: 'supervisor' })).toBe('200');
  expect(await said(`/v1/loans/${OTHERS}/says/${sayId}/text`, mine)).toBe('404 say-unknown');
  expect(await said(text, mine, { tenant: 'bank' })).toBe('403 tenant-not-yours');

  const { body: log } = await outreach.get(`/v1/vault/accesses?person=${PERSON}`, { role: 'auditor' });
  expect(log.accesses).toContainEqual(
    expect.objectContaining({ actor: 'wang', fields: [`message:${sayId}`], ...mine }),
  );
  expect(canariesIn(JSON.stringify(body))).toEqual([]);
});

it('the outcome of a call says what was said in it', async () => {
  const talk = (outcome: string) => ({ ...call, loan: MINE, outcome, reasonForDelinquency: 'illness' });
  expect(await said('/v1/calls', talk('hardship'))).toBe('200');
  expect(await said('/v1/calls', talk('disputes'))).toBe('200');
  expect(
    await outreach.db.lines(
      `select kind, about, via from say where via = 'staff' and kind in ('dispute', 'hardship') order by kind`,
    ),
  ).toEqual(['dispute other staff', 'hardship illness staff']);
});

it('whoever has asked is written that it is answered, and whoever has disputed in writing gets proof before the answer', async () => {
  const LI = { role: 'supervisor', subject: 'li' } as const;
  const wanted = `select string_agg(one->>'templateId' || ' ' || (one->>'purpose'), ', ' order by one->>'templateId')
    from person, json_array_elements(state->'wanted') one where person_id = '${PERSON}'`;
  const { body } = await outreach.post(`/v1/loans/${MINE}/says`, { ...who, says: 'question', topic: 'interest' });
  const asked = `/v1/loans/${MINE}/says/${body.sayId}`;
  expect(await said(`${asked}/verification`, {}, LI)).toBe('409 say-not-open');
  expect(await said(`${asked}/close`, { outcome: 'answered' }, LI)).toBe('200');
  await eventually(wanted, 'question-answered reply');

  const written = await outreach.post(`/v1/loans/${MINE}/says`, { ...dispute, about: 'fraud' });
  const disputed = `/v1/loans/${MINE}/says/${written.body.sayId}`;
  expect(await said(`${disputed}/close`, { outcome: 'rejected' }, LI)).toBe('409 verification-not-sent');
  expect(await said(`${disputed}/verification`, {})).toBe('403 role-missing');
  expect(await said(`${disputed}/verification`, {}, LI)).toBe('200');
  await eventually(wanted, 'dispute-verified statutory-notice, question-answered reply');
});
