import request from 'supertest';
import { type EventContract, LOAN_STREAM, loanPartyLinked, loanPaymentPosted, loanRegistered } from '@mora/contracts';
import { calendarDate as day } from '@mora/kernel';
import { embeddedBroker, partitionOf } from '@mora/runtime';
import { aPlan } from '../../domain/plans/fixtures.js';
import { importedId } from '../../domain/plans/cut-over.js';
import type { Plan } from '../../domain/plans/types.js';
import { TENANT, useNegotiation } from '../fixtures.js';

const negotiation = useNegotiation();
const TODAY = '2026-03-09';
const [RUNS, ASKED] = ['demo:L-1', 'demo:L-2'] as const;
const BORROWER = { role: 'borrower', subject: 'P-1' } as const;
const LEDGER = { role: 'ledger-client', subject: 'core' } as const;

async function send<D>(contract: EventContract<D>, loan: string, data: D, nth = 0): Promise<void> {
  const producer = embeddedBroker({ pool: negotiation.db.pool }).producer();
  await producer.connect();
  const partitions = Number((await negotiation.db.lines(`select count(*) from lane where space = 'loan'`))[0]);
  const id = `${contract.type}/${loan}/${nth}`;
  const headers = { ce_id: id, ce_type: contract.type, ce_businessdate: TODAY, ce_tenant: TENANT, ce_subject: loan };
  const value = Buffer.from(JSON.stringify(contract.check(data)));
  const partition = partitionOf(loan, partitions);
  await producer.send([{ topic: LOAN_STREAM, records: [{ key: loan, headers, value, partition }] }]);
}

async function eventually(sql: string, expected: string): Promise<void> {
  for (let n = 0; n < 300 && (await negotiation.db.lines(sql))[0] !== expected; n += 1) {
    await new Promise((done) => setTimeout(done, 50));
  }
  expect((await negotiation.db.lines(sql))[0]).toBe(expected);
}

const booked = { source: 'core', bookedOn: day(TODAY) };

beforeAll(async () => {
  for (const loan of [RUNS, ASKED]) {
    await send(loanRegistered, loan, { ...booked, product: 'consumer-loan', currency: 'CNY' });
    await send(loanPartyLinked, loan, { ...booked, partyId: 'P-1', role: 'borrower', from: day('2026-01-01') });
  }
  await eventually(`select count(*) from negotiation_loan where person_id is not null`, '2');
});

const past = {
  id: 'n-1',
  kind: 'plan',
  loan: RUNS,
  planId: 'P-17',
  kinds: ['spread'],
  activeFrom: '2026-01-05',
  rows: [
    { dueOn: '2026-02-05', amount: '900.00' },
    { dueOn: '2026-03-20', amount: '900.00' },
  ],
  paidBefore: '900.00',
};
const failed = {
  id: 'n-2',
  kind: 'failed-round',
  loan: ASKED,
  roundId: 'R-9',
  outcome: 'rejected',
  closedOn: '2026-02-01',
};

async function cutOver(lines: readonly object[], as: Readonly<{ role: 'ledger-client' | 'supervisor' }> = LEDGER) {
  const { body, status } = await request(negotiation.service.url)
    .post('/v1/cut-over')
    .set('Authorization', await negotiation.bearer(as))
    .set('Content-Type', 'application/x-ndjson')
    .send(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  const answers = (body.answers ?? []) as readonly Readonly<{ outcome: string; reason?: string }>[];
  return { status, answers: answers.map(({ outcome, reason = '' }) => `${outcome} ${reason}`.trim()) };
}

describe('what stood before Mora', () => {
  it('is taken line by line, each once, and what is wrong is said of its line', async () => {
    const others = [
      { ...past, id: 'n-3', planId: 'P-18' },
      { ...past, id: 'n-4', loan: 'other:L-1' },
      { ...past, id: 'n-5', loan: 'demo:L-404' },
      { ...past, id: 'n-6', paidBefore: '1.001' },
      { ...failed, id: 'n-7', outcome: 'because' },
    ];
    expect(await cutOver([past, failed, ...others])).toEqual({
      status: 200,
      answers: [
        'taken',
        'taken',
        'rejected plan-open',
        'rejected tenant-not-yours',
        'rejected loan-unknown',
        'rejected unreadable',
        'rejected unreadable',
      ],
    });
    expect(await cutOver([past, { ...past, paidBefore: '1.00' }])).toEqual({
      status: 200,
      answers: ['duplicate', 'conflict'],
    });
  });

  it('runs on: its borrower sees what is paid, and a payment keeps the next instalment', async () => {
    const path = `/v1/loans/${RUNS}/plans/${importedId(RUNS as never, 'P-17')}`;
    const { status, body } = await negotiation.get(path, BORROWER);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'active',
      rows: [
        { amount: '900.00', paid: '900.00' },
        { amount: '900.00', paid: '0.00', paidOn: null, late: 0 },
      ],
      difference: null,
    });
    expect((await negotiation.get(path, { role: 'borrower', subject: 'P-9' })).status).toBe(404);
    const payment = {
      ...booked,
      transactionId: 't-1',
      amount: '900.00',
      currency: 'CNY' as const,
      valueDate: day(TODAY),
    };
    await send(loanPaymentPosted, RUNS, payment);
    await eventually(`select state from plan`, 'completed');
  });

  it('counts in the debt in which it ended: while none is known of, in no row', async () => {
    const { body } = await negotiation.get(`/v1/loans/${ASKED}`);
    expect(body.tally).toMatchObject({ consecutive: 0 });
  });
});

describe('asks', () => {
  /** A plan whose ledger has rejected it, as the lane has it. */
  let plan: Plan;
  beforeAll(async () => {
    plan = { ...aPlan(), state: 'rejected' };
    await negotiation.db.pool.query(
      `update negotiation_loan set state = jsonb_set(state::jsonb, '{parts,plans,plans}', $1::jsonb)::json
       where loan_id = $2`,
      [JSON.stringify([plan]), ASKED],
    );
  });

  it('are asked again, read by a ledger without a broker, answered there, and given up', async () => {
    const path = `/v1/loans/${ASKED}/plans/${plan.planId}`;
    const again = await negotiation.post(`${path}/settle-difference`, { take: 'ask-again', because: 'unlocked' });
    expect(again.body).toMatchObject({ state: 'awaiting' });
    const { body } = await negotiation.get('/v1/ledger-requests?limit=10', LEDGER);
    expect(body).toMatchObject({
      requests: [{ loan: ASKED, type: 'reschedule', state: 'open', body: { kinds: ['spread'] } }],
    });
    const [{ requestId }] = body.requests;
    expect((await negotiation.get(`/v1/ledger-requests?after=${body.next}`, LEDGER)).body.requests).toEqual([]);
    expect((await negotiation.get('/v1/ledger-requests', { ...LEDGER, tenant: 'bank' })).body.requests).toEqual([]);
    const answer = (sent: object, as = LEDGER as object) =>
      negotiation.post(`/v1/ledger-requests/${requestId}/answer`, { reference: 'BK-1', ...sent }, as);
    expect((await answer({ outcome: 'accepted' })).body).toMatchObject({
      status: 422,
      type: expect.stringContaining('needs-the-schedule'),
    });
    expect((await answer({ outcome: 'accepted' }, { ...LEDGER, tenant: 'bank' })).status).toBe(404);
    expect((await answer({ outcome: 'rejected', reason: 'product-locked' })).status).toBe(200);
    expect((await answer({ outcome: 'rejected' })).body).toMatchObject({
      status: 409,
      type: expect.stringContaining('already-answered'),
    });
    expect((await negotiation.get(`/v1/loans/${ASKED}/ledger-requests`)).body).toMatchObject([
      { requestId, state: 'rejected', reason: 'product-locked' },
    ]);
    const cancelled = await negotiation.post(`${path}/cancel`, { because: 'asked' }, { role: 'supervisor' });
    expect(cancelled.body).toMatchObject({ planId: plan.planId, state: 'withdrawn' });
    expect((await negotiation.post(`${path}/cancel`, { because: 'asked' })).status).toBe(403);
  });
});

describe('the calculator', () => {
  const LOAN = {
    product: 'consumer-loan',
    currency: 'CNY',
    principal: '12000.00',
    rate: '0.1080',
    count: 12,
    repayment: 'annuity',
    startsOn: '2026-01-10',
    firstDueOn: '2026-02-10',
  };
  const ask = (over: object) => negotiation.post('/v1/calculator', { ...LOAN, ...over }, BORROWER);

  it('says what a loan comes to, to the cent', async () => {
    const { status, body } = await ask({});
    expect(status).toBe(200);
    expect(body.schedule.instalments).toHaveLength(12);
    expect(body.schedule.totals).toMatchObject({ principal: '12000.00' });
    expect(body).toMatchObject({ plan: null, refused: null });
  });

  it('and what terms would make of it, or which limit they break', async () => {
    const extended = await ask({ sheet: { terms: [{ kind: 'extension', months: 3 }] } });
    expect(extended.body.plan.instalments).toHaveLength(14);
    expect(Number(extended.body.plan.costDelta)).toBeGreaterThan(0);
    const tooLong = await ask({ sheet: { terms: [{ kind: 'extension', months: 24 }] } });
    expect(tooLong.body).toMatchObject({ plan: null, refused: { limit: 'extension-months' } });
  });

  it.each([
    ['a product that nobody knows', { product: 'moon-loan' }, 422, 'product-unknown'],
    ['an instalment before the loan', { firstDueOn: '2026-01-10' }, 422, 'terms-unusable'],
    ['more paid than there is', { paid: 13 }, 422, 'terms-unusable'],
    ['a day that is none', { startsOn: '2026-02-30' }, 400, 'request-invalid'],
    ['a rate that is none', { rate: 'ten' }, 400, 'request-invalid'],
  ])('says no to %s', async (_name, over, status, code) => {
    const answer = await ask(over);
    expect([answer.status, answer.body.type]).toEqual([status, expect.stringContaining(code)]);
  });
});

describe('the door of what stood before Mora', () => {
  const before = (nth: number, loan: string) => ({ ...failed, id: `n-${nth}`, roundId: `R-${nth}`, loan });
  const over = (loan: string) =>
    negotiation.db.pool.query(
      `update negotiation_loan set state = jsonb_set(state::jsonb, '{parts,past,over}', 'true')::json where loan_id = $1`,
      [loan],
    );

  it('is open while the first snapshot, which is of yesterday, is not closed', async () => {
    negotiation.clock.now += 86_400_000;
    const plan = { ...past, id: 'n-20', planId: 'P-20', loan: RUNS };
    expect(await cutOver([before(21, RUNS), plan])).toEqual({ status: 200, answers: ['taken', 'taken'] });
  });

  it('is shut for a loan that has had its own offers, whoever asks, and for no other', async () => {
    await negotiation.db.pool.query(
      `insert into round (round_id, tenant, loan_id, opened_on, by, because, team)
       values ('r-open', $1, $2, $3, 'staff', 'asked', '{}')`,
      [TENANT, ASKED, TODAY],
    );
    await over(ASKED);
    for (const [nth, role] of [
      [30, 'supervisor'],
      [40, 'ledger-client'],
    ] as const) {
      const answers = ['rejected cut-over-done', 'taken'];
      expect(await cutOver([before(nth, ASKED), before(nth + 1, RUNS)], { role })).toEqual({ status: 200, answers });
    }
  });

  it('answers a batch again whose answer was lost, also where it is shut by now', async () => {
    expect(await cutOver([failed, before(21, RUNS)])).toEqual({ status: 200, answers: ['duplicate', 'duplicate'] });
  });
});
