import { useDatabase } from '@mora/testing';
import type { BrokerRecord } from '../broker/port.js';
import { runtimeMigrations } from '../migrations.js';
import { MoodyReactor } from '../reactor/toy/moody-reactor.js';
import { A, paid } from '../reactor/toy/toy-reactor.js';
import { CreateToy1, forgetAll, give, toyEngine, toyRecord } from '../reactor/toy/toy-world.js';
import { Problem } from '../service/http/problem.js';
import { OperationsController } from './operations.controller.js';
import { Operations } from './operations.js';

const LOAN = 'main:L-1';
const DAY = '2026-03-01';
const BECAUSE = 'sent in error';
const wang = { tenant: 'main', subject: 'wang', roles: ['operator'] } as never;
const stranger = { tenant: 'other', subject: 'li', roles: ['auditor'] } as never;

const db = useDatabase({ migrations: [...runtimeMigrations, CreateToy1], keep: true });
let reactor: MoodyReactor;
let door: OperationsController;

beforeEach(async () => {
  await forgetAll(db.pool);
  await db.pool.query('delete from operator_action; delete from operator_request');
  reactor = new MoodyReactor();
  door = new OperationsController(new Operations(() => [toyEngine(db.pool, reactor) as never]));
  reactor.refuses.add(13).add(14);
  await give(toyEngine(db.pool, reactor), A, [pays('p-1', 13), pays('p-2', 14), pays('p-3', 3)]);
});

let offset = 0n;
const pays = (id: string, amount: number): BrokerRecord => ({
  ...toyRecord(paid, id, LOAN, DAY, { amount }),
  offset: (offset += 1n),
});
const discard = (key: string, because = BECAUSE) => door.discardHeld({ loan: LOAN, because }, wang, `main:${key}`);
const discarded = () => db.lines(`select headers ->> 'ce_id' from dead_letter where status = 'discarded' order by id`);
const HELD_AGAIN = [expect.objectContaining({ target: LOAN, outcome: 'still-held' })];

it('a discard that is asked for twice gives up one record, and is answered alike', async () => {
  expect(await discard('key-0001')).toEqual(HELD_AGAIN);
  expect(await discard('key-0001')).toEqual(HELD_AGAIN);
  expect(await discarded()).toEqual(['p-1']);
  expect((await door.actions({}, wang)).map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    'parked replay still-held',
    'parked discard discarded',
  ]);
});

it('one that broke off before its answer was kept goes on, and gives up no second record', async () => {
  await discard('key-0001');
  await db.pool.query('update operator_request set answer = null');
  expect(await discard('key-0001')).toEqual(HELD_AGAIN);
  expect(await discarded()).toEqual(['p-1']);
});

it('another key is another wish', async () => {
  await discard('key-0001');
  expect(await discard('key-0002')).toEqual([{ target: LOAN, outcome: 'released' }]);
  expect(await discarded()).toEqual(['p-1', 'p-2']);
});

it('the same key with another request is a conflict, and nothing is done', async () => {
  await discard('key-0001');
  const other = await discard('key-0001', 'another reason').catch((error: Problem) => error.getResponse());
  expect(other).toMatchObject({ status: 409, reason: 'idempotency-key-reused' });
  expect(await discarded()).toEqual(['p-1']);
});

it('what was done is shown to auditors of its tenant, the latest first and by pages', async () => {
  await discard('key-0001');
  const [last, first] = await door.actions({}, wang);
  expect(first).toMatchObject({ actor: 'wang', target: LOAN, reason: BECAUSE, at: expect.any(Date) });
  expect(await door.actions({ limit: 1 }, wang)).toEqual([last]);
  expect(await door.actions({ before: last?.id as string }, wang)).toEqual([first]);
  expect(await door.actions({}, stranger)).toEqual([]);
});
