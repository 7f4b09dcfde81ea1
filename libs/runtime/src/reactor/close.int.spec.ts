import { calendarDate } from '@mora/kernel';
import { useDatabase } from '@mora/testing';
import type { BrokerRecord } from '../broker/port.js';
import { runtimeMigrations } from '../migrations.js';
import { fireDueTimers } from './close-day.js';
import { DoorLanes } from './door.js';
import { MoodyReactor } from './toy/moody-reactor.js';
import { A, B, charged, NEWS, paid } from './toy/toy-reactor.js';
import { CreateToy1, forgetAll, give, toyEngine, toyMark, toyRecord } from './toy/toy-world.js';

const db = useDatabase({ migrations: [...runtimeMigrations, CreateToy1], keep: true });
let reactor: MoodyReactor;
beforeEach(async () => {
  await forgetAll(db.pool);
  reactor = new MoodyReactor();
});

const DAY = '2026-03-01';
const DAY_BEFORE = '2026-02-28';
const NEXT = '2026-03-02';
const THIRD = '2026-03-03';
const NOON = Date.parse(`${NEXT}T12:00:00Z`);
let offset = 0n;
const at = (record: BrokerRecord): BrokerRecord => ({ ...record, offset: (offset += 1n) });
const loan = (n: number) => `main:L-${n}`;
const pays = (n: number, amount = n, day = DAY) => at(toyRecord(paid, `p-${n}-${amount}`, loan(n), day, { amount }));
const charges = (n: number) => at(toyRecord(charged, `c-${n}`, loan(n), DAY, { amount: n }));
const engine = (now = 0) => toyEngine(db.pool, reactor, now);
const said = (type: string) =>
  db.lines(`select aggregateid, payload from outbox where type = $1 order by position`, [type]);
const held = () => db.lines(`select subject, reason, since from held_subject order by subject`);
const marks = () => db.lines(`select business_date from outbox where type = 'mora.day.closed.v1' order by position`);
const openDay = async () => (await db.lines(`select open_day from lane`))[0];

async function closeDay(day: string): Promise<void> {
  await give(engine(), A, [at(toyMark(day))]);
  await give(engine(), B, [at(toyMark(day))]);
}

it('what cannot be taken back is done at the close of a day when yesterday’s news are known', async () => {
  await give(engine(), A, [charges(1)]);
  await give(engine(), NEWS, [at(toyMark(DAY_BEFORE))]);
  await closeDay(DAY);
  expect(await said('toy.filed.v1')).toEqual([`${loan(1)} {"day":"${DAY}","known":"${DAY_BEFORE}"}`]);
});

it('an older mark of an informing stream, repeated by its relay, takes back nothing that is known', async () => {
  await give(engine(), A, [pays(1)]);
  for (const day of [DAY, NEXT, DAY]) await give(engine(), NEWS, [at(toyMark(day))]);
  expect(await db.lines(`select marked_day from lane_input where stream = $1`, [NEWS])).toEqual([NEXT]);
});

it('a mark that is repeated after its day has closed closes no other day and wedges nothing', async () => {
  await give(engine(), A, [pays(1)]);
  await closeDay(DAY);
  await closeDay(DAY);
  expect(await openDay()).toBe(NEXT);
  await give(engine(), A, [pays(1, 2, NEXT)]);
  await closeDay(NEXT);
  expect(await marks()).toEqual([DAY, NEXT]);
});

it('a lane opens on the first day for which there are rules: what was said before is known by then, and closes nothing', async () => {
  reactor.startsOn = calendarDate(NEXT);
  await give(engine(), A, [at(toyMark(DAY_BEFORE)), pays(1), pays(2)]);
  await closeDay(DAY);
  expect([await openDay(), await marks(), await held()]).toEqual([NEXT, [], []]);
  expect(await db.lines(`select state->>'sum' from toy order by id`)).toEqual(['1', '2']);
  await give(engine(), A, [at(toyMark(NEXT))]);
  expect(await marks()).toEqual([]);
  await give(engine(), A, [pays(3, 4, THIRD)]);
  expect(await db.lines(`select count(*) from toy`)).toEqual(['2']);
  await give(engine(), B, [at(toyMark(NEXT))]);
  expect([await openDay(), await marks()]).toEqual([THIRD, [NEXT]]);
});

it('a lane that meets a day for which there are rules opens on that', async () => {
  reactor.startsOn = calendarDate(DAY_BEFORE);
  await give(engine(), A, [pays(1)]);
  await closeDay(DAY);
  expect([await openDay(), await marks()]).toEqual([NEXT, [DAY]]);
});

it('a timer that was cleared by one before it does not fire, though both were due', async () => {
  await give(engine(), A, [pays(1)]);
  await db.pool.query(
    `insert into timer (space, partition, subject, key, kind, due_at, due_day) values ('loan', 0, $1, 'late', 'noon', $2, $3)`,
    [loan(1), NOON + 1, NEXT],
  );
  reactor.clears = ['late'];
  await closeDay(DAY);
  await fireDueTimers(engine(NOON + 10), 0);
  expect(await db.lines(`select state->>'fired' from toy`)).toEqual([`["${NOON} 1 ${NOON}"]`]);
  expect(await db.lines(`select key from timer`)).toEqual([]);
});

it('a timer that is refused holds its loan, and the day of the others closes', async () => {
  await give(engine(), A, [pays(1), pays(2)]);
  await closeDay(DAY);
  reactor.refusesKinds.add('timer');
  await fireDueTimers(engine(NOON), 0);
  reactor.refusesKinds.clear();
  await closeDay(NEXT);
  expect(await held()).toEqual([`${loan(1)} timer-refused ${NEXT}`, `${loan(2)} timer-refused ${NEXT}`]);
  expect(await marks()).toEqual([DAY, NEXT]);
});

it('a loan whose close cannot be saved is held alone, and the day closes for all others', async () => {
  const loans = [1, 2, 3, 4, 5];
  await give(
    engine(),
    A,
    loans.map((n) => pays(n)),
  );
  reactor.unsaveable.add(3);
  await closeDay(DAY);
  expect(await held()).toEqual([`${loan(3)} fault ${DAY}`]);
  expect((await said('toy.closed.v1')).map((line) => line.split(' ')[0])).toEqual([1, 2, 4, 5].map(loan));
  expect(await openDay()).toBe(NEXT);
});

it('a loan whose timer cannot be saved is held alone', async () => {
  await give(
    engine(),
    A,
    [1, 2, 3].map((n) => pays(n)),
  );
  await closeDay(DAY);
  reactor.unsaveable.add(2);
  while ((await fireDueTimers(engine(NOON), 0)) > 0);
  expect(await held()).toEqual([`${loan(2)} fault ${NEXT}`]);
  expect(await db.lines(`select id from toy where state->'fired' <> '[]' order by id`)).toEqual([loan(1), loan(3)]);
});

it('a day that is closed everywhere at once fires all of its timers first, however many', async () => {
  const loans = [1, 2, 3, 4, 5, 6, 7];
  await give(
    engine(),
    A,
    loans.map((n) => pays(n)),
  );
  await closeDay(DAY);
  reactor.unsaveable.add(4);
  const lanes = new DoorLanes();
  lanes.serve([engine() as never]);
  expect(await lanes.closeDay(reactor, calendarDate(NEXT), { calendar: 'CN' })).toEqual({ kind: 'closed' });
  expect(await db.lines(`select id from toy where state->'fired' <> '[]' order by id`)).toEqual(
    [1, 2, 3, 5, 6, 7].map(loan),
  );
  expect(await held()).toEqual([`${loan(4)} fault ${NEXT}`]);
  expect(await marks()).toEqual([DAY, NEXT]);
  expect(await lanes.closeDay(reactor, calendarDate(NEXT), { calendar: 'CN' })).toEqual({
    kind: 'refused',
    because: 'day-not-open',
  });
  expect(await openDay()).toBe(THIRD);
});

describe('a page that is saved while the rest of it is still being decided', () => {
  const many = Array.from({ length: 250 }, (_, n) => n + 1);
  const inOnePage = (now: number) => ({ ...engine(now), pageSize: 500 });
  const fired = () => db.lines(`select state->>'fired' from toy order by (state->>'sum')::int`);

  beforeEach(async () => {
    await give(
      engine(),
      A,
      many.map((n) => pays(n)),
    );
    await closeDay(DAY);
  });

  it('is saved whole and each once, and whoever is touched twice stands as after the second time', async () => {
    const saved: string[][] = [];
    const save = reactor.save.bind(reactor);
    reactor.save = (tx, changed, partitionOf) => {
      saved.push([...changed.keys()]);
      return save(tx, changed, partitionOf);
    };
    await db.pool.query(
      `insert into timer (space, partition, subject, key, kind, due_at, due_day) values ('loan', 0, $1, 'late', 'noon', $2, $3)`,
      [loan(1), NOON + 1, NEXT],
    );
    await fireDueTimers(inOnePage(NOON + 10), 0);
    const once = (n: number) => `["${NOON} ${n} ${NOON}"]`;
    const twice = `["${NOON} 1 ${NOON}", "${NOON + 1} 1 ${NOON + 1}"]`;
    expect(await fired()).toEqual(many.map((n) => (n === 1 ? twice : once(n))));
    expect(saved.length).toBeGreaterThan(1);
    expect(saved.flat().toSorted()).toEqual(many.map(loan).toSorted());
  });

  it('is saved to its last step before it commits, and not at all where that step fails', async () => {
    const transactions: string[] = [];
    const failing = new Set([loan(3)]);
    const save = reactor.save.bind(reactor);
    reactor.save = async (tx, changed, partitionOf) => {
      await save(tx, changed, partitionOf);
      if (![...failing].some((subject) => changed.has(subject))) return;
      for (let step = 1; step <= 5; step += 1) {
        const [row] = await tx.query<{ id: string }>(`select pg_current_xact_id()::text as id where $1 > 0`, [step]);
        transactions.push(row?.id ?? '');
      }
      throw new TypeError('the last step');
    };
    while ((await fireDueTimers(inOnePage(NOON), 0)) > 0);
    expect(await held()).toEqual([`${loan(3)} fault ${NEXT}`]);
    expect((await fired()).filter((line) => line === '[]')).toHaveLength(1);
    expect(new Set(transactions).size).toBe(2); // of the page, and of the one that was tried alone
  });

  it('is not saved at all where one of it cannot be, who is then held alone', async () => {
    reactor.unsaveable.add(3);
    while ((await fireDueTimers(inOnePage(NOON), 0)) > 0);
    expect(await held()).toEqual([`${loan(3)} fault ${NEXT}`]);
    expect((await fired()).filter((line) => line === '[]')).toHaveLength(1);
  });
});
