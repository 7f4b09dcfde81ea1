import { useDatabase } from '@mora/testing';
import { inTransaction, runtimeMigrations } from '@mora/runtime';
import { legalMigrations } from '../migrations/index.js';
import { WAITING } from './loan.repository.js';

const db = useDatabase({ migrations: [...runtimeMigrations, ...legalMigrations] });

const STREAM = 'mora.other.v1';

it('finds the loans of a partition that wait for a mark by index, however many wait in others', async () => {
  await db.pool.query(`
    insert into legal_loan (loan_id, tenant, partition, waits, provisional, gate_passed, state)
    select 'bank:' || n, 'bank', n % 4,
      case n / 4 % 50 when 0 then array['${STREAM}'] when 1 then array['mora.third.v1'] else '{}'::text[] end, false, false, '{}'
    from generate_series(1, 20000) as n`);
  await db.pool.query('analyze legal_loan');
  // The plan that the pool's connections use: one for all streams, made without knowing any.
  const plan = (await db.lines(`explain (generic_plan) ${WAITING}`)).join('\n');
  expect(plan).toMatch(/legal_loan_waiting .*\n *Index Cond: \(\(partition = .* AND \(loan_id > /);
  const page = (after: string) =>
    inTransaction(db.pool, async (tx) =>
      (await tx.query<{ loan_id: string }>(WAITING, [1, [STREAM], after, 60])).map((row) => row.loan_id),
    );
  const first = await page('');
  const second = await page(first.at(-1) ?? '');
  expect([first.length, second.length, new Set([...first, ...second]).size]).toEqual([60, 40, 100]);
});
