import { useDatabase } from '@mora/testing';
import type { BrokerRecord } from '../broker/port.js';
import { runtimeMigrations } from '../migrations.js';
import { MoodyReactor } from '../reactor/toy/moody-reactor.js';
import { A, B, OUT, paid } from '../reactor/toy/toy-reactor.js';
import { CreateToy1, forgetAll, give, toyEngine, toyMark, toyRecord } from '../reactor/toy/toy-world.js';
import { fireDueTimers } from '../reactor/close-day.js';
import { forgetSent, nextPage, setOutgoingAside } from '../outbox/relay-page.js';
import { letterViews, seenBy } from './letters.js';
import { outgoingViews } from './outgoing.js';
import { Operations } from './operations.js';

const db = useDatabase({ migrations: [...runtimeMigrations, CreateToy1], keep: true });
let reactor: MoodyReactor;
let operations: Operations;
beforeEach(async () => {
  await forgetAll(db.pool);
  await db.pool.query('delete from operator_action');
  reactor = new MoodyReactor();
  operations = new Operations(() => [toyEngine(db.pool, reactor) as never]);
});

const LOAN = 'main:L-1';
const DAY = '2026-03-01';
const NEXT = '2026-03-02';
const NOON = Date.parse(`${NEXT}T12:00:00Z`);
const wang = { tenant: 'main', subject: 'wang', roles: ['operator'] } as never;
const platform = { tenant: 'bank-a', subject: 'zhou', roles: ['platform-operator'] } as never;
const stranger = { tenant: 'other', subject: 'li', roles: ['operator'] } as never;

let offset = 0n;
const at = (record: BrokerRecord): BrokerRecord => ({ ...record, offset: (offset += 1n) });
const engine = (now = 0) => toyEngine(db.pool, reactor, now);
const pays = (id: string, amount: number) => at(toyRecord(paid, id, LOAN, DAY, { amount }));
const audit = () => db.lines(`select tenant, actor, action, target, reason, outcome from operator_action order by id`);
const sums = () => db.lines(`select state->>'sum' from toy`);
const letters = () => db.lines(`select id, reason, status from dead_letter order by id`);

it('a held loan is released by an operator of its tenant, who is written down, and by nobody else', async () => {
  reactor.refuses.add(13);
  await give(engine(), A, [pays('p-1', 13), pays('p-2', 2)]);
  reactor.refuses.clear();
  expect(await operations.releaseHeld({ loan: LOAN }, stranger)).toEqual([]);
  expect(await operations.releaseHeld({ reason: 'amount-refused' }, stranger)).toEqual([]);
  expect(await operations.discardHeld(LOAN, 'not mine', stranger)).toEqual([]);
  expect(await audit()).toEqual([]);
  expect(await operations.releaseHeld({ reason: 'amount-refused' }, wang)).toEqual([
    { target: LOAN, outcome: 'released' },
  ]);
  expect(await audit()).toEqual([`main wang parked replay ${LOAN} - released`]);
  expect(await sums()).toEqual(['15']);
});

it('a record that is discarded is kept as a dead letter, and what waits behind it is taken', async () => {
  reactor.refuses.add(13);
  await give(engine(), A, [pays('p-1', 13), pays('p-2', 2)]);
  expect(await operations.discardHeld(LOAN, 'sent in error', wang)).toEqual([{ target: LOAN, outcome: 'released' }]);
  expect(await sums()).toEqual(['2']);
  expect(await db.lines(`select reason, status from dead_letter`)).toEqual(['amount-refused discarded']);
  expect(await audit()).toEqual([
    `main wang parked discard ${LOAN} sent in error discarded`,
    `main wang parked replay ${LOAN} sent in error released`,
  ]);
});

it('where time holds a loan no record is at fault, and none is discarded', async () => {
  await give(engine(), A, [pays('p-1', 1)]);
  for (const stream of [A, B]) await give(engine(), stream, [at(toyMark(DAY))]);
  reactor.refusesKinds.add('timer');
  await fireDueTimers(engine(NOON), 0);
  await give(engine(), A, [at(toyRecord(paid, 'p-2', LOAN, NEXT, { amount: 2 }))]);
  expect(await operations.discardHeld(LOAN, 'it must go', wang)).toMatchObject([{ target: LOAN, outcome: 'refused' }]);
  expect(await db.lines(`select event_id from parked_record`)).toEqual(['p-2']);
  expect(await audit()).toEqual([`main wang parked discard ${LOAN} it must go refused`]);
});

it('the second record that holds a loan after a replay is the one that is discarded', async () => {
  reactor.refuses.add(13).add(14);
  await give(engine(), A, [pays('p-1', 13), pays('p-2', 14), pays('p-3', 3)]);
  reactor.refuses.delete(13);
  expect(await operations.releaseHeld({ loan: LOAN }, wang)).toMatchObject([{ outcome: 'still-held' }]);
  expect(await operations.discardHeld(LOAN, 'sent in error', wang)).toMatchObject([{ outcome: 'released' }]);
  expect(await sums()).toEqual(['16']);
});

it('a dead letter is replayed through the same path, once, and a later repetition of it is known', async () => {
  const strange = pays('p-1', 5);
  const two = { ...engine(), partitionOf: () => 7 };
  await give(two as never, A, [strange]); // its producer partitions in another way
  const [id = ''] = (await letters()).map((line) => line.split(' ')[0]);
  expect(await operations.replayLetters({ id }, stranger)).toEqual([]);
  await give(engine(), A, [pays('p-0', 1)]);
  expect(await operations.replayLetters({ id }, wang)).toEqual([{ target: id, outcome: 'taken' }]);
  expect(await operations.replayLetters({ id }, wang)).toEqual([]);
  await give(engine(), A, [at(strange)]);
  expect(await sums()).toEqual(['6']);
  expect(await audit()).toEqual([`main wang dead-letter replay ${id} - taken`]);
});

/** The day is half closed: its first page has passed the loan, and the database goes away before the second. */
async function breakOffClose(): Promise<void> {
  const due = reactor.due.bind(reactor);
  reactor.due = (tx, page) =>
    page.after === null ? due(tx, page) : tx.query<never>(`do $$ begin raise sqlstate '25006'; end $$`);
  await give(engine(), A, [at(toyMark(DAY))]);
  await expect(give(engine(), B, [at(toyMark(DAY))])).rejects.toMatchObject({ code: '25006' });
  reactor.due = due;
}

it.each([
  { what: 'taken as of the next day', refused: [], outcome: 'taken', since: [] },
  { what: 'held from the next day on', refused: [5], outcome: 'held', since: [`${LOAN} ${NEXT}`] },
])('a dead letter that is replayed in the middle of a closing day is $what', async ({ refused, outcome, since }) => {
  await give({ ...engine(), partitionOf: () => 7 } as never, A, [pays('p-1', 5)]);
  const others = ['main:L-2', 'main:L-3', 'main:L-4'];
  await give(engine(), A, [
    pays('p-0', 1),
    ...others.map((loan, n) => at(toyRecord(paid, `o-${n}`, loan, DAY, { amount: 1 }))),
  ]);
  await breakOffClose();
  for (const amount of refused) reactor.refuses.add(amount);
  expect(await operations.replayLetters({ reason: 'wrong-partition' }, wang)).toMatchObject([{ outcome }]);
  expect(await db.lines(`select subject, since from held_subject`)).toEqual(since);
  expect(await audit()).toMatchObject([expect.stringMatching(`dead-letter replay .* ${outcome}$`)]);
  reactor.refuses.clear();
  await operations.releaseHeld({ loan: LOAN }, wang);
  expect(await sums()).toContain('6');
  const closes = await db.lines(`select payload from outbox where type = 'toy.closed.v1' and aggregateid = $1`, [LOAN]);
  expect(closes).toEqual([`{"day":"${DAY}","sum":1,"fired":[]}`]);
  expect(await db.lines(`select business_date from outbox where payload = '{"change":5}'`)).toEqual([NEXT]);
});

it('what is shown of a dead letter is where it came from and why, to its tenant alone', async () => {
  await give({ ...engine(), partitionOf: () => 7 } as never, A, [pays('p-1', 5)]);
  expect(await letterViews(db.pool, seenBy(stranger), { limit: 10 })).toEqual([]);
  const [shown] = await letterViews(db.pool, seenBy(wang), { limit: 10 });
  expect(shown).toMatchObject({ reason: 'wrong-partition', eventId: 'p-1', status: 'open' });
  expect(JSON.stringify(shown)).not.toContain('amount');
});

it('what names no tenant is shown to, and replayed or given up by, the installation’s own operators alone', async () => {
  await give(engine(), A, [pays('p-0', 1)]);
  const nameless = [null, Buffer.from([0, 0, 58, 5])].map((key, n) => ({ ...pays(`p-${n}`, 5), key }));
  await give(engine(), A, nameless);
  const elsewhere = [{ ...pays('p-8', 5), key: Buffer.from('client-7') }, pays('p-9', 5)];
  await give({ ...engine(), partitionOf: () => 7 } as never, A, elsewhere);
  const shownTo = async (actor: never) =>
    (await letterViews(db.pool, seenBy(actor), { limit: 10 })).map(({ reason }) => reason);
  expect(await shownTo(wang)).toEqual(['wrong-partition']);
  expect(await shownTo(platform)).toEqual(['no-key', 'no-key', 'wrong-partition']);
  expect(await shownTo(stranger)).toEqual([]);
  expect(await operations.discardLetters({ reason: 'no-key' }, 'not mine', wang)).toEqual([]);
  expect(await operations.discardLetters({ reason: 'no-key' }, 'of no use', platform)).toHaveLength(2);
});

describe('an announcement that no broker would take', () => {
  const COLUMNS = `space, partition, id, aggregatetype, aggregateid, type, payload, target_partition, tenant,
    business_date, causation_id, correlation_id, traceparent, created_at::text`;
  const outbox = () => db.lines(`select ${COLUMNS} from outbox order by position`);
  const list = (actor: never) => outgoingViews(db.pool, seenBy(actor), { limit: 10 });

  beforeEach(async () => {
    await db.pool.query('delete from outbox_set_aside');
    await give(engine(), A, [pays('p-1', 5)]);
  });

  const setAllAside = async (): Promise<void> => {
    const rows = await nextPage(db.pool, [{ space: 'loan', partition: 0 }], 10);
    await setOutgoingAside(db.pool, rows, 'oversized');
    await forgetSent(db.pool, rows);
  };

  it('is listed for its tenant, and sent again as it was, which is written down', async () => {
    const before = await outbox();
    await setAllAside();
    expect(await outbox()).toEqual([]);
    expect(await list(stranger)).toEqual([]);
    const [shown] = await list(wang);
    expect(shown).toMatchObject({ stream: OUT, type: 'toy.seen.v1', loan: LOAN, reason: 'oversized', bytes: 12 });
    const id = shown?.id ?? '';
    expect(await operations.resend({ id }, stranger)).toEqual([]);
    expect(await operations.resend({ id }, wang)).toEqual([{ target: id, outcome: 'resent' }]);
    expect(await outbox()).toEqual(before);
    expect(await list(wang)).toEqual([]);
    expect(await audit()).toEqual([`main wang outbox resend ${id} - resent`]);
    await setAllAside(); // too large still: it may be tried once more
    expect(await operations.resend({ reason: 'oversized' }, wang)).toMatchObject([{ outcome: 'resent' }]);
  });

  it('of a release that did not keep its headers cannot be sent again, and says so', async () => {
    await setAllAside();
    await db.pool.query('update outbox_set_aside set target_partition = null');
    expect(await operations.resend({ loan: LOAN }, wang)).toMatchObject([{ outcome: 'refused' }]);
    expect(await list(wang)).toHaveLength(1);
  });
});
