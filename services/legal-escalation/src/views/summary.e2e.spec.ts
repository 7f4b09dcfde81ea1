import { TENANT, useLegal } from '../http/fixtures.js';

const legal = useLegal();
const READER = { role: 'reporting-client' } as const;

beforeAll(async () => {
  await legal.db.pool.query(`update lane set open_day = '2026-03-09' where space = 'loan'`);
  await legal.db.pool.query(`
    insert into legal_loan (loan_id, tenant, partition, waits, stage, provisional, gate_passed, state) values
      ('demo:L-1', 'demo', 0, '{}', 'court', false, true, '{}'), ('demo:L-2', 'demo', 0, '{}', 'court', false, true, '{}'),
      ('demo:L-3', 'demo', 0, '{}', null, false, false, '{}'), ('other:L-1', 'other', 0, '{}', 'court', false, true, '{}')`);
  await legal.db.pool.query(`
    insert into timeline (tenant, loan_id, on_date, what, inputs) values
      ('demo', 'demo:L-1', '2026-03-09', 'filed', '{}'), ('demo', 'demo:L-2', '2026-03-09', 'filed', '{}'),
      ('demo', 'demo:L-3', '2026-03-08', 'filed', '{}'), ('other', 'other:L-1', '2026-03-09', 'filed', '{}')`);
  await legal.db.pool.query(`
    insert into work_item (item_id, tenant, loan_id, about, kind, team, due_on, state, because, opened_on) values
      ('w-1', 'demo', 'demo:L-1', 'c-1', 'evaluate', 'legal', '2026-03-12', 'open', 'gate-passed', '2026-03-09'),
      ('w-2', 'demo', 'demo:L-2', 'c-2', 'evaluate', 'legal', '2026-03-12', 'done', 'gate-passed', '2026-03-09')`);
});

it('a day is told in numbers, of the tenant of the caller alone', async () => {
  const { status, body } = await legal.get('/v1/summary?on=2026-03-09', READER);
  expect([status, body]).toEqual([
    200,
    {
      on: '2026-03-09',
      openDay: '2026-03-09',
      course: [{ name: 'filed', count: 2 }],
      stages: [{ name: 'court', count: 2 }],
      work: [{ name: 'evaluate', count: 1 }],
    },
  ]);
});

it.each([
  ['of no calendar', '2026-02-30', READER, 400],
  ['asked by who may not', '2026-03-09', { role: 'negotiator', tenant: TENANT } as const, 403],
])('a day %s is refused', async (_, on, as, expected) => {
  expect((await legal.get(`/v1/summary?on=${on}`, as)).status).toBe(expected);
});
