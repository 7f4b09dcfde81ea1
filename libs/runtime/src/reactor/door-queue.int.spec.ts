import { type AddressInfo, createServer } from 'node:net';
import { useDatabase } from '@mora/testing';
import { payloadHash } from '../inbox/inbox.js';
import { runtimeMigrations } from '../migrations.js';
import { inTransaction, openPool } from '../postgres.js';
import { isWeather } from '../weather.js';
import { DoorQueue } from './door-queue.js';
import { DoorLanes } from './door.js';
import type { LockedLanes } from './lanes.js';
import { MoodyReactor } from './toy/moody-reactor.js';
import { A, paid } from './toy/toy-reactor.js';
import { CreateToy1, forgetAll, give, toyEngine, toyRecord } from './toy/toy-world.js';

const db = useDatabase({ migrations: [...runtimeMigrations, CreateToy1], keep: true });
const DAY = '2026-03-01';
const LOANS = Array.from({ length: 12 }, (_, n) => `main:L-${n + 10}`);
let reactor: MoodyReactor;
let lanes: DoorLanes;
let transactions: string[];

beforeEach(async () => {
  await forgetAll(db.pool);
  reactor = new MoodyReactor();
  transactions = [];
  const engine = toyEngine(db.pool, reactor, 0);
  await give(engine, A, [{ ...toyRecord(paid, 'opens', 'main:L-1', DAY, { amount: 1 }), offset: 1n }]);
  lanes = new DoorLanes();
  lanes.serve([engine as never]);
});

const note = async ({ tx }: LockedLanes): Promise<void> => {
  const [row] = await tx.query<{ id: string }>(`select pg_current_xact_id()::text as id where $1`, [true]);
  transactions.push(row?.id ?? '');
};

async function ask(loan: string, amount: number, also = note) {
  const id = `${loan}/${amount}`;
  const item = { id, subject: loan, hash: payloadHash(id), event: { kind: 'money' as const, amount } };
  const [answer] = await lanes.take(reactor, [{ ...item, bytes: Buffer.from(id) }], { refusals: 'answer', also });
  return answer;
}
const sums = () => db.lines(`select id, state->>'sum' from toy where id <> 'main:L-1' order by id`);

it('takes together what waits for one lane', async () => {
  const answers = await Promise.all(LOANS.map((loan, n) => ask(loan, n + 1)));
  expect(answers).toEqual(LOANS.map(() => ({ kind: 'taken' })));
  expect(await sums()).toEqual(LOANS.map((loan, n) => `${loan} ${n + 1}`));
  expect(new Set(transactions).size).toBe(2); // the first one found nobody before it
});

it('gives each caller the answer to what it has asked', async () => {
  reactor.refuses.add(5);
  const answers = await Promise.all(LOANS.map((loan, n) => ask(loan, n + 1)));
  expect(answers.map((answer, n) => (answer?.kind === 'refused' ? n : null)).filter((n) => n !== null)).toEqual([4]);
});

it('lets nobody fail by another one', async () => {
  const breaks = () => Promise.reject(new Error('the caller’s own statement fails'));
  const settled = await Promise.allSettled(LOANS.map((loan, n) => ask(loan, n + 1, n === 4 ? breaks : note)));
  expect(settled.map(({ status }) => status)).toEqual(LOANS.map((_, n) => (n === 4 ? 'rejected' : 'fulfilled')));
  expect(await sums()).toEqual(LOANS.flatMap((loan, n) => (n === 4 ? [] : [`${loan} ${n + 1}`])));
});

describe('many commands of one caller', () => {
  const askAll = (also = note) => {
    const items = LOANS.map((loan, n) => {
      const id = `${loan}/all`;
      const event = { kind: 'money' as const, amount: n + 1 };
      return { id, subject: loan, hash: payloadHash(id), event, bytes: Buffer.from(id) };
    });
    return lanes.take(reactor, items, { refusals: 'answer', also });
  };

  it.each([
    ['cannot be saved', () => void reactor.unsaveable.add(5)],
    ['cannot be read', () => void reactor.unloadable.add(LOANS[4] ?? '')],
  ])('one whose state %s is told so, and keeps none of the others from being taken', async (_what, spoil) => {
    spoil();
    const answers = await askAll();
    expect(answers.map(({ kind }) => kind)).toEqual(LOANS.map((_, n) => (n === 4 ? 'refused' : 'taken')));
    expect(answers[4]).toMatchObject({ because: 'fault' });
    expect(await sums()).toEqual(LOANS.flatMap((loan, n) => (n === 4 ? [] : [`${loan} ${n + 1}`])));
    expect(await db.lines(`select subject from held_subject`)).toEqual([]);
    reactor.unsaveable.clear();
    reactor.unloadable.clear();
    expect((await askAll()).map(({ kind }) => kind)).toEqual(LOANS.map((_, n) => (n === 4 ? 'taken' : 'duplicate')));
  });

  it('what the caller writes with them fails them all', async () => {
    const fails = () => Promise.reject(new Error('the caller’s own statement fails'));
    await expect(askAll(fails)).rejects.toThrow('the caller’s own');
    expect(await sums()).toEqual([]);
  });
});

it('keeps those of one subject apart, in the order in which they came', async () => {
  const [loan = ''] = LOANS;
  const seen: string[] = [];
  const look = async (lane: LockedLanes): Promise<void> => {
    await note(lane);
    const [row] = await lane.tx.query<{ sum: string }>(`select state->>'sum' as sum from toy where id = $1`, [loan]);
    seen.push(row?.sum ?? '');
  };
  await Promise.all([1, 2, 3].map((amount) => ask(loan, amount, look)));
  expect(seen).toEqual(['1', '3', '6']);
  expect(new Set(transactions).size).toBe(3);
});

it('keeps those under one key apart, so that one that is refused leaves the key to the next', async () => {
  reactor.refuses.add(5);
  const underOneKey = async (loan: string, amount: number) => {
    const item = { id: 'one-key', subject: loan, hash: payloadHash(loan), event: { kind: 'money' as const, amount } };
    const [answer] = await lanes.take(reactor, [{ ...item, bytes: Buffer.from(loan) }], { refusals: 'answer' });
    return answer?.kind;
  };
  const [first = '', second = '', third = ''] = LOANS;
  const answers = await Promise.all([ask(third, 1), underOneKey(first, 5), underOneKey(second, 6)]);
  expect(answers.slice(1)).toEqual(['refused', 'taken']);
  expect(await sums()).toEqual([`${second} 6`, `${third} 1`]);
  expect(await db.lines(`select reason from dead_letter`)).toEqual([]);
});

it('tells all who wait that the database is away, and does not try it for each of them', async () => {
  const server = createServer((socket) => void socket.destroy());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const away = openPool({ url: `postgresql://nobody@127.0.0.1:${port}/nothing`, name: 'away' });
  let tried = 0;
  const queue = new DoorQueue<{ id: string; subject: string }>(() => {
    tried += 1;
    return inTransaction(away, () => Promise.resolve([]));
  });
  const asked = LOANS.map((subject) => queue.ask('0', { items: [{ id: subject, subject }], also: undefined }));
  const told = await Promise.all(asked.map((one) => one.catch((error: unknown) => isWeather(error))));
  expect(told).toEqual(LOANS.map(() => true));
  expect(tried).toBe(3); // the first, all behind it, and one of them alone
  await away.end();
  server.close();
});
