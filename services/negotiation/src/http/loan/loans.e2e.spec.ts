import {
  dayClosed,
  DELINQUENCY_STREAM,
  delinquencyStarted,
  type EventContract,
  LOAN_STREAM,
  loanPartyLinked,
  loanRegistered,
} from '@mora/contracts';
import { calendarDate as day } from '@mora/kernel';
import { embeddedBroker, partitionOf } from '@mora/runtime';
import { TENANT, useNegotiation } from '../fixtures.js';

const negotiation = useNegotiation();
const TODAY = '2026-03-09';
const [OVERDUE, CURRENT] = ['demo:L-3', 'demo:L-4'];
const BORROWER = { role: 'borrower', subject: 'P-1' } as const;

/** What the spine says: one loan that is behind for two months, one that is not, and the day closed everywhere. */
async function spine(): Promise<void> {
  const producer = embeddedBroker({ pool: negotiation.db.pool }).producer();
  await producer.connect();
  const partitions = Number((await negotiation.db.lines(`select count(*) from lane where space = 'loan'`))[0]);
  const send = async <D>(topic: string, contract: EventContract<D>, data: D, to: string | number) => {
    const id = `${contract.type}/${topic}/${to}`;
    const headers = { ce_id: id, ce_type: contract.type, ce_businessdate: TODAY, ce_tenant: TENANT };
    const value = Buffer.from(JSON.stringify(contract.check(data)));
    const about =
      typeof to === 'string' ? { key: to, headers: { ...headers, ce_subject: to } } : { key: null, headers };
    const partition = typeof to === 'string' ? partitionOf(to, partitions) : to;
    await producer.send([{ topic, records: [{ ...about, value, partition }] }]);
  };
  const booked = { source: 'core', bookedOn: day(TODAY) };
  for (const loan of [OVERDUE, CURRENT]) {
    await send(LOAN_STREAM, loanRegistered, { ...booked, product: 'consumer-loan', currency: 'CNY' }, loan);
    const link = { ...booked, partyId: 'P-1', role: 'borrower' as const, from: day('2026-01-01') };
    await send(LOAN_STREAM, loanPartyLinked, link, loan);
  }
  const amounts = { total: '500.00', principal: '400.00', interest: '100.00', fee: '0.00', penalty: '0.00' };
  const episode = {
    episodeId: 'e-1',
    first: true,
    cutOver: false,
    asOf: day(TODAY),
    oldestUnpaidOn: day('2026-01-07'),
    daysPastDue: 61,
    overdue: { currency: 'CNY' as const, ...amounts },
    policy: { id: 'p', version: 1, rule: 'r' },
  };
  await send(DELINQUENCY_STREAM, delinquencyStarted, episode, OVERDUE);
  for (const topic of [LOAN_STREAM, DELINQUENCY_STREAM]) {
    for (let partition = 0; partition < partitions; partition += 1) {
      await send(topic, dayClosed, { date: day(TODAY), calendar: 'cn' }, partition);
    }
  }
}

async function eventually(sql: string, expected: string): Promise<void> {
  for (let n = 0; n < 300 && (await negotiation.db.lines(sql))[0] !== expected; n += 1) {
    await new Promise((done) => setTimeout(done, 50));
  }
  expect((await negotiation.db.lines(sql))[0]).toBe(expected);
}

beforeAll(async () => {
  await spine();
  await eventually(`select count(*) from round`, '1');
  await eventually(`select min(open_day) from lane where space = 'loan'`, '2026-03-10');
  negotiation.clock.now = Date.parse('2026-03-10T10:00:00+08:00');
});

it('the close of a day opens a negotiation: where the loan stands, and why', async () => {
  const loan = await negotiation.get(`/v1/loans/${OVERDUE}`);
  expect(loan.status).toBe(200);
  expect(loan.body).toMatchObject({
    loanId: OVERDUE,
    openDay: '2026-03-10',
    status: 'active',
    episode: { episodeId: 'e-1', daysPastDue: 62, currency: 'CNY', overdue: '500.00' },
    round: { state: 'opened', by: 'policy', because: 'two-months-overdue', openedOn: TODAY, dueOn: '2026-03-24' },
    tally: { consecutive: 0, closings: [] },
    holds: [],
    waits: [],
  });
  const why = await negotiation.get(`/v1/loans/${OVERDUE}/why`);
  expect(why.body.lines).toMatchObject([
    {
      on: TODAY,
      what: 'round-opened',
      inputs: { daysPastDue: 61, brokenPromises: 0, amountMinor: 50_000 },
      policy: { id: 'opening', version: 1, rule: 'two-months' },
    },
  ]);
});

it('a team of two people, a reason, a talk: all of it on the loan, the work done with it', async () => {
  expect(
    (await negotiation.post(`/v1/loans/${OVERDUE}/assign`, { credit: 'chen', service: 'chen' })).body,
  ).toMatchObject({ status: 422, reason: 'same-person-twice' });
  const team = { credit: 'chen', service: 'wang', responsible: 'wang' };
  expect((await negotiation.post(`/v1/loans/${OVERDUE}/assign`, team)).body).toEqual({ loanId: OVERDUE });
  await negotiation.post(`/v1/loans/${OVERDUE}/reason`, { reason: 'illness' });
  const at = '2026-03-10T09:00:00+08:00';
  expect((await negotiation.post(`/v1/loans/${OVERDUE}/appointments`, { at })).body).toMatchObject({
    status: 422,
    reason: 'in-the-past',
  });
  const set = await negotiation.post(`/v1/loans/${OVERDUE}/appointments`, { at: '2026-03-10T11:00:00+08:00' });
  const outcome = `/v1/loans/${OVERDUE}/appointments/${set.body.appointmentId}/outcome`;
  expect((await negotiation.post(outcome, { outcome: 'no-show' })).body).toMatchObject({
    status: 409,
    reason: 'not-yet',
  });
  negotiation.clock.now = Date.parse('2026-03-10T12:00:00+08:00');
  expect((await negotiation.post(outcome, { outcome: 'no-show' })).status).toBe(200);
  const { round } = (await negotiation.get(`/v1/loans/${OVERDUE}`)).body;
  expect(round).toMatchObject({ ...team, reasonForDelinquency: 'illness', noShows: 1 });
  const seen = (await negotiation.get(`/v1/loans/${OVERDUE}`, BORROWER)).body;
  expect(seen.round).toMatchObject({ credit: null, service: null, responsible: null, noShows: 1 });
  expect((await negotiation.get(`/v1/loans/${OVERDUE}/why`, BORROWER)).text).not.toMatch(/chen|wang/);
});

it('the borrower asks before anything is overdue; the bank may not; the same key is given the same answer', async () => {
  const body = { because: 'lost-job', reasonForDelinquency: 'job-loss' };
  expect((await negotiation.post(`/v1/loans/${CURRENT}/rounds`, body)).body).toMatchObject({
    reason: 'nothing-overdue',
  });
  const other = { role: 'borrower', subject: 'P-2' } as const;
  expect((await negotiation.post(`/v1/loans/${CURRENT}/rounds`, body, other)).status).toBe(404);
  const first = await negotiation.post(`/v1/loans/${CURRENT}/rounds`, body, { ...BORROWER, key: 'open-it-1' });
  expect(first.status).toBe(201);
  const again = await negotiation.post(`/v1/loans/${CURRENT}/rounds`, body, { ...BORROWER, key: 'open-it-1' });
  expect(again.body).toEqual(first.body);
  const lines = await negotiation.db.lines(`select round_id, by, reason from round where loan_id = '${CURRENT}'`);
  expect(lines).toEqual([`${first.body.roundId} borrower job-loss`]);
  expect((await negotiation.post(`/v1/loans/${CURRENT}/rounds`, body, BORROWER)).body).toMatchObject({
    reason: 'round-open',
  });
});

it('legal escalation names the request that it wants answered, and nobody else does', async () => {
  const path = `/v1/loans/${OVERDUE}/rounds`;
  const reference = { requestId: 'lr-1', caseId: 'case-1' };
  const asked = async (role: 'legal' | 'negotiator', body: object) =>
    (await negotiation.post(path, { because: 'before-the-suit', ...body }, { role })).body.reason;
  expect(await asked('legal', {})).toBe('reference-missing');
  expect(await asked('negotiator', { reference })).toBe('reference-not-yours');
  expect(await asked('legal', { reference })).toBe('round-open');
});

it('a hold is set and lifted; a supervisor may end a negotiation, a negotiator may not', async () => {
  const held = await negotiation.post(`/v1/loans/${CURRENT}/holds`, { kind: 'dispute', because: 'amount-disputed' });
  expect((await negotiation.get(`/v1/loans/${CURRENT}`)).body.holds).toEqual([
    { holdId: held.body.holdId, kind: 'dispute', until: null },
  ]);
  const lift = `/v1/loans/${CURRENT}/holds/${held.body.holdId}/lift`;
  expect((await negotiation.post(lift, { because: 'settled' })).status).toBe(200);
  expect((await negotiation.post(lift, { because: 'settled' })).body).toMatchObject({ reason: 'no-such-hold' });
  const end = { outcome: 'withdrawn', because: 'paid-by-insurance' };
  expect((await negotiation.post(`/v1/loans/${CURRENT}/close`, end)).status).toBe(403);
  expect((await negotiation.post(`/v1/loans/${CURRENT}/close`, end, { role: 'supervisor' })).status).toBe(200);
  const loan = (await negotiation.get(`/v1/loans/${CURRENT}`)).body;
  expect(loan).toMatchObject({ round: null, closed: [{ outcome: 'withdrawn' }], tally: { consecutive: 0 } });
});

it('work is listed by its day, taken by one person at a time, and done by hand', async () => {
  const work = await negotiation.get('/v1/work?limit=1');
  const [item] = work.body.items;
  expect(item).toMatchObject({ loanId: OVERDUE, kind: 'negotiation', dueOn: '2026-03-24', takenBy: null });
  expect((await negotiation.get(`/v1/work?after=${work.body.next}`)).body).toEqual({ items: [], next: null });
  const take = `/v1/work/${item.itemId}/take`;
  expect((await negotiation.post(take, { minutes: 30 })).body).toEqual({
    itemId: item.itemId,
    until: '2026-03-10T04:30:00.000Z',
  });
  expect((await negotiation.post(take, {}, { subject: 'chen' })).body).toMatchObject({ reason: 'not-to-be-taken' });
  expect((await negotiation.get('/v1/work?team=service')).body.items).toMatchObject([{ takenBy: 'wang' }]);
  expect((await negotiation.get('/v1/work', { tenant: 'bank' })).body.items).toEqual([]);
  expect((await negotiation.post(`/v1/work/${item.itemId}/done`, { because: 'called' })).status).toBe(200);
  expect((await negotiation.get('/v1/work')).body.items).toEqual([]);
  expect((await negotiation.post(`/v1/work/${'0'.repeat(32)}/done`, { because: 'called' })).status).toBe(409);
});

it('shows a loan to nobody of another tenant, and no text of a body in an answer', async () => {
  const foreign = await negotiation.get(`/v1/loans/${OVERDUE}`, { tenant: 'bank' });
  const missing = await negotiation.get('/v1/loans/demo:L-404');
  expect([foreign.status, missing.status]).toEqual([403, 404]);
  const wrong = await negotiation.post(`/v1/loans/${OVERDUE}/reason`, { reason: 'Mr Li has lost his job' });
  expect(wrong.status).toBe(400);
  expect(wrong.text).not.toContain('Li');
});
