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
import { canariesIn, heartbeat, partyOf, PERSON, TENANT } from '../../handlers/person/fixtures.js';
import { useOutreach } from '../person/fixtures.js';

const outreach = useOutreach();
const LOAN = 'demo:L-3';
const YESTERDAY = '2026-03-09';

/** What the spine says: a loan that is behind since yesterday, and yesterday closed in every partition. */
async function spine(): Promise<void> {
  const producer = embeddedBroker({ pool: outreach.db.pool }).producer();
  await producer.connect();
  const partitions = Number((await outreach.db.lines(`select count(*) from lane where space = 'loan'`))[0]);
  const send = async <D>(topic: string, contract: EventContract<D>, data: D, partition: number | null = null) => {
    const id = `${contract.type}/${topic}/${partition ?? LOAN}`;
    const headers = { ce_id: id, ce_type: contract.type, ce_businessdate: YESTERDAY, ce_tenant: TENANT };
    const value = Buffer.from(JSON.stringify(contract.check(data)));
    const about =
      partition === null ? { key: LOAN, headers: { ...headers, ce_subject: LOAN } } : { key: null, headers };
    const target = partition ?? partitionOf(LOAN, partitions);
    await producer.send([{ topic, records: [{ ...about, value, partition: target }] }]);
  };
  const booked = { source: 'core', bookedOn: day(YESTERDAY) };
  await send(LOAN_STREAM, loanRegistered, { ...booked, product: 'consumer-loan', currency: 'CNY' });
  await send(LOAN_STREAM, loanPartyLinked, { ...booked, partyId: 'P-1', role: 'borrower', from: day('2026-01-01') });
  const amounts = { total: '500.00', principal: '500.00', interest: '0.00', fee: '0.00', penalty: '0.00' };
  await send(DELINQUENCY_STREAM, delinquencyStarted, {
    episodeId: 'e-1',
    first: true,
    cutOver: false,
    asOf: day(YESTERDAY),
    oldestUnpaidOn: day('2026-03-08'),
    daysPastDue: 1,
    overdue: { currency: 'CNY', ...amounts },
    policy: { id: 'p', version: 1, rule: 'r' },
  });
  for (const topic of [LOAN_STREAM, DELINQUENCY_STREAM]) {
    for (let partition = 0; partition < partitions; partition += 1) {
      await send(topic, dayClosed, { date: day(YESTERDAY), calendar: 'cn' }, partition);
    }
  }
}

async function eventually(sql: string, expected: string): Promise<void> {
  for (let n = 0; n < 300 && (await outreach.db.lines(sql))[0] !== expected; n += 1) {
    await new Promise((done) => setTimeout(done, 50));
  }
  expect((await outreach.db.lines(sql))[0]).toBe(expected);
}

beforeAll(async () => {
  await outreach.parties([partyOf('P-1', 1), heartbeat(YESTERDAY)]);
  await spine();
});

it('from the spine to the gate and back: the step, the row of the strategy that chose it, and no word of the person', async () => {
  await eventually(`select json_array_length(state->'wanted') from person`, '1');
  outreach.clock.now += 60_000; // its instant comes
  await eventually(`select count(*) from contact_decision where loan_id = '${LOAN}'`, '1');
  expect(await outreach.db.lines(`select outcome, rules::text from contact_decision`)).toEqual(['allowed {}']);
  await eventually(`select count(*) from notice where loan_id = '${LOAN}' and step = 'first-reminder'`, '1');
  const loan = await outreach.get(`/v1/loans/${LOAN}`);
  expect(loan.status).toBe(200);
  expect(loan.body).toMatchObject({
    loanId: LOAN,
    openDay: '2026-03-10',
    status: 'active',
    episode: { episodeId: 'e-1', daysPastDue: 2, currency: 'CNY', overdue: '500.00' },
    persons: [{ personId: PERSON, role: 'borrower' }],
    steps: [{ step: 'first-reminder', personId: PERSON, on: '2026-03-10' }],
    lastRule: 'first-overdue',
    heldSince: null,
  });
  const strategy = await outreach.get(`/v1/loans/${LOAN}/strategy`);
  expect(strategy.body.steps).toMatchObject([
    { on: YESTERDAY, strategy: 'retail/1', rule: 'first-overdue', step: 'first-reminder', arm: 'champion' },
  ]);
  expect(strategy.body.steps[0].inputs).toMatchObject({ overdue: true, daysPastDue: 1, amountMinor: 50_000 });
  expect(canariesIn(loan.text + strategy.text)).toEqual([]);
});

it('shows a loan to nobody of another tenant, and tells no difference to one that is not there', async () => {
  const foreign = await outreach.get(`/v1/loans/${LOAN}`, { tenant: 'bank' });
  const missing = await outreach.get('/v1/loans/demo:L-404');
  expect([foreign.status, missing.status]).toEqual([403, 404]);
  expect((await outreach.get(`/v1/loans/${LOAN}`, { role: 'borrower' })).status).toBe(403);
  expect((await outreach.get('/v1/loans/nonsense/strategy')).status).toBe(403);
  expect((await outreach.get('/v1/loans/demo:L-404/strategy')).status).toBe(404);
});

it('S33: who takes a loan over is responsible, and no robot speaks for the bank any more', async () => {
  const taken = await outreach.post(`/v1/loans/${LOAN}/takeover`, { because: 'asked-for-a-human-being' });
  expect(taken.body).toEqual({ loanId: LOAN, responsible: 'wang' });
  expect(await outreach.db.lines(`select cause, responsible, state from work_case`)).toEqual(['takeover wang open']);
  const wrong = await outreach.post(`/v1/loans/${LOAN}/takeover`, { because: 'Because Mr Wang said so' });
  expect(wrong.status).toBe(400);
});
