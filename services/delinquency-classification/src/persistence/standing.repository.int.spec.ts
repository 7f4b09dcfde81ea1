import { calendarDate as day } from '@mora/kernel';
import { inTransaction, runtimeMigrations } from '@mora/runtime';
import { useDatabase } from '@mora/testing';
import { LoanStory, paid, paused, registered, scheduled, snapshot, takenBack } from '../domain/fixtures.js';
import { loadPolicies } from '../policies.js';
import { delinquencyMigrations } from './migrations/index.js';
import { DUE, StandingRepository } from './standing.repository.js';

const db = useDatabase({ migrations: [...runtimeMigrations, ...delinquencyMigrations] });
const policies = loadPolicies();
const standings = new StandingRepository(policies);

const story = () =>
  new LoanStory(policies, day('2026-03-01'))
    .take(registered('2026-03-01'), scheduled([['2026-03-08', 100_000, { interest: 7 }]]))
    .take(paid('p', '2026-03-02', 5), takenBack('q', '2026-03-02'), paused('w', '2026-03-20', null))
    .take(snapshot('2026-03-01', '2026-03-08', 1, { ledgerDays: 0 }));

it('gives back exactly what it was given', async () => {
  const given = story().close('2026-03-10').standing!;
  const changed = new Map([[given.loanId, given]]);
  await inTransaction(db.pool, (tx) => standings.save(tx, changed, () => 3));
  const loaded = await inTransaction(db.pool, (tx) => standings.load(tx, [given.loanId, 'bank:unknown']));
  expect([...loaded.values()]).toEqual([{ ...given, moves: [] }]);
});

it('leaves the schedule of a row alone when it was read from it', async () => {
  const first = story();
  const id = first.standing!.loanId;
  await inTransaction(db.pool, (tx) => standings.save(tx, new Map([[id, first.standing!]]), () => 0));
  const loaded = await inTransaction(db.pool, (tx) => standings.load(tx, [id]));
  await inTransaction(db.pool, (tx) => standings.save(tx, loaded, () => 0));
  const again = await inTransaction(db.pool, (tx) => standings.load(tx, [id]));
  expect(again.get(id)?.facts).toEqual(first.standing!.facts);
});

it('finds the loans of a day by index, however many do not change', async () => {
  await db.pool.query(`
    insert into loan_standing (loan_id, tenant, partition, as_of, status, currency, overdue_minor, next_transition_on, state)
    select 'bank:' || n, 'bank', n % 4, '2026-03-01', 'active', 'CNY', 0, date '2026-03-02' + n % 300, '{}'
    from generate_series(1, 20000) as n`);
  await db.pool.query('analyze loan_standing');
  // The plan that the pool's connections use: one for all days, made without knowing any.
  const plan = (await db.lines(`explain (generic_plan) ${DUE}`)).join('\n');
  expect(plan).toContain('loan_standing_due');
  expect(plan).not.toMatch(/Seq Scan|loan_standing_pkey/);
  const page = (after: string | null) =>
    inTransaction(db.pool, (tx) => standings.due(tx, { partition: 1, on: day('2026-03-03'), after, limit: 50 }));
  const first = await page(null);
  const second = await page(first.at(-1) ?? null);
  expect([first.length, second.length, new Set([...first, ...second]).size]).toEqual([50, 17, 67]);
});

it('a payment that changes no date leaves the index alone', async () => {
  const loan = story();
  const id = loan.standing!.loanId;
  const save = () => inTransaction(db.pool, (tx) => standings.save(tx, new Map([[id, loan.standing!]]), () => 0));
  await save();
  loan.take(paid('p2', '2026-03-03', 5));
  await save();
  const updates = `select n_tup_upd, n_tup_hot_upd from pg_stat_user_tables where relname = 'loan_standing'`;
  await db.pool.query('select pg_stat_force_next_flush()');
  const deadline = Date.now() + 5000;
  let seen = await db.lines(updates);
  while (seen[0]?.startsWith('0') && Date.now() < deadline) seen = await db.lines(updates);
  const [all, hot] = (seen[0] ?? '').split(' ');
  expect(Number(hot)).toBe(Number(all));
});
