import { useDatabase } from '@mora/testing';
import type { BrokerRecord } from '../broker/port.js';
import { LogReplaced } from '../lanes/lane-input.js';
import { runtimeMigrations } from '../migrations.js';
import { releaseSubject } from '../parking/release.js';
import { together } from '../postgres.js';
import { isNoRecordsFault } from '../weather.js';
import { runChunk } from './chunk.js';
import { fireDueTimers } from './close-day.js';
import { holdPoison } from './poison.js';
import { A, B, charged, disputed, NEWS, paid, told, ToyReactor } from './toy/toy-reactor.js';
import { CreateToy1, forgetAll, give, outcomeOf, toyEngine, toyMark, toyRecord } from './toy/toy-world.js';

const db = useDatabase({ migrations: [...runtimeMigrations, CreateToy1], keep: true });
beforeEach(() => forgetAll(db.pool));

const DAY = '2026-03-01';
const NEXT = '2026-03-02';
let offset = 0n;
const at = (record: BrokerRecord): BrokerRecord => ({ ...record, offset: (offset += 1n) });
const pays = (id: string, loan: string, amount: number, day = DAY) => at(toyRecord(paid, id, loan, day, { amount }));
const mark = (day: string) => at(toyMark(day));
const sums = () => db.lines(`select id, state->>'sum' from toy order by id`);
const held = () => db.lines(`select subject, reason, since from held_subject order by subject`);
const parked = () => db.lines(`select subject, event_id, day from parked_record order by position`);
const letters = () => db.lines(`select reason, stage, convert_from(value, 'UTF8') from dead_letter order by id`);

async function closeDay(engine: ReturnType<typeof toyEngine>, day: string): Promise<void> {
  await give(engine, A, [mark(day)]);
  await give(engine, B, [mark(day)]);
}

it('takes a repetition once, at the same offset or at another', async () => {
  const engine = toyEngine(db.pool);
  const payment = pays('p-1', 'main:L-1', 5);
  await give(engine, A, [payment]);
  await give(engine, A, [payment, at(payment), at(payment)]);
  expect(await sums()).toEqual(['main:L-1 5']);
  expect(await letters()).toEqual([]);
});

it('sets the same id with another body aside as a conflict, and goes on', async () => {
  const engine = toyEngine(db.pool);
  await give(engine, A, [pays('p-1', 'main:L-1', 5), pays('p-1', 'main:L-1', 6), pays('p-2', 'main:L-1', 7)]);
  expect(await sums()).toEqual(['main:L-1 12']);
  expect(await letters()).toEqual(['conflict inbox {"amount":6}']);
});

it('a refused record holds its loan and all that follows it, and no other loan', async () => {
  const reactor = new ToyReactor();
  reactor.refuses.add(13);
  const engine = toyEngine(db.pool, reactor);
  await give(engine, A, [pays('p-1', 'main:L-1', 13), pays('p-2', 'main:L-1', 2), pays('p-3', 'main:L-2', 3)]);
  await give(engine, A, [pays('p-4', 'main:L-1', 4)]);
  expect(await sums()).toEqual(['main:L-2 3']);
  expect(await held()).toEqual(['main:L-1 amount-refused 2026-03-01']);
  expect(await parked()).toEqual(['main:L-1 p-1 2026-03-01', 'main:L-1 p-2 2026-03-01', 'main:L-1 p-4 2026-03-01']);
});

it('a record that cannot be read holds the loan that its key names', async () => {
  const engine = toyEngine(db.pool);
  const torn = { ...pays('p-1', 'main:L-1', 1), value: Buffer.from('{"amount":') };
  const wrong = { ...pays('p-2', 'main:L-2', 1), value: Buffer.from('{"amount":"1"}') };
  const strange = pays('p-3', 'main:L-3', 1);
  await give(engine, A, [torn, wrong, { ...strange, headers: { ...strange.headers, ce_type: 'toy.unheard.v1' } }]);
  expect(await held()).toEqual([
    'main:L-1 not-json 2026-03-01',
    'main:L-2 contract 2026-03-01',
    'main:L-3 unknown-type 2026-03-01',
  ]);
});

it('a record without a readable key is set aside with its bytes, and the partition goes on', async () => {
  const engine = toyEngine(db.pool);
  const keyless = { ...pays('p-1', 'main:L-1', 1), key: null };
  const binary = { ...pays('p-2', 'main:L-1', 2), key: Buffer.from([0, 0, 0, 5]) };
  await give(engine, A, [keyless, binary, pays('p-3', 'main:L-1', 3)]);
  expect(await letters()).toEqual(['no-key envelope {"amount":1}', 'no-key envelope {"amount":2}']);
  expect(await sums()).toEqual(['main:L-1 3']);
});

it('a held loan accepts what only restricts', async () => {
  const reactor = new ToyReactor();
  reactor.refuses.add(13);
  const engine = toyEngine(db.pool, reactor);
  await give(engine, A, [pays('p-1', 'main:L-1', 13)]);
  await give(engine, NEWS, [at(toyRecord(told, 'n-1', 'main:L-1', DAY, { amount: 1 }))]);
  await give(engine, NEWS, [at(toyRecord(disputed, 'd-1', 'main:L-1', DAY, {}))]);
  expect(await db.lines(`select id, state->>'disputed', state->>'news' from toy`)).toEqual(['main:L-1 true 0']);
});

it('a released loan ends as if the first record had been good from the start, days and timers included', async () => {
  const story = [pays('p-1', 'main:L-1', 13), pays('p-2', 'main:L-1', 2)];
  const later = pays('p-3', 'main:L-1', 4, NEXT);
  const tell = async (engine: ReturnType<typeof toyEngine>) => {
    await give(engine, A, story.map(at));
    await closeDay(engine, DAY);
    await give(engine, A, [at(later)]);
    await closeDay(engine, NEXT);
    await closeDay(engine, '2026-03-03');
  };
  await tell(toyEngine(db.pool));
  const good = await outcomeOf(db.pool);

  await forgetAll(db.pool);
  const reactor = new ToyReactor();
  reactor.refuses.add(13);
  await tell(toyEngine(db.pool, reactor));
  expect(await sums()).toEqual([]);
  expect(await releaseSubject(toyEngine(db.pool, reactor), 'main:L-1')).toMatchObject({
    kind: 'still-held',
    records: 0,
  });
  reactor.refuses.clear();
  expect(await releaseSubject(toyEngine(db.pool, reactor), 'main:L-1')).toEqual({ kind: 'released', records: 3 });

  const mended = await outcomeOf(db.pool);
  const ofTheLoan = (said: readonly string[]) => said.filter((line) => !/^toy\.(held|released)/.test(line));
  expect(mended.states).toEqual(good.states);
  expect(ofTheLoan(mended.announcements)).toEqual(good.announcements);
  expect(await held()).toEqual([]);
  expect(await parked()).toEqual([]);
});

it('a hold and its release are announced', async () => {
  const reactor = new ToyReactor();
  reactor.refuses.add(13);
  const engine = toyEngine(db.pool, reactor);
  await give(engine, A, [pays('p-1', 'main:L-1', 13)]);
  reactor.refuses.clear();
  await releaseSubject(engine, 'main:L-1');
  expect(await db.lines(`select type, payload from outbox where type ~ 'held|released' order by position`)).toEqual([
    'toy.held.v1 {"reason":"amount-refused","since":"2026-03-01"}',
    'toy.released.v1 {"reason":"amount-refused","since":"2026-03-01"}',
  ]);
});

it('a record whose effects the database refuses holds its loan alone', async () => {
  const reactor = new ToyReactor();
  reactor.unsaveable.add(13);
  const engine = toyEngine(db.pool, reactor);
  const records = [pays('p-1', 'main:L-1', 1), pays('p-2', 'main:L-2', 13), pays('p-3', 'main:L-3', 3)];
  const chunk = { stream: A, partition: 0, log: { clusterId: 'cluster', topicId: 'topic', partitions: 1 }, records };
  const failure = await runChunk(engine, chunk).then(null, (error: unknown) => error);
  await holdPoison(engine, chunk, failure);
  expect(await sums()).toEqual(['main:L-1 1', 'main:L-3 3']);
  expect(await held()).toEqual(['main:L-2 fault 2026-03-01']);
});

it('a log that was made anew is a stop, never a skip', async () => {
  const engine = toyEngine(db.pool);
  await give(engine, A, [pays('p-1', 'main:L-1', 1)]);
  const anew = { clusterId: 'cluster', topicId: 'another', partitions: 1 };
  const chunk = { stream: A, partition: 0, log: anew, records: [pays('p-2', 'main:L-1', 1)] };
  await expect(runChunk(engine, chunk)).rejects.toThrow(LogReplaced);
  expect(await sums()).toEqual(['main:L-1 1']);
});

it('a stream that has met the mark waits for the others, and loses nothing', async () => {
  const engine = toyEngine(db.pool);
  await give(engine, A, [pays('p-1', 'main:L-1', 1)]);
  await give(engine, A, [mark(DAY)]);
  const early = pays('p-2', 'main:L-1', 2, NEXT);
  expect(await give(engine, A, [early])).toMatchObject({ waiting: true });
  await give(engine, B, [at(toyRecord(charged, 'c-1', 'main:L-1', DAY, { amount: 4 }))]);
  await give(engine, B, [mark(DAY)]);
  expect(await give(engine, A, [early])).toMatchObject({ waiting: false });
  const closed = await db.lines(`select payload from outbox where type = 'toy.closed.v1'`);
  expect(closed).toEqual(['{"day":"2026-03-01","sum":-3,"fired":[]}']);
});

it('a timer fires when the clock has passed it and its day is open, with its due instant for now', async () => {
  const noon = Date.parse('2026-03-02T12:00:00Z');
  const engine = toyEngine(db.pool, new ToyReactor(), noon + 1);
  await give(engine, A, [pays('p-1', 'main:L-1', 1)]);
  expect(await fireDueTimers(engine, 0)).toBe(0); // its day is not open yet
  await closeDay(engine, DAY);
  expect(await fireDueTimers(toyEngine(db.pool, new ToyReactor(), noon - 1), 0)).toBe(0);
  expect(await fireDueTimers(engine, 0)).toBe(1);
  expect(await fireDueTimers(engine, 0)).toBe(0);
  expect(await db.lines(`select state->>'fired' from toy`)).toEqual([`["${noon} 1 ${noon}"]`]);
});

it('weather that comes while a chunk is saved is told as weather, so that nobody is held for it', async () => {
  const reactor = new ToyReactor();
  const save = reactor.save.bind(reactor);
  const readOnly = `do $$ begin raise sqlstate '25006'; end $$`;
  reactor.save = (tx, ...rest) => together([tx.query(readOnly), save(tx, ...rest), save(tx, ...rest)]);
  const given = give(toyEngine(db.pool, reactor), A, [pays('p-1', 'main:L-1', 1)]);
  expect(isNoRecordsFault(await given.catch((error: unknown) => error))).toBe(true);
});

it('what is left of a day’s timers fires in the close of the day, before the day’s subjects', async () => {
  const engine = toyEngine(db.pool);
  await give(engine, A, [pays('p-1', 'main:L-1', 1)]);
  await closeDay(engine, DAY);
  await closeDay(engine, NEXT);
  const closed = await db.lines(`select payload from outbox where type = 'toy.closed.v1' order by position`);
  const noon = Date.parse('2026-03-02T12:00:00Z');
  expect(closed).toEqual([
    '{"day":"2026-03-01","sum":1,"fired":[]}',
    `{"day":"2026-03-02","sum":1,"fired":["${noon} 1 ${noon}"]}`,
  ]);
});
