import type pg from 'pg';
import { useDatabase } from '@mora/testing';
import type { BrokerRecord } from '../broker/port.js';
import { runtimeMigrations } from '../migrations.js';
import { releaseSubject } from '../parking/release.js';
import { fireDueTimers } from './close-day.js';
import type { Engine } from './engine.js';
import type { At, Outcome } from './reactor.js';
import { TimerLoop } from './timer-loop.js';
import { Crash, crashingPool } from './toy/crashing-pool.js';
import { MoodyReactor } from './toy/moody-reactor.js';
import { A, B, charged, NEWS, paid, type Toy, type ToyEvent, told } from './toy/toy-reactor.js';
import { CreateToy1, forgetAll, give, outcomeOf, toyEngine, toyMark, toyRecord } from './toy/toy-world.js';

const db = useDatabase({ migrations: [...runtimeMigrations, CreateToy1], keep: true });
let reactor: MoodyReactor;
beforeEach(async () => {
  await forgetAll(db.pool);
  reactor = new MoodyReactor();
});

const BEFORE = '2026-02-28';
const DAY = '2026-03-01';
const NEXT = '2026-03-02';
const THIRD = '2026-03-03';
let offset = 0n;
const at = (record: BrokerRecord): BrokerRecord => ({ ...record, offset: (offset += 1n) });
const loan = (n: number) => `main:L-${n}`;
const charges = (n: number, day = DAY) => at(toyRecord(charged, `c-${n}-${day}`, loan(n), day, { amount: n }));
const pays = (n: number, amount: number, day = DAY) =>
  at(toyRecord(paid, `p-${n}-${day}-${amount}`, loan(n), day, { amount }));
const tells = (day: string) => at(toyRecord(told, `n-${day}`, loan(1), day, { amount: 1 }));
const engine = (pool = db.pool) => toyEngine(pool, reactor);
const mark = (day: string) => at(toyMark(day));
const filed = () =>
  db.lines(`select aggregateid, business_date, payload from outbox where type = 'toy.filed.v1' order by position`);
const cursor = async () => (await db.lines(`select coalesce(close_cursor, '-') from lane`))[0];

type Step = () => Promise<unknown>;
const gives =
  (stream: string, record: () => BrokerRecord): Step =>
  () =>
    give(engine(), stream, [record()]);
const marks = (stream: string, day: string): Step => gives(stream, () => mark(day));
const closes = (day: string): Step[] => [marks(A, day), marks(B, day)];

/** What a run of these steps comes to: states, announcements with their ids, and their business dates in order. */
async function after(steps: readonly Step[]) {
  await forgetAll(db.pool);
  for (const step of steps) await step();
  return outcomeOf(db.pool);
}

/** These steps with the mark of the news in between. */
const withNews = (steps: readonly Step[], place: number, day: string): Step[] => [
  ...steps.slice(0, place),
  marks(NEWS, day),
  ...steps.slice(place),
];

describe.each<[string, Step[]]>([
  ['the first mark of its stream', []],
  ['one of many', [marks(NEWS, BEFORE)]],
])('%s', (_which, first) => {
  const steps = [
    gives(B, () => charges(1)),
    ...first,
    gives(A, () => pays(2, 1)),
    gives(NEWS, () => tells(DAY)),
    ...closes(DAY),
  ];
  const behind = [gives(B, () => charges(2, NEXT)), ...closes(NEXT), marks(NEWS, NEXT), ...closes(THIRD)];
  const places = Array.from({ length: steps.length - first.length - 1 }, (_, n) => n + 1 + first.length);

  it.each(places)(
    'comes to the same, whether it is met behind step %i of its day or right behind the close',
    async (place) => {
      const late = await after([...withNews(steps, steps.length, DAY), ...behind]);
      const filings =
        first.length === 0
          ? [`${loan(1)} ${NEXT} {"day":"${DAY}","known":"${DAY}"}`]
          : [`${loan(1)} ${DAY} {"day":"${DAY}","known":"${BEFORE}"}`];
      expect(await filed()).toEqual([...filings, `${loan(2)} ${NEXT} {"day":"${NEXT}","known":"${DAY}"}`]);
      expect(await after([...withNews(steps, place, DAY), ...behind])).toEqual(late);
    },
  );
});

it('a lane that is behind is told day by day, as if it had been in time', async () => {
  const first = gives(B, () => charges(1));
  const [second, third] = [gives(B, () => charges(2, NEXT)), gives(B, () => charges(3, THIRD))];
  const days = [DAY, NEXT, THIRD].map((day) => marks(NEWS, day));
  const inTime = [first, ...closes(DAY), days[0], second, ...closes(NEXT), days[1], third, ...closes(THIRD), days[2]];
  const behind = [first, ...days, ...closes(DAY), second, ...closes(NEXT), third, ...closes(THIRD)];
  const expected = await after(inTime as Step[]);
  expect(await filed()).toHaveLength(3);
  expect(await after(behind)).toEqual(expected);
});

it('a death between two pages of those who are told goes on there; until all are, nothing else is taken', async () => {
  const loans = [1, 2, 3, 4, 5];
  const outcomes = [];
  const cursors = new Set<string | undefined>();
  for (let statements = 0, died = true; died; statements += 1) {
    await after([...loans.map((n) => gives(B, () => charges(n))), marks(NEWS, DAY), marks(A, DAY)]);
    const { pool, crashBefore } = crashingPool(db.pool);
    crashBefore(statements);
    const last = mark(DAY);
    died = await give(engine(pool), B, [last]).then(
      () => false,
      (error: unknown) => error instanceof Crash,
    );
    const stands = await cursor();
    cursors.add(stands);
    if (stands?.includes('known') === true) {
      expect(await give(engine(), A, [pays(1, 9, NEXT)])).toMatchObject({ waiting: true });
      expect(await fireDueTimers(toyEngine(db.pool, reactor, Date.parse(`${THIRD}T00:00:00Z`)), 0)).toBe(0);
    }
    await new TimerLoop([engine() as Engine<unknown, unknown>], 1_000, () => undefined).turn();
    expect(await cursor()).toBe('-');
    await give(engine(), B, [last]);
    expect(await filed()).toEqual(loans.map((n) => `${loan(n)} ${NEXT} {"day":"${DAY}","known":"${DAY}"}`));
    outcomes.push(JSON.stringify(await outcomeOf(db.pool)));
  }
  expect([...cursors]).toEqual(
    expect.arrayContaining(
      [null, loan(2), loan(4)].map((last) => JSON.stringify({ phase: 'known', stream: NEWS, after: last })),
    ),
  );
  expect(new Set(outcomes).size).toBe(1);
});

it('a day that closes while its mark is being taken is told of all the same', async () => {
  await after([gives(B, () => charges(1)), marks(A, DAY)]);
  const interfering = before(2, () => give(engine(), B, [mark(DAY)]));
  await give(engine(interfering), NEWS, [mark(DAY)]);
  expect(await filed()).toEqual([`${loan(1)} ${NEXT} {"day":"${DAY}","known":"${DAY}"}`]);
});

it('a mark that met a day about to close is not taken unjudged: it comes again', async () => {
  await after([gives(B, () => charges(1)), ...closes(DAY)]);
  await db.pool.query(`update lane set close_cursor = '{"phase":"timers"}'`);
  const interfering = before(2, () => db.pool.query(`update lane set close_cursor = null`));
  const news = mark(DAY);
  expect(await give(engine(interfering), NEWS, [news])).toMatchObject({ waiting: true });
  expect(await give(engine(), NEWS, [news])).toMatchObject({ waiting: false });
  expect(await filed()).toHaveLength(1);
});

/** A pool before whose nth transaction something else happens. */
function before(nth: number, happens: () => Promise<unknown>): pg.Pool {
  let begun = 0;
  const connect = async () => {
    begun += 1;
    if (begun === nth) await happens();
    return db.pool.connect();
  };
  return { connect, query: db.pool.query.bind(db.pool) } as unknown as pg.Pool;
}

const VIEWS = 'toy.views.v1';

/** Files only what is known from two streams. */
class TwoNews extends MoodyReactor {
  override readonly informing = [NEWS, VIEWS];

  override decide(known: Toy | null, event: ToyEvent, when: At): Outcome<Toy> {
    const days = this.informing.map((stream) => when.knownUpTo[stream] ?? '');
    const [least] = days.toSorted();
    const knownUpTo = least === '' ? {} : { [NEWS]: least };
    return super.decide(known, event, { ...when, knownUpTo: knownUpTo as At['knownUpTo'] });
  }
}

it.each<[string, Step[], Step[]]>([
  ['both are ahead', [marks(NEWS, DAY), marks(VIEWS, DAY)], []],
  ['both are ahead, the other one first', [marks(VIEWS, DAY), marks(NEWS, DAY)], []],
  ['one is ahead', [marks(NEWS, DAY)], [marks(VIEWS, DAY)]],
])('of two informing streams each is told of in its turn, held loans included: %s', async (_which, ahead, late) => {
  reactor = new TwoNews();
  const loans = [1, 2, 3].map((n) => gives(B, () => charges(n)));
  const expected = await after([...loans, ...closes(DAY), marks(NEWS, DAY), marks(VIEWS, DAY)]);
  expect(await filed()).toHaveLength(3);
  expect(await after([...loans, ...ahead, ...closes(DAY), ...late])).toEqual(expected);

  reactor.refusesKinds.add('day-closed');
  await after([...loans, ...ahead, ...closes(DAY), ...late]);
  reactor.refusesKinds.clear();
  for (const n of [1, 2, 3]) expect(await releaseSubject(engine(), loan(n))).toMatchObject({ kind: 'released' });
  const mended = await outcomeOf(db.pool);
  expect(mended.states).toEqual(expected.states);
  expect(withoutHolds(mended)).toEqual(expected.announcements);
});

const withoutHolds = ({ announcements }: Readonly<{ announcements: readonly string[] }>) =>
  announcements.filter((line) => !/^toy\.(held|released)/.test(line));

/** A loan that owes, news ahead of each of its days, and a payment that may have to wait. */
const AHEAD: readonly Step[] = [
  gives(A, () => pays(1, 13)),
  gives(B, () => at(toyRecord(charged, 'c-1', loan(1), DAY, { amount: 20 }))),
  marks(NEWS, DAY),
  ...closes(DAY),
  marks(NEWS, NEXT),
  gives(A, () => pays(1, 2, NEXT)),
  ...closes(NEXT),
  ...closes(THIRD),
];

it.each(AHEAD.map((_, n) => n + 1))(
  'a loan that was held while the news were ahead ends as if it never had been: released after step %i',
  async (released) => {
    const good = await after(AHEAD);
    expect(await filed()).toEqual([`${loan(1)} ${NEXT} {"day":"${DAY}","known":"${DAY}"}`]);
    const mend: Step = async () => {
      reactor.refuses.clear();
      expect(await releaseSubject(engine(), loan(1))).toMatchObject({ kind: 'released' });
    };
    reactor.refuses.add(13);
    const mended = await after([...AHEAD.slice(0, released), mend, ...AHEAD.slice(released)]);
    expect(mended.states).toEqual(good.states);
    expect(withoutHolds(mended)).toEqual(good.announcements);
  },
);

it('where the judgement at the close of another is refused, the loan is held by it, and judged at its release', async () => {
  reactor.refusesKinds.add('known');
  await after([gives(B, () => charges(1)), gives(B, () => charges(2)), marks(NEWS, DAY), ...closes(DAY)]);
  expect(await db.lines(`select subject, reason, since from held_subject order by subject`)).toEqual(
    [1, 2].map((n) => `${loan(n)} known-refused ${NEXT}`),
  );
  reactor.refusesKinds.clear();
  expect(await releaseSubject(engine(), loan(1))).toMatchObject({ kind: 'released' });
  expect(await filed()).toEqual([`${loan(1)} ${NEXT} {"day":"${DAY}","known":"${DAY}"}`]);
});

it('a loan that cannot be judged there is held alone, and is judged when it is released', async () => {
  await after([...[1, 2, 3].map((n) => gives(B, () => charges(n))), marks(NEWS, DAY), marks(A, DAY)]);
  const dies = before(4, () => Promise.resolve(reactor.unsaveable.add(-2))); // behind the chunk and two pages of the close
  await give(engine(dies), B, [mark(DAY)]);
  expect(await db.lines(`select subject, reason, since from held_subject`)).toEqual([`${loan(2)} fault ${NEXT}`]);
  expect((await filed()).map((line) => line.split(' ')[0])).toEqual([1, 3].map(loan));
  reactor.unsaveable.clear();
  expect(await releaseSubject(engine(), loan(2))).toMatchObject({ kind: 'released' });
  expect((await filed()).map((line) => line.split(' ')[0])).toEqual([1, 3, 2].map(loan));
});

it('a day on which no informing stream was ahead asks nobody', async () => {
  let asked = 0;
  const waiting = reactor.waiting.bind(reactor);
  reactor.waiting = (...page) => {
    asked += 1;
    return waiting(...page);
  };
  await after([gives(B, () => charges(1)), marks(NEWS, BEFORE)]);
  asked = 0;
  for (const step of closes(DAY)) await step();
  expect([asked, await cursor()]).toEqual([0, '-']);
});

it('a lane without a spine closes no days: a mark is known there when it comes', async () => {
  reactor = Object.assign(new MoodyReactor(), { spine: [] });
  await after([gives(B, () => charges(1))]);
  await db.pool.query(`update toy set state = state || $1`, [{ wants: DAY }]);
  await give(engine(), NEWS, [mark(NEXT)]);
  expect(await filed()).toEqual([`${loan(1)} ${DAY} {"day":"${DAY}","known":"${NEXT}"}`]);
});
