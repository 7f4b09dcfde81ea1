import { useDatabase } from '@mora/testing';
import type { BrokerRecord } from '../broker/port.js';
import { runtimeMigrations } from '../migrations.js';
import { releaseSubject } from '../parking/release.js';
import { runChunk } from './chunk.js';
import { holdPoison } from './poison.js';
import { Crash, crashingPool } from './toy/crashing-pool.js';
import { MoodyReactor } from './toy/moody-reactor.js';
import { A, B, charged, NEWS, paid, told } from './toy/toy-reactor.js';
import { CreateToy1, forgetAll, give, LOG, outcomeOf, toyEngine, toyMark, toyRecord } from './toy/toy-world.js';

const db = useDatabase({ migrations: [...runtimeMigrations, CreateToy1], keep: true });
let reactor: MoodyReactor;
beforeEach(async () => {
  await forgetAll(db.pool);
  reactor = new MoodyReactor();
});

const DAY = '2026-03-01';
const NEXT = '2026-03-02';
const THIRD = '2026-03-03';
let offset = 0n;
const at = (record: BrokerRecord): BrokerRecord => ({ ...record, offset: (offset += 1n) });
const loan = (n: number) => `main:L-${n}`;
const charges = (n: number, day = DAY) => at(toyRecord(charged, `c-${n}-${day}`, loan(n), day, { amount: n }));
const pays = (id: string, n: number, amount: number, day = DAY) => at(toyRecord(paid, id, loan(n), day, { amount }));
const engine = () => toyEngine(db.pool, reactor);
const mark = (day: string) => at(toyMark(day));
const filed = () => db.lines(`select aggregateid, payload from outbox where type = 'toy.filed.v1' order by position`);
const held = () => db.lines(`select subject, reason from held_subject order by subject`);
const known = () => db.lines(`select marked_day, next_offset from lane_input where stream = $1`, [NEWS]);
const FILED = `{"day":"${DAY}","known":"${DAY}"}`;

async function closeDay(day: string): Promise<void> {
  await give(engine(), A, [mark(day)]);
  await give(engine(), B, [mark(day)]);
}

/** Loans that owe, and whose filings wait for the news of a day before the first. */
async function owing(...loans: number[]): Promise<void> {
  for (const n of loans) await give(engine(), B, [charges(n)]);
  await closeDay(DAY);
  expect(await filed()).toEqual([]);
}

it('what was not known yet is judged again when the mark comes, and once', async () => {
  await owing(1);
  const news = mark(DAY);
  await give(engine(), NEWS, [news]);
  expect(await filed()).toEqual([`${loan(1)} ${FILED}`]);
  await give(engine(), NEWS, [news, at(news)]);
  await give(engine(), NEWS, [mark(NEXT)]);
  expect(await filed()).toHaveLength(1);
});

it('all that wait are judged, in pages; a death between two of them loses nothing and doubles nothing', async () => {
  const loans = [1, 2, 3, 4, 5];
  const announced = [];
  for (let statements = 0; ; statements += 1) {
    await forgetAll(db.pool);
    await owing(...loans);
    const { pool, crashBefore } = crashingPool(db.pool);
    crashBefore(statements);
    const news = mark(DAY);
    const died = await give(toyEngine(pool, reactor), NEWS, [news]).then(
      () => false,
      (error: unknown) => error instanceof Crash,
    );
    await give(engine(), NEWS, [news]);
    expect(await filed()).toEqual(loans.map((n) => `${loan(n)} ${FILED}`));
    expect(await known()).toEqual([`${DAY} ${news.offset + 1n}`]);
    announced.push((await db.lines(`select id from outbox where type = 'toy.filed.v1' order by id`)).join());
    if (!died) break;
  }
  expect(announced.length).toBeGreaterThan(20);
  expect(new Set(announced).size).toBe(1);
});

it('what comes between two pages is decided with what is known already, so that nobody begins to wait behind them', async () => {
  await owing(2, 3, 4);
  const { pool, crashBefore } = crashingPool(db.pool);
  crashBefore(12);
  const news = mark(DAY);
  await give(toyEngine(pool, reactor), NEWS, [news]).catch(() => undefined);
  expect(await filed()).toHaveLength(2); // the first page of two
  await give(engine(), B, [charges(1, NEXT)]);
  await closeDay(NEXT);
  await give(engine(), NEWS, [news]);
  expect((await filed()).map((line) => line.split(' ')[0])).toEqual([2, 3, 1, 4].map(loan));
});

it('a loan that cannot be judged is held alone, and is judged when it is released', async () => {
  await owing(1, 2, 3);
  reactor.unsaveable.add(-2);
  const news = { stream: NEWS, partition: 0, log: LOG, records: [mark(DAY)] };
  await runChunk(engine(), news).catch((error: unknown) => holdPoison(engine(), news, error));
  expect(await held()).toEqual([`${loan(2)} fault`]);
  expect((await filed()).map((line) => line.split(' ')[0])).toEqual([1, 3].map(loan));
  reactor.unsaveable.clear();
  expect(await releaseSubject(engine(), loan(2))).toMatchObject({ kind: 'released' });
  expect((await filed()).map((line) => line.split(' ')[0])).toEqual([1, 3, 2].map(loan));
});

it('a loan whose judgement is refused is held, and judged again at its release', async () => {
  await owing(1, 2);
  reactor.refusesKinds.add('known');
  await give(engine(), NEWS, [mark(DAY)]);
  expect(await held()).toEqual([1, 2].map((n) => `${loan(n)} known-refused`));
  expect(await releaseSubject(engine(), loan(1))).toMatchObject({ kind: 'still-held', because: 'known-refused' });
  reactor.refusesKinds.clear();
  expect(await releaseSubject(engine(), loan(1))).toMatchObject({ kind: 'released' });
  expect(await filed()).toEqual([`${loan(1)} ${FILED}`]);
});

/** Marks of the news come before, between and after records that may have to wait. */
const STORY: readonly (() => Promise<unknown>)[] = [
  () => give(engine(), A, [pays('p-1', 1, 13)]),
  () => give(engine(), B, [at(toyRecord(charged, 'c-1', loan(1), DAY, { amount: 20 }))]),
  () => closeDay(DAY),
  () => give(engine(), NEWS, [at(toyRecord(told, 'n-1', loan(1), DAY, { amount: 1 }))]),
  () => give(engine(), NEWS, [mark(DAY)]),
  () => give(engine(), A, [pays('p-2', 1, 2, NEXT)]),
  () => closeDay(NEXT),
  () => give(engine(), NEWS, [mark(NEXT)]),
  () => closeDay(THIRD),
];

it.each(Array.from({ length: STORY.length }, (_, n) => n + 1))(
  'a loan that was held ends as if it never had been, what it missed of the news included: released after step %i',
  async (released) => {
    for (const step of STORY) await step();
    const good = await outcomeOf(db.pool);
    expect(await filed()).toEqual([`${loan(1)} ${FILED}`]);

    await forgetAll(db.pool);
    reactor.refuses.add(13);
    for (const [n, step] of STORY.entries()) {
      await step();
      if (n + 1 !== released) continue;
      expect(await releaseSubject(engine(), loan(1))).toMatchObject({ kind: 'still-held' });
      reactor.refuses.clear();
      expect(await releaseSubject(engine(), loan(1))).toMatchObject({ kind: 'released' });
    }
    const mended = await outcomeOf(db.pool);
    expect(mended.states).toEqual(good.states);
    expect(mended.announcements.filter((line) => !/^toy\.(held|released)/.test(line))).toEqual(good.announcements);
  },
);
