import { calendarDate, type LoanId } from '@mora/kernel';
import { inTransaction, runtimeMigrations } from '@mora/runtime';
import { useDatabase } from '@mora/testing';
import type { ActRow, ClockRow } from '../../domain/clock/rows.js';
import { clockMigrations } from './migrations.js';
import { writers } from './writers.js';

const db = useDatabase({ migrations: [...runtimeMigrations, ...clockMigrations] });
const day = calendarDate;

const clock = (loan: string, over: Partial<ClockRow['clock']> = {}): ClockRow => ({
  loanId: `demo:${loan}` as LoanId,
  clock: {
    clockId: `c-${loan}`,
    claim: 'debt',
    startsOn: day('2023-09-11'),
    expiresOn: day('2026-09-11'),
    provisional: false,
    state: 'running',
    by: null,
    ref: null,
    policy: { id: 'cn-limitation', version: 1, rule: 'debt' },
    ...over,
  },
});
const act = (loan: string, voided = false): ActRow => ({
  loanId: `demo:${loan}` as LoanId,
  act: {
    actId: 'payment:p-1',
    kind: 'part-payment',
    on: day('2026-02-03'),
    until: null,
    claims: 'all',
    against: 'debtor',
    proof: { kind: 'payment', id: 'p-1', sha256: null },
    from: 'ledger',
  },
  voided,
});

async function save(table: string, ...rows: readonly object[]): Promise<void> {
  const writer = writers.find((one) => one.table === table)!;
  await inTransaction(db.pool, async (tx) => writer.save(tx, rows, () => 0));
}
const rowsOf = async (sql: string): Promise<unknown[]> => (await db.pool.query(sql)).rows as unknown[];

it('of a clock there is one row, as it stood last', async () => {
  await save(
    'legal_clock',
    clock('L-1'),
    clock('L-2'),
    clock('L-1', { expiresOn: day('2029-02-03'), by: 'payment:p-1' }),
  );
  await save('legal_clock', clock('L-2', { expiresOn: null, state: 'off' }));
  const sql = 'select clock_id, tenant, loan_id, expires_on::text, state, by_act from legal_clock order by clock_id';
  expect(await rowsOf(sql)).toEqual([
    {
      clock_id: 'c-L-1',
      tenant: 'demo',
      loan_id: 'demo:L-1',
      expires_on: '2029-02-03',
      state: 'running',
      by_act: 'payment:p-1',
    },
    { clock_id: 'c-L-2', tenant: 'demo', loan_id: 'demo:L-2', expires_on: null, state: 'off', by_act: null },
  ]);
});

it('payments of two loans may have one name, and what was voided stays and says so', async () => {
  await save('legal_act', act('L-1'), act('L-2'));
  await save('legal_act', act('L-1', true));
  const sql = `select loan_id, act_id, on_date::text, proof->>'id' as proof, voided from legal_act order by loan_id`;
  const row = { act_id: 'payment:p-1', on_date: '2026-02-03', proof: 'p-1' };
  expect(await rowsOf(sql)).toEqual([
    { loan_id: 'demo:L-1', ...row, voided: true },
    { loan_id: 'demo:L-2', ...row, voided: false },
  ]);
});
