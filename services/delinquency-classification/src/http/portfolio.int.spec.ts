import request from 'supertest';
import { addDays, calendarDate } from '@mora/kernel';
import { type RunningService, runtimeMigrations, startService } from '@mora/runtime';
import { type RunningIssuer, startIssuer, useDatabase } from '@mora/testing';
import { DelinquencyClassificationModule } from '../delinquency-classification.module.js';
import { laneOf } from '../handlers/fixtures.js';
import { paid, registered, reported, scheduled } from '../handlers/records.js';
import { delinquencyMigrations } from '../persistence/migrations/index.js';
import { loadPolicies } from '../policies.js';

const db = useDatabase({ migrations: [...runtimeMigrations, ...delinquencyMigrations], keep: true });
let issuer: RunningIssuer;
let service: RunningService;

beforeAll(async () => {
  issuer = await startIssuer();
  const env = {
    BUS: 'embedded',
    DATABASE_URL: db.url,
    OIDC_ISSUER: issuer.issuer,
    TIME_ZONE: 'Asia/Shanghai',
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'error',
    PARTITIONS: '2',
  };
  service = await startService(DelinquencyClassificationModule, { env });
  db.stopFirst(() => service.stop());
  await aMonthOfLoans();
});

afterAll(() => issuer?.stop());

/** L-1 is never paid, L-2 pays on the 11th with value date 10, L-3 in another currency is late by the ledger’s word. */
async function aMonthOfLoans(): Promise<void> {
  const lane = laneOf(db.pool, loadPolicies());
  await lane.open();
  for (const loan of ['L-1', 'L-2']) {
    await lane.take(registered(loan, '2026-03-08'), scheduled(loan, '2026-03-08', ['2026-03-08', '2026-05-08']));
  }
  await lane.take(registered('L-3', '2026-03-08'), reported('L-3', '2026-03-08', '2026-02-01', '12.34'));
  await lane.close('2026-03-08', '2026-03-09', '2026-03-10');
  await lane.take(paid('L-2', '2026-03-11', 't-1', '1000.00', { valueDate: '2026-03-10' }));
  const rest = Array.from({ length: 31 }, (_, nth) => addDays(calendarDate('2026-03-11'), nth));
  await lane.close(...rest); // up to 10 April
  await secondLaneOpens('2026-04-11');
}

/** Puts the second lane, which has no loans, where it stands in a spec. */
const secondLaneOpens = (day: string | null) =>
  db.pool.query(`update lane set open_day = $1 where space = 'loan' and partition = 1`, [day]);

const get = async (path: string, { tenant = 'bank', roles = ['collector'] } = {}) => {
  const token = await issuer.token({ tenant, subject: 'li', roles });
  return request(service.url).get(path).set('Authorization', `Bearer ${token}`);
};

it('says how a loan stands: days from dates, amounts by component, the rules that fired', async () => {
  const { status, body } = await get('/v1/loans/bank:L-1/standing');
  expect(status).toBe(200);
  expect(body).toEqual({
    loanId: 'bank:L-1',
    asOf: '2026-04-10',
    status: 'active',
    oldestUnpaidOn: '2026-03-08',
    daysPastDue: 33,
    delinquentDays: 33,
    overdue: {
      currency: 'CNY',
      total: '1000.00',
      principal: '1000.00',
      interest: '0.00',
      fee: '0.00',
      penalty: '0.00',
    },
    buckets: { 'm-table': { step: 'M2', rule: 'M2: 31-60 days', policy: 'm-table@1' } },
    classes: {
      'prc-five-tier': { step: 'special-mention', rule: 'special-mention: 1-90 days', policy: 'prc-five-tier@1' },
    },
    episode: { id: 'bank:L-1:2026-03-09:1', startedOn: '2026-03-09', first: true, cutOver: false },
    nextTransitionOn: '2026-05-08',
    productRules: 'default-product@1',
  });
});

// prettier-ignore
it.each([
  // asked as of   known on       bucket  days
  ['2026-03-08',   '2026-04-01',  'M0',   0],
  ['2026-03-10',   '2026-03-10',  'M1',   2], // as it was known on the 10th
  ['2026-03-10',   '2026-03-11',  'M0',   0], // the payment of the 11th counted from the 10th
  ['2026-03-09',   '2026-03-11',  'M1',   1], // and not before
])('on %s, as known on %s, the loan that paid late stood in %s', async (asOf, knownOn, bucket, days) => {
  const { body } = await get(`/v1/loans/bank:L-2/standing?asOf=${asOf}&knownOn=${knownOn}`);
  expect(body).toMatchObject({ asOf, knownOn, daysPastDue: days, buckets: { 'm-table': { step: bucket } } });
});

it('counts loans and overdue amounts by bucket and currency', async () => {
  expect((await get('/v1/portfolio/buckets?asOf=2026-03-09')).body).toEqual({
    asOf: '2026-03-09',
    table: 'm-table',
    buckets: [
      { bucket: 'M1', currency: 'CNY', loans: 2, overdue: '2000.00' },
      { bucket: 'M2', currency: 'CNY', loans: 1, overdue: '12.34' },
    ],
  });
  expect((await get('/v1/portfolio/buckets')).body).toMatchObject({
    asOf: '2026-04-10',
    buckets: [{ bucket: 'M0', loans: 1 }, { bucket: 'M2', loans: 1 }, { bucket: 'M3', loans: 1 }], // prettier-ignore
  });
  expect((await get('/v1/portfolio/buckets?table=prc-five-tier')).body.buckets).toEqual([
    { bucket: 'normal', currency: 'CNY', loans: 1, overdue: '0.00' },
    { bucket: 'special-mention', currency: 'CNY', loans: 2, overdue: '1012.34' },
  ]);
});

it('says from which bucket to which loans moved', async () => {
  expect((await get('/v1/portfolio/transitions?from=2026-03-09&to=2026-04-10')).body.transitions).toEqual([
    { from: 'M1', to: 'M0', currency: 'CNY', loans: 1, overdueFrom: '1000.00', overdueTo: '0.00' },
    { from: 'M1', to: 'M2', currency: 'CNY', loans: 1, overdueFrom: '1000.00', overdueTo: '1000.00' },
    { from: 'M2', to: 'M3', currency: 'CNY', loans: 1, overdueFrom: '12.34', overdueTo: '12.34' },
  ]);
});

it('shows one tenant nothing of another', async () => {
  expect((await get('/v1/portfolio/buckets', { tenant: 'other' })).body.buckets).toEqual([]);
  expect((await get('/v1/loans/bank:L-1/standing', { tenant: 'other' })).status).toBe(403);
});

it.each([
  ['/v1/loans/bank:nobody/standing', 404, 'loan-unknown'],
  ['/v1/loans/bank:L-1/standing?asOf=2026-02-30', 400, 'request-invalid'],
  ['/v1/loans/bank:L-1/standing?asOf=2026-03-01', 404, 'loan-unknown'],
  ['/v1/portfolio/buckets?table=nonsense', 422, 'table-not-active'],
  ['/v1/portfolio/transitions?from=2026-03-09', 400, 'request-invalid'],
])('%s is answered %i %s', async (path, status, reason) => {
  const answer = await get(path);
  expect([answer.status, answer.body.reason]).toEqual([status, reason]);
});

const LATER = [
  '/v1/portfolio/buckets?asOf=2026-04-11',
  '/v1/portfolio/buckets?asOf=2026-04-10&knownOn=2026-04-11',
  '/v1/portfolio/transitions?from=2026-03-09&to=2026-04-11',
  '/v1/portfolio/transitions?from=2026-03-09&to=2026-04-10&knownOn=2026-04-11',
  '/v1/loans/bank:L-1/standing?asOf=2026-04-11',
  '/v1/loans/bank:L-1/standing?knownOn=2026-04-11',
];

it.each(LATER)('%s asks about a day that is not closed: it is answered with the last one that is', async (path) => {
  const { status, body } = await get(path);
  expect([status, body]).toEqual([
    409,
    expect.objectContaining({ reason: 'day-not-closed', detail: 'The last closed day is 2026-04-10.' }),
  ]);
});

describe('a lane that lags behind the others', () => {
  afterEach(() => secondLaneOpens('2026-04-11'));

  it('keeps the day open for everybody who asks', async () => {
    await secondLaneOpens('2026-03-10');
    expect((await get('/v1/days')).body).toEqual({ lastClosedDay: '2026-03-09' });
    expect((await get('/v1/portfolio/buckets')).body).toMatchObject({ asOf: '2026-03-09' });
    expect((await get('/v1/portfolio/buckets?asOf=2026-03-10')).body).toMatchObject({ reason: 'day-not-closed' });
  });

  it('has closed nothing as long as it has met no mark', async () => {
    await secondLaneOpens(null);
    expect((await get('/v1/days')).body).toEqual({ lastClosedDay: null });
    expect((await get('/v1/portfolio/buckets')).body).toMatchObject({ reason: 'no-day-closed' });
    expect((await get(LATER[0] as string)).body).toMatchObject({ reason: 'day-not-closed' });
  });
});

describe('its page', () => {
  type Parameter = { name: string; required: boolean; schema: object };
  type Operation = { parameters: Parameter[]; responses: Record<string, object> };
  const page = async () =>
    (await request(service.url).get('/docs-json')).body.paths as Record<string, { get: Operation }>;

  it('documents its doors', async () => {
    expect(Object.keys(await page())).toEqual(
      expect.arrayContaining([
        '/v1/days',
        '/v1/loans/{loanId}/standing',
        '/v1/portfolio/buckets',
        '/v1/portfolio/transitions',
      ]),
    );
  });

  it('shows days as plain text, with an example where one must be named, and that a day may not be closed', async () => {
    const { get: buckets } = (await page())['/v1/portfolio/buckets'] as { get: Operation };
    expect(buckets.parameters.find(({ name }) => name === 'asOf')).toMatchObject({
      required: false,
      description: expect.stringContaining('such as 2005-09-30'),
      schema: { type: 'string', format: 'date' },
    });
    const { get: moved } = (await page())['/v1/portfolio/transitions'] as { get: Operation };
    expect(moved.parameters.map(({ name, required }) => [name, required])).toEqual([
      ['from', true],
      ['to', true],
      ['knownOn', false],
      ['table', false],
    ]);
    expect(moved.parameters[0]?.schema).toEqual({ type: 'string', format: 'date', example: '2005-08-31' });
    expect(JSON.stringify(await page())).not.toContain('#/components/schemas/Object');
    expect(Object.keys(buckets.responses)).toContain('409');
  });
});
