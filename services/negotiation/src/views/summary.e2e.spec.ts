import { TENANT, useNegotiation } from '../http/fixtures.js';

const negotiation = useNegotiation();
const READER = { role: 'reporting-client' } as const;

beforeAll(async () => {
  await negotiation.db.pool.query(`update lane set open_day = '2026-03-09' where space = 'loan'`);
  await negotiation.db.pool.query(`
    insert into round (round_id, tenant, loan_id, opened_on, closed_on, outcome, by, because, team) values
      ('r-1', 'demo', 'demo:L-1', '2026-03-01', '2026-03-09', 'agreed', 'policy', 'two-months', '{}'),
      ('r-2', 'demo', 'demo:L-2', '2026-03-01', '2026-03-09', 'expired', 'policy', 'two-months', '{}'),
      ('r-3', 'demo', 'demo:L-3', '2026-03-01', '2026-03-08', 'expired', 'policy', 'two-months', '{}'),
      ('r-4', 'other', 'other:L-1', '2026-03-01', '2026-03-09', 'expired', 'policy', 'two-months', '{}')`);
  await negotiation.db.pool.query(`
    insert into timeline (tenant, loan_id, on_date, what, inputs) values
      ('demo', 'demo:L-1', '2026-03-09', 'plan-activated', '{}'), ('demo', 'demo:L-2', '2026-03-09', 'failed', '{}'),
      ('demo', 'demo:L-4', '2026-03-09', 'failed', '{}'), ('demo', 'demo:L-4', '2026-03-10', 'failed', '{}')`);
  await negotiation.db.pool.query(`
    insert into offer (offer_id, tenant, loan_id, round_id, source, kinds, state, tier, rank, affords, built, made_on, proposer, approvers)
    select 'o-' || n, 'demo', 'demo:L-1', 'r-1', 'policy', kinds, state, 'T1', n, 'yes', '{}', made_on::date, 'policy', '{}'
    from (values (1, '{grace,extension}'::text[], 'draft', '2026-03-09'), (2, '{spread}', 'accepted', '2026-03-09'),
                 (3, '{spread}', 'draft', '2026-03-08')) as one (n, kinds, state, made_on)`);
  await negotiation.db.pool.query(`
    insert into plan (plan_id, tenant, loan_id, state, last_due, kinds, rows) values
      ('p-1', 'demo', 'demo:L-1', 'active', '2027-01-05', '{spread}', '[]'),
      ('p-2', 'demo', 'demo:L-9', 'broken', '2027-01-05', '{spread}', '[]')`);
  await negotiation.db.pool.query(`
    insert into ledger_request (request_id, tenant, loan_id, plan_id, type, body, state, asked_on, answer_by) values
      ('q-1', 'demo', 'demo:L-1', 'p-1', 'reschedule', '{}', 'booked', '2026-03-09', '2026-03-14')`);
});

it('a day is told in numbers, of the tenant of the caller alone', async () => {
  const { status, body } = await negotiation.get('/v1/summary?on=2026-03-09', READER);
  expect([status, body]).toEqual([
    200,
    {
      on: '2026-03-09',
      openDay: '2026-03-09',
      course: [
        { name: 'failed', count: 2 },
        { name: 'plan-activated', count: 1 },
      ],
      rounds: [
        { name: 'agreed', count: 1 },
        { name: 'expired', count: 1 },
      ],
      offers: [
        { kinds: 'grace+extension', state: 'draft', count: 1 },
        { kinds: 'spread', state: 'accepted', count: 1 },
      ],
      plans: [
        { name: 'active', count: 1 },
        { name: 'broken', count: 1 },
      ],
      requests: [{ name: 'booked', count: 1 }],
    },
  ]);
});

it.each([
  ['another tenant sees its own', '2026-03-09', { ...READER, tenant: 'other' }, [{ name: 'expired', count: 1 }]],
  ['no day named is the one that is open', '', { ...READER, tenant: TENANT }, [expect.anything(), expect.anything()]],
])('%s', async (_name, on, as, rounds) => {
  const { body } = await negotiation.get(`/v1/summary${on === '' ? '' : `?on=${on}`}`, as);
  expect(body.rounds).toEqual(rounds);
});

it('before the first day there is none to tell of, unless it is named', async () => {
  await negotiation.db.pool.query('update lane set open_day = null');
  expect((await negotiation.get('/v1/summary', READER)).status).toBe(409);
});

it.each([
  ['/v1/summary?on=2026-02-30', READER, 400],
  ['/v1/summary', { role: 'borrower' } as const, 403],
])('%s asked by %j is a %i', async (path, as, expected) => {
  expect((await negotiation.get(path, as)).status).toBe(expected);
});
