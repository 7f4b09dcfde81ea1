import * as contracts from '@mora/contracts';
import { runtimeMigrations } from '@mora/runtime';
import { useDatabase } from '@mora/testing';
import { delinquencyMigrations } from '../persistence/migrations/index.js';
import { loadPolicies } from '../policies.js';
import { aRecord, type Lane, laneOf } from './fixtures.js';
import { registered } from './records.js';

const db = useDatabase({ migrations: [...runtimeMigrations, ...delinquencyMigrations] });
let lane: Lane;
beforeEach(async () => {
  lane = laneOf(db.pool, loadPolicies());
  await lane.open();
});

it('every type that the loan stream may carry is taken or passed over', () => {
  const { spine, accepts, ignores } = lane.engine.reactor;
  const named = new Set([contracts.dayClosed.type, ...accepts.map(({ type }) => type), ...(ignores ?? [])]);
  const all = Object.values<unknown>(contracts).filter(contracts.isEventContract);
  const carried = all.filter((one) => one.streams.some((stream) => spine.includes(stream))).map(({ type }) => type);
  expect(carried.filter((type) => !named.has(type))).toEqual([]);
});

it('what a ledger answers to an ask of Mora holds no loan', async () => {
  const data = { source: 'core', bookedOn: '2026-03-09', requestId: 'r-1', outcome: 'rejected' } as never;
  await lane.take(registered('L-1', '2026-03-09'), aRecord(contracts.loanRequestAnswered, 'L-1', '2026-03-09', data));
  expect(await db.lines('select subject, reason from held_subject')).toEqual([]);
  expect(await db.lines('select loan_id from loan_standing')).toEqual(['bank:L-1']);
});
