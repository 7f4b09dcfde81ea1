import { runtimeMigrations } from '@mora/runtime';
import { useDatabase } from '@mora/testing';
import { loadPolicies } from '../policies.js';
import { delinquencyMigrations } from '../persistence/migrations/index.js';
import { type Lane, laneOf } from './fixtures.js';
import { paid, refused, registered, restructured, scheduled, takenBack } from './records.js';

const db = useDatabase({ migrations: [...runtimeMigrations, ...delinquencyMigrations] });
let lane: Lane;
beforeEach(async () => {
  lane = laneOf(db.pool, loadPolicies());
  await lane.open();
});

const standings = () =>
  db.lines(`select loan_id, as_of, bucket, class, overdue_minor, next_transition_on from loan_standing order by 1`);
const outbox = () =>
  db.lines(`select business_date, regexp_replace(type, 'mora.(delinquency.)?(.*).v1', '\\2'), aggregateid,
              payload::json->>'to' from outbox order by position`);
const history = () =>
  db.lines(`select loan_id, valid_on, recorded_on, buckets->>'m-table', overdue_minor
            from standing_history order by position`);
const parked = () =>
  db.lines(
    `select subject, reason, type from held_subject join parked_record using (space, subject) order by position`,
  );

const due = ['2026-03-08', '2026-04-08'];
const open = async (...loans: readonly string[]) => {
  for (const loan of loans) await lane.take(registered(loan, '2026-03-07'), scheduled(loan, '2026-03-07', due));
};

it('the mark makes a loan late, a payment cures it, and both are told with the days they belong to', async () => {
  await open('L-1');
  await lane.close('2026-03-07', '2026-03-08', '2026-03-09');
  await lane.take(paid('L-1', '2026-03-10', 't-1', '1000.00'));
  expect(await outbox()).toEqual([
    '2026-03-07 day.closed - -',
    '2026-03-08 day.closed - -',
    '2026-03-09 started bank:L-1 -',
    '2026-03-09 bucket-changed bank:L-1 M1',
    '2026-03-09 class-changed bank:L-1 special-mention',
    '2026-03-09 day.closed - -',
    '2026-03-10 bucket-changed bank:L-1 M0',
    '2026-03-10 class-changed bank:L-1 normal',
    '2026-03-10 cured bank:L-1 -',
  ]);
  expect(await standings()).toEqual(['bank:L-1 2026-03-09 M0 normal 0 2026-04-09']);
  expect(await history()).toEqual([
    'bank:L-1 2026-03-07 2026-03-07 M0 0',
    'bank:L-1 2026-03-09 2026-03-09 M1 100000',
    'bank:L-1 2026-03-10 2026-03-10 M0 0',
  ]);
});

it('takes a duplicate, a late payment and a refusal in one chunk, and the other loans go on', async () => {
  await open('L-1', 'L-2');
  await lane.close('2026-03-07', '2026-03-08', '2026-03-09');
  const half = paid('L-1', '2026-03-10', 't-1', '500.00');
  const late = paid('L-1', '2026-03-10', 't-2', '499.99', { valueDate: '2026-03-08' }); // a cent is still owed
  const euro = paid('L-2', '2026-03-10', 't-3', '9.00', { currency: 'EUR' });
  const behind = paid('L-2', '2026-03-10', 't-4', '1000.00');
  await lane.take(half, half, late, euro, behind, paid('L-1', '2026-03-10', 't-5', '0.01'));
  await lane.take(paid('L-3', '2026-03-10', 't-6', '1.00'));
  await lane.close('2026-03-10');
  expect(await standings()).toEqual([
    'bank:L-1 2026-03-09 M0 normal 0 2026-04-09',
    'bank:L-2 2026-03-09 M1 special-mention 100000 2026-04-08',
  ]);
  expect(await parked()).toEqual([
    'bank:L-2 currency-differs mora.loan.payment-posted.v1',
    'bank:L-2 currency-differs mora.loan.payment-posted.v1',
    'bank:L-3 loan-unknown mora.loan.payment-posted.v1',
  ]);
});

it('an amount with more digits than its currency has holds its loan, and is not rounded', async () => {
  await open('L-1');
  await lane.take(registered('L-2', '2026-03-07', 'JPY'), paid('L-2', '2026-03-07', 't', '1.50', { currency: 'JPY' }));
  expect(await parked()).toEqual(['bank:L-2 amount-not-in-currency mora.loan.payment-posted.v1']);
});

it('what is saved is what is decided on: a restart between any two records changes nothing', async () => {
  const records = [
    registered('L-1', '2026-03-07'),
    scheduled('L-1', '2026-03-07', due),
    paid('L-1', '2026-03-07', 't-1', '300.00'),
    takenBack('L-1', '2026-03-07', 't-1', '300.00'),
    takenBack('L-1', '2026-03-07', 't-2', '10.00'),
    paid('L-1', '2026-03-07', 't-2', '10.00'),
  ];
  await lane.take(...records);
  const states = () => db.lines('select state, schedule from loan_standing');
  const inOne = await states();
  await db.pool.query('truncate loan_standing, standing_history, inbox, lane_input, outbox');
  for (const record of records) {
    lane = laneOf(db.pool, loadPolicies());
    await db.pool.query('truncate lane_input');
    await lane.take(record);
  }
  expect(await states()).toEqual(inOne);
  await lane.close('2026-03-07', '2026-03-08', '2026-03-09');
  expect(await standings()).toEqual(['bank:L-1 2026-03-09 M1 special-mention 100000 2026-04-08']);
});

it('a payment dated back rewrites the days since, and what was known before can still be read', async () => {
  await open('L-1');
  await lane.close('2026-03-07', '2026-03-08', '2026-03-09', '2026-03-10', '2026-03-11');
  await lane.take(paid('L-1', '2026-03-12', 't-1', '1000.00', { valueDate: '2026-03-10' }));
  expect((await history()).slice(-1)).toEqual(['bank:L-1 2026-03-10 2026-03-12 M0 0']);
});

it('a day close touches the loans that the day changes, over any number of pages', async () => {
  await open('L-1', 'L-2', 'L-3', 'L-4', 'L-5');
  await lane.take(paid('L-3', '2026-03-07', 't-1', '2000.00'));
  await lane.close('2026-03-07', '2026-03-08', '2026-03-09');
  expect(await db.lines(`select aggregateid from outbox where type like '%started%' order by 1`)).toEqual([
    'bank:L-1',
    'bank:L-2',
    'bank:L-4',
    'bank:L-5',
  ]);
});

it('a restructured loan is watched: told, kept over a restart, in its history, and over on its day', async () => {
  await open('L-1');
  await lane.close('2026-03-07', '2026-03-08', '2026-03-09');
  await lane.take(restructured('L-1', '2026-03-10', 'R1', ['2026-04-08', '2026-05-08']));
  lane = laneOf(db.pool, loadPolicies());
  await db.pool.query('truncate lane_input');
  await lane.close('2026-03-10');
  await lane.take(paid('L-1', '2026-03-11', 't-1', '2000.00'));
  await lane.close('2026-03-11');
  expect(await standings()).toEqual(['bank:L-1 2026-03-11 M0 special-mention 0 2027-04-08']);
  await db.pool.query(`update lane set open_day = '2027-04-08' where space = 'loan'`);
  await lane.close('2027-04-08');
  const told = await db.lines(`select business_date, regexp_replace(type, 'mora.delinquency.(.*).v1', '\\1'),
      payload::json->>'from', payload::json->>'earliestEndOn', payload::json->>'requestId', payload::json->>'class'
    from outbox where type like '%observation%' order by position`);
  expect(told).toEqual([
    '2026-03-10 observation-started 2026-04-08 2027-04-08 R1 special-mention',
    '2027-04-08 observation-ended 2026-04-08 2027-04-08 R1 normal',
  ]);
  expect((await standings())[0]).toContain('M0 normal');
  expect(await db.lines(`select valid_on, classes->>'prc-five-tier' from standing_history order by position`)).toEqual([
    '2026-03-07 normal',
    '2026-03-09 special-mention',
    '2026-03-08 normal',
    '2026-03-10 special-mention',
    '2027-04-08 normal',
  ]);
});

it('what the ledger takes back was never restructured, also over a restart', async () => {
  await open('L-1');
  await lane.close('2026-03-07', '2026-03-08', '2026-03-09');
  await lane.take(restructured('L-1', '2026-03-10', 'R1', ['2026-04-08', '2026-05-08']));
  await lane.close('2026-03-10');
  expect((await standings())[0]).toContain('M0 special-mention');
  await lane.take(refused('L-1', '2026-03-11', 'R1'));
  lane = laneOf(db.pool, loadPolicies());
  await db.pool.query('truncate lane_input');
  await lane.close('2026-03-11');
  expect((await standings())[0]).toContain('M0 normal');
  const told = await db.lines(`select business_date, payload::json->'policy'->>'rule' from outbox
    where type like '%observation%' order by position`);
  expect(told).toEqual(['2026-03-10 restructured', '2026-03-11 taken-back']);
});
