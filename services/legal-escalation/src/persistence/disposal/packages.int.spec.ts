import { addDays, calendarDate, type LoanId, type TenantId } from '@mora/kernel';
import { inTransaction, runtimeMigrations } from '@mora/runtime';
import { useDatabase } from '@mora/testing';
import { legalMigrations } from '../migrations/index.js';
import { reading } from '../loan/reading.js';
import { loanNow, openDayOf, timelineLines } from '../loan/loan.queries.js';
import { bidsOf, keepBid } from './bids.js';
import { award, candidates, keepPackage, linesOf, packageOf } from './packages.js';

const db = useDatabase({ migrations: [...runtimeMigrations, ...legalMigrations] });
const DEMO = 'demo' as TenantId;
const OTHER = 'other' as TenantId;
const TODAY = calendarDate('2026-03-02');
const PACKAGE = 'pk-1';

const run = async (sql: string, params: readonly unknown[] = []): Promise<void> => {
  await db.pool.query(sql, [...params]);
};

const overdue = (loan: string, tenant: TenantId = DEMO): Promise<void> =>
  run(
    `insert into legal_loan (loan_id, tenant, partition, waits, provisional, gate_passed, product, dpd_since, state, ledger)
     values ($1, $2, 0, '{}', false, false, 'consumer-loan', $3, '{}', '{"currency": "CNY", "status": "active"}')`,
    [`${tenant}:${loan}`, tenant, addDays(TODAY, -200)],
  );
const weighed = (loan: string, strategy: string): Promise<void> =>
  run(
    `insert into legal_case (case_id, tenant, loan_id, stage, opened_on, strategy) values ($1, $2, $3, 'decided', $4, $5)`,
    [`case-${loan}`, DEMO, `demo:${loan}`, TODAY, strategy],
  );
const offered = (loan: string, state: string): Promise<void> =>
  run(
    `insert into package_loan (package_id, loan_id, tenant, state, principal, interest, fee, penalty, days_past_due, stage)
     values ($1, $2, $3, $4, 100, 0, 0, 0, 200, 'decided')`,
    [PACKAGE, `demo:${loan}`, DEMO, state],
  );

beforeEach(async () => {
  const made = { packageId: PACKAGE, batch: 'b-1', currency: 'CNY', closesOn: TODAY, listedBy: 'l-1' } as const;
  await keepPackage(reading(db.pool), DEMO, made);
  for (const loan of ['A', 'B', 'C', 'D', 'E']) await overdue(loan);
  await overdue('A', OTHER);
  await weighed('D', 'sale');
  await weighed('B', 'ordinary');
  await offered('A', 'listed');
  await offered('C', 'left');
});

it('what is offered already is not asked again, and what lawyers would sell is not kept out by a limit', async () => {
  const selection = { products: ['consumer-loan'], currency: 'CNY', since: addDays(TODAY, -90), after: null } as const;
  const found = (limit: number) => candidates(reading(db.pool), DEMO, { ...selection, limit });
  expect(await found(10)).toEqual(['demo:D', 'demo:B', 'demo:C', 'demo:E']);
  expect(await found(1)).toEqual(['demo:D']);
});

it('of another tenant there is neither a claim, nor a bid, nor an award', async () => {
  const all = reading(db.pool);
  const bid = { bidId: 'bid-1', buyerId: 'buyer-1', price: 500 };
  expect(await keepBid(all, { tenants: [OTHER], packageId: PACKAGE }, bid, 'l-9')).toBe(false);
  expect(await bidsOf(all, { tenants: [DEMO], packageId: PACKAGE })).toEqual([]);
  expect(await keepBid(all, { tenants: [DEMO], packageId: PACKAGE }, bid, 'l-1')).toBe(true);
  expect(await bidsOf(all, { tenants: [OTHER], packageId: PACKAGE })).toEqual([]);
  expect(await bidsOf(all, { tenants: [DEMO], packageId: PACKAGE })).toEqual([bid]);
  expect(await linesOf(all, [OTHER], PACKAGE)).toEqual([]);
  expect((await linesOf(all, [DEMO], PACKAGE)).map(({ loanId }) => loanId)).toEqual(['demo:A', 'demo:C']);
  const won = { bidId: 'bid-1', by: 's-1', shares: {} };
  await inTransaction(db.pool, (tx) => award(tx, [OTHER], PACKAGE, won));
  expect(await packageOf(all, [DEMO], PACKAGE)).toMatchObject({ state: 'open' });
  await inTransaction(db.pool, (tx) => award(tx, [DEMO], PACKAGE, won));
  expect(await packageOf(all, [DEMO], PACKAGE)).toMatchObject({ state: 'awarded', bidId: 'bid-1' });
});

it('what was done with a loan is found by its tenant, through the index of both', async () => {
  await run(`insert into lane (space, partition, open_day) values ('loan', 0, $1) on conflict do nothing`, [TODAY]);
  const line = `insert into timeline (tenant, loan_id, on_date, what, inputs) values ($1, 'demo:B', $2, $3, '{}')`;
  await run(line, [DEMO, TODAY, 'ours']);
  await run(line, [OTHER, TODAY, 'mistaken']);
  const loan = 'demo:B' as LoanId;
  expect((await timelineLines(reading(db.pool), loan)).map(({ what }) => what)).toEqual(['ours']);
  expect(await openDayOf(reading(db.pool), loan)).toBe(TODAY);
  expect(await loanNow(reading(db.pool), 'demo:Z' as LoanId)).toBeNull();
});
