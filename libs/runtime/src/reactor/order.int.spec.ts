import { addDays, calendarDate } from '@mora/kernel';
import { useDatabase } from '@mora/testing';
import type { BrokerRecord } from '../broker/port.js';
import { runtimeMigrations } from '../migrations.js';
import { Crash, crashingPool } from './toy/crashing-pool.js';
import { A, B, charged, NEWS, paid, told } from './toy/toy-reactor.js';
import {
  CreateToy1,
  forgetAll,
  give,
  numbered,
  outcomeOf,
  type Stream,
  toyEngine,
  toyMark,
  toyRecord,
} from './toy/toy-world.js';

const db = useDatabase({ migrations: [...runtimeMigrations, CreateToy1], keep: true });

const RUNS = 1_000;
const DAYS = ['2026-03-01', '2026-03-02'];

/** Mulberry32: small, seeded, and the same everywhere. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const perDay = (records: (day: string) => BrokerRecord[]): BrokerRecord[] =>
  DAYS.flatMap((day) => [...records(day), toyMark(day)]);

const a = numbered(
  A,
  perDay((day) => [
    toyRecord(paid, `a1-${day}`, 'main:L-1', day, { amount: 3 }),
    toyRecord(paid, `a2-${day}`, 'main:L-2', day, { amount: 5 }),
  ]),
);
const b = numbered(
  B,
  perDay((day) => [
    toyRecord(charged, `b1-${day}`, 'main:L-1', day, { amount: 10 }),
    toyRecord(charged, `b3-${day}`, 'main:L-3', day, { amount: 7 }),
  ]),
);
const news = numbered(
  NEWS,
  perDay((day) => [toyRecord(told, `n1-${day}`, 'main:L-1', day, { amount: 1 })]),
);

type Reading = { readonly stream: Stream; at: number };

/** Any next record of a stream that need not wait; with it, now and then, a death and a repetition of what was read. */
async function interleave(streams: readonly Stream[], below: (n: number) => number): Promise<void> {
  const { pool, crashBefore } = crashingPool(db.pool);
  const engine = toyEngine(pool);
  const readings: Reading[] = streams.map((stream) => ({ stream, at: 0 }));
  for (;;) {
    const unread = readings.filter(({ stream, at }) => at < stream.records.length);
    const reading = unread[below(unread.length)];
    if (reading === undefined) return;
    await step(engine, reading, crashBefore, below);
  }
}

async function step(
  engine: ReturnType<typeof toyEngine>,
  reading: Reading,
  crashBefore: (statement: number) => void,
  below: (n: number) => number,
): Promise<void> {
  const { stream, at } = reading;
  const from = Math.max(at - below(3), 0); // a process that comes back may be handed what was taken already
  const batch = stream.records.slice(from, at + 1);
  const pieces = batch.map((record) => [record]);
  crashBefore(below(2) === 0 ? below(14) : Infinity);
  try {
    for (const piece of pieces) {
      const result = await give(engine, stream.stream, piece);
      if (result.waiting) return;
    }
    reading.at = at + 1;
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
  } finally {
    crashBefore(Infinity);
  }
}

/** Whose filing was announced, as often as it was. */
const filedLoans = () => db.lines(`select aggregateid from outbox where type = 'toy.filed.v1' order by aggregateid`);

const settle = async () => {
  await give(toyEngine(db.pool), A, a.records.slice(-1)); // a close that a death cut off goes on
  return outcomeOf(db.pool);
};

async function run(streams: readonly Stream[], seed: number) {
  await forgetAll(db.pool);
  await interleave(streams, seeded(seed));
  return settle();
}

it(`every order of the spine records gives the same states and the same announcements, through ${RUNS} orders with deaths`, async () => {
  await forgetAll(db.pool);
  const streams = [a, b];
  const expected = await run(streams, 0);
  expect(expected.states).toHaveLength(3);
  expect(expected.order.filter(({ mark }) => mark).map(({ day }) => day)).toEqual(DAYS);
  for (let seed = 1; seed <= RUNS; seed += 1) {
    const got = await run(streams, seed);
    expect({ seed, states: got.states, announcements: got.announcements }).toEqual({
      seed,
      states: expected.states,
      announcements: expected.announcements,
    });
    expectMarksBehindTheirDays(got.order);
  }
}, 600_000);

it(`no order of the informing records changes the money, and each filing is done once, when yesterday's news are known, through ${RUNS} orders`, async () => {
  const money = (states: readonly string[]) => states.map((state) => /"sum":(-?\d+)/.exec(state)?.[1]);
  const expected = await run([a, b, news], 0);
  const told = (states: readonly string[]) => states.map((state) => /"news":(-?\d+)/.exec(state)?.[1]);
  for (let seed = 1; seed <= RUNS; seed += 1) {
    const got = await run([a, b, news], seed);
    expect({ seed, money: money(got.states) }).toEqual({ seed, money: money(expected.states) });
    expect({ seed, told: told(got.states) }).toEqual({ seed, told: told(expected.states) });
    const filings = got.announcements.filter((said) => said.startsWith('toy.filed.v1'));
    for (const line of filings) {
      const { day, known } = JSON.parse(line.slice(line.indexOf('{'))) as { day: string; known: string };
      expect(known >= addDays(calendarDate(day), -1)).toBe(true);
    }
    expect({ seed, filed: await filedLoans() }).toEqual({ seed, filed: ['main:L-1', 'main:L-3'] });
  }
}, 600_000);

function expectMarksBehindTheirDays(order: readonly { mark: boolean; day: string }[]): void {
  let open = DAYS[0] as string;
  for (const { mark, day } of order) {
    expect(day).toBe(open);
    if (mark) open = addDays(calendarDate(day), 1);
  }
}
