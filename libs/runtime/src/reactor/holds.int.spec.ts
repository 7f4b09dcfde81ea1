import { useDatabase } from '@mora/testing';
import type { BrokerRecord } from '../broker/port.js';
import { payloadHash } from '../inbox/inbox.js';
import { ensureLanes, lockLanes } from '../lanes/lane-row.js';
import { runtimeMigrations } from '../migrations.js';
import { releaseSubject } from '../parking/release.js';
import { inTransaction } from '../postgres.js';
import { runChunk } from './chunk.js';
import { fireDueTimers } from './close-day.js';
import { DoorLanes } from './door.js';
import type { DoorItem } from './lanes.js';
import { holdPoison } from './poison.js';
import { MoodyReactor } from './toy/moody-reactor.js';
import { A, B, disputed, NEWS, paid, told, type ToyEvent } from './toy/toy-reactor.js';
import { CreateToy1, forgetAll, give, toyEngine, toyMark, toyRecord } from './toy/toy-world.js';

const db = useDatabase({ migrations: [...runtimeMigrations, CreateToy1], keep: true });
let reactor: MoodyReactor;
beforeEach(async () => {
  await forgetAll(db.pool);
  reactor = new MoodyReactor();
});

const LOAN = 'main:L-1';
const DAY = '2026-03-01';
const NEXT = '2026-03-02';
let offset = 0n;
const at = (record: BrokerRecord): BrokerRecord => ({ ...record, offset: (offset += 1n) });
const pays = (id: string, amount: number, loan = LOAN, day = DAY) => at(toyRecord(paid, id, loan, day, { amount }));
const engine = (now = 0) => toyEngine(db.pool, reactor, now);
const sums = () => db.lines(`select id, state->>'sum' from toy order by id`);
const held = () => db.lines(`select subject, reason, since from held_subject order by subject`);
const parked = () => db.lines(`select subject, event_id from parked_record order by position`);
const letters = () => db.lines(`select reason, stage, detail from dead_letter order by id`);
const ids = () => db.lines(`select id from outbox order by position`);
const said = () => db.lines(`select type from outbox order by position`);

async function closeDay(day: string): Promise<void> {
  await give(engine(), A, [at(toyMark(day))]);
  await give(engine(), B, [at(toyMark(day))]);
}

const command = (id: string, amount: number, body = `${amount}`): DoorItem<ToyEvent> => ({
  id,
  subject: LOAN,
  hash: payloadHash(body),
  event: { kind: 'money', amount },
  bytes: Buffer.from(body),
});

function doors(): DoorLanes {
  const lanes = new DoorLanes();
  lanes.serve([engine() as never]);
  return lanes;
}

it('what a hold announces never takes the id of what its replay announces', async () => {
  reactor.refuses.add(13);
  await give(engine(), A, [pays('p-1', 13)]);
  reactor.refuses.clear();
  await releaseSubject(engine(), LOAN);
  expect(await said()).toEqual(['toy.held.v1', 'toy.seen.v1', 'toy.released.v1']);
  expect(new Set(await ids()).size).toBe(3);
});

it('two services that conclude something from one cause announce it under two ids', async () => {
  const payment = pays('p-1', 1);
  await give(engine(), A, [payment]);
  const first = await ids();
  await forgetAll(db.pool);
  await give({ ...engine(), service: 'another' }, A, [payment]);
  expect(await ids()).not.toEqual(first);
});

it('a loan held and released twice in one day is announced four times', async () => {
  reactor.refusesKinds.add('timer');
  const noon = Date.parse(`${NEXT}T12:00:00Z`);
  await give(engine(), A, [pays('p-1', 1)]);
  await closeDay(DAY);
  await fireDueTimers(engine(noon), 0);
  reactor.refusesKinds.clear();
  await releaseSubject(engine(), LOAN);
  reactor.refuses.add(13);
  await give(engine(), A, [pays('p-2', 13, LOAN, NEXT)]);
  reactor.refuses.clear();
  await releaseSubject(engine(), LOAN);
  const announced = await db.lines(`select id from outbox where type ~ 'held|released'`);
  expect(new Set(announced).size).toBe(4);
});

it('a timer that is refused in a replay leaves the loan held by time, and the lane free', async () => {
  reactor.refuses.add(13);
  await give(engine(), A, [pays('p-0', 1)]); // sets a timer of the next day
  await give(engine(), A, [pays('p-1', 13)]);
  await closeDay(DAY);
  await closeDay(NEXT);
  reactor.refuses.clear();
  reactor.refusesKinds.add('timer');
  expect(await releaseSubject(engine(), LOAN)).toMatchObject({ kind: 'still-held', because: 'timer-refused' });
  expect(await held()).toEqual([`${LOAN} timer-refused ${NEXT}`]);
  reactor.refusesKinds.clear();
  expect(await releaseSubject(engine(), LOAN)).toMatchObject({ kind: 'released' });
});

it('a restriction that cannot be taken waits behind the held loan like everything else', async () => {
  reactor.refuses.add(13);
  reactor.refusesKinds.add('disputed');
  await give(engine(), A, [pays('p-1', 13)]);
  await give(engine(), NEWS, [at(toyRecord(disputed, 'd-1', LOAN, DAY, {}))]);
  expect(await held()).toEqual([`${LOAN} amount-refused ${DAY}`]);
  expect(await parked()).toEqual([`${LOAN} p-1`, `${LOAN} d-1`]);
});

it('a command for a held loan is answered, parks nothing, and its key may be used again', async () => {
  reactor.refuses.add(13);
  await give(engine(), A, [pays('p-1', 13)]);
  const ask = () => doors().take(reactor, [command('c-1', 5)], { refusals: 'answer' });
  expect(await ask()).toMatchObject([{ kind: 'held' }]);
  expect(await parked()).toEqual([`${LOAN} p-1`]);
  reactor.refuses.clear();
  await releaseSubject(engine(), LOAN);
  expect(await ask()).toEqual([{ kind: 'taken' }]);
  expect(await sums()).toEqual([`${LOAN} 18`]);
});

it('a command is taken once, and answers a repetition; a refused one may be tried again', async () => {
  await give(engine(), A, [pays('p-1', 1)]);
  const ask = (id: string, amount: number) => doors().take(reactor, [command(id, amount)], { refusals: 'answer' });
  expect(await ask('c-1', 5)).toEqual([{ kind: 'taken' }]);
  expect(await ask('c-1', 5)).toEqual([{ kind: 'duplicate' }]);
  expect(await ask('c-1', 6)).toEqual([{ kind: 'conflict' }]);
  reactor.refuses.add(7);
  expect(await ask('c-2', 7)).toMatchObject([{ kind: 'refused' }]);
  reactor.refuses.clear();
  expect(await ask('c-2', 7)).toEqual([{ kind: 'taken' }]);
});

it('one batch may bring an id three times with three bodies', async () => {
  await give(engine(), A, [pays('p-1', 1)]);
  const batch = [command('c-1', 1), command('c-1', 2), command('c-1', 3)];
  const answers = await doors().take(reactor, batch, { refusals: 'hold' });
  expect(answers.map(({ kind }) => kind)).toEqual(['taken', 'conflict', 'conflict']);
});

it('a record at a door whose effects cannot be saved holds its loan, and the batch is taken', async () => {
  await give(engine(), A, [pays('p-1', 1)]);
  reactor.unsaveable.add(13);
  const batch = [command('c-1', 1), { ...command('c-2', 13), subject: 'main:L-2' }, command('c-3', 3)];
  const answers = await doors().take(reactor, batch, { refusals: 'hold' });
  expect(answers.map(({ kind }) => kind)).toEqual(['taken', 'held', 'taken']);
  expect(await sums()).toEqual([`${LOAN} 5`]);
  expect(await held()).toEqual([`main:L-2 fault ${DAY}`]);
});

it('a reason that quotes a NUL can be written down', async () => {
  reactor.refusesKinds.add('money');
  reactor.detail = 'not \0 taken';
  await give(engine(), A, [pays('p-1', 1)]);
  expect(await db.lines(`select detail from held_subject`)).toEqual(['not \ufffd taken']);
});

it('a loan whose state cannot be read is held alone', async () => {
  reactor.unloadable.add(LOAN);
  const records = [pays('p-1', 1), pays('p-2', 2, 'main:L-2')];
  const chunk = { stream: A, partition: 0, log: { clusterId: 'cluster', topicId: 'topic', partitions: 1 }, records };
  const failure = await runChunk(engine(), chunk).then(null, (error: unknown) => error);
  await holdPoison(engine(), chunk, failure);
  expect(await held()).toEqual([`${LOAN} fault ${DAY}`]);
  expect(await sums()).toEqual(['main:L-2 2']);
});

it('records before the first day that do not say their day are set aside; the first that does opens the lane', async () => {
  const dayless = (id: string) => ({ ...pays(id, 1), headers: { ce_id: id, ce_type: paid.type } });
  await give(engine(), A, [dayless('p-1')]);
  expect(await letters()).toMatchObject([expect.stringContaining('no-business-date envelope')]);
  await give(engine(), A, [dayless('p-2'), pays('p-3', 3, 'main:L-2')]);
  expect(await held()).toEqual([`${LOAN} contract ${DAY}`]);
  expect(await sums()).toEqual(['main:L-2 3']);
});

it('a mark that cannot be read is set aside, closes nothing, and does not stop its stream', async () => {
  await give(engine(), A, [pays('p-1', 1)]);
  const torn = (value: string) => ({ ...at(toyMark(DAY)), value: Buffer.from(value) });
  for (const value of ['{', '{"date":"2026-02-30","calendar":"CN"}', 'null']) await give(engine(), A, [torn(value)]);
  await give(engine(), A, [pays('p-2', 2)]);
  expect(await sums()).toEqual([`${LOAN} 3`]);
  expect(new Set(await letters())).toEqual(new Set(['unreadable-mark envelope its day cannot be read']));
});

it('a loan that is released in the middle of a closing day is closed for that day once', async () => {
  const others = ['main:L-2', 'main:L-3', 'main:L-4', 'main:L-5'];
  await give(engine(), A, [pays('p-1', 1), ...others.map((loan, n) => pays(`o-${n}`, 1, loan))]);
  await give(engine(), A, [pays('p-2', 2)]);
  reactor.refuses.add(13);
  await give(engine(), A, [pays('p-3', 13)]);
  await give(engine(), A, [at(toyMark(DAY))]);
  await runChunk(engine(), {
    stream: B,
    partition: 0,
    log: { clusterId: 'cluster', topicId: 'topic', partitions: 1 },
    records: [at(toyMark(DAY))],
  });
  await inTransaction(db.pool, async (tx) => {
    await lockLanes(tx, 'loan', [0]); // a death after the first page
    await tx.query(`update lane set close_cursor = '{"phase":"due","after":"main:L-3"}'`);
  });
  reactor.refuses.clear();
  await releaseSubject(engine(), LOAN);
  const closes = await db.lines(`select payload from outbox where type = 'toy.closed.v1' and aggregateid = $1`, [LOAN]);
  expect(closes).toEqual([`{"day":"${DAY}","sum":16,"fired":[]}`]);
});

it('what informs waits while a day closes, as nobody could say to which day a hold of it belongs', async () => {
  await give(engine(), A, [pays('p-1', 1)]);
  await db.pool.query(`update lane set close_cursor = '{"phase":"timers"}'`);
  const news = at(toyRecord(told, 'n-1', LOAN, DAY, { amount: 1 }));
  expect(await give(engine(), NEWS, [news])).toMatchObject({ waiting: true });
});

it('a command to a lane that has met no day is told to come again, and leaves no trace', async () => {
  await db.pool.query('update lane set open_day = null');
  const ask = () => doors().take(reactor, [command('c-1', 1)], { refusals: 'answer' });
  expect(await ask()).toMatchObject([{ kind: 'refused', because: 'catching-up' }]);
  await give(engine(), A, [pays('p-1', 1)]);
  expect(await ask()).toMatchObject([{ kind: 'taken' }]);
});

it('doors over several lanes take them ascending, so that batches in any order never lock each other out', async () => {
  await inTransaction(db.pool, (tx) => ensureLanes(tx, 'loan', 4));
  await db.pool.query(`update lane set open_day = $1`, [DAY]);
  const lanes = new DoorLanes();
  const many = { ...engine(), partitions: 4, partitionOf: (subject: string) => Number(subject.slice(-1)) % 4 };
  lanes.serve([many as never]);
  const batch = (n: number) =>
    Array.from({ length: 8 }, (_, nth) => ({
      ...command(`c-${n}-${nth}`, 1),
      subject: `main:L-${n % 2 === 0 ? nth : 7 - nth}`,
    }));
  await Promise.all(Array.from({ length: 8 }, (_, n) => lanes.take(reactor, batch(n), { refusals: 'hold' })));
  expect(await sums()).toEqual(Array.from({ length: 8 }, (_, n) => `main:L-${n} 8`));
  await db.pool.query(`delete from lane where partition > 0`);
});
