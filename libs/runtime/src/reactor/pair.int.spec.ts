import { useDatabase } from '@mora/testing';
import type { EventContract } from '@mora/contracts';
import type { BrokerRecord } from '../broker/port.js';
import { payloadHash } from '../inbox/inbox.js';
import { ensureLanes } from '../lanes/lane-row.js';
import { runtimeMigrations } from '../migrations.js';
import { forgetSent, nextPage, type Outgoing } from '../outbox/relay-page.js';
import { toTopicRecords } from '../outbox/wire.js';
import { releaseSubject } from '../parking/release.js';
import { inTransaction } from '../postgres.js';
import { silent } from '../signals.js';
import { runChunk } from './chunk.js';
import { closeDays, fireDueTimers } from './close-day.js';
import { isMark } from './decode.js';
import { DoorLanes } from './door.js';
import { type Engine, engineOf } from './engine.js';
import type { Reactor } from './reactor.js';
import { TimerLoop } from './timer-loop.js';
import { Crash, crashingPool } from './toy/crashing-pool.js';
import { ANSWERS, AskingReactor, CreateToyPair1, PersonReactor, WANTED, wanted } from './toy/toy-pair.js';
import { A, paid } from './toy/toy-reactor.js';
import { LOG, toyMark, toyRecord } from './toy/toy-world.js';

const db = useDatabase({ migrations: [...runtimeMigrations, CreateToyPair1], keep: true });

const PARTITIONS = 3;
const LOAN = 'main:L-1';
const PERSON = 'main:P-1';
const DAY = '2026-03-01';
const NEXT = '2026-03-02';
const THIRD = '2026-03-03';
const instant = (text: string) => Date.parse(text);
const NOON = instant(`${THIRD}T12:00:00Z`);

let person: PersonReactor;
let asking: AskingReactor;
let now: number;
let pool = db.pool;
/** What the broker keeps, by stream and partition. */
let logs: Map<string, BrokerRecord[]>;

const TABLES =
  'toy_pair, lane_input, inbox, outbox, timer, parked_record, held_subject, dead_letter, relay_cursor, lane';
beforeEach(async () => {
  await forgetAll();
});

async function forgetAll(): Promise<void> {
  pool = db.pool;
  logs = new Map();
  now = NOON;
  person = new PersonReactor();
  asking = new AskingReactor();
  await db.pool.query(
    TABLES.split(', ')
      .map((table) => `delete from ${table}`)
      .join(';'),
  );
  await inTransaction(db.pool, async (tx) => {
    for (const space of ['loan', 'person']) await ensureLanes(tx, space, PARTITIONS);
  });
}

function engine<S, E>(reactor: Reactor<S, E>): Engine<S, E> {
  const options = { service: 'toy', reactor, pool, clock: { now: () => now }, signals: silent };
  return engineOf({ ...options, partitions: PARTITIONS, timeZone: 'UTC', pageSize: 2 });
}

const logOf = (stream: string, partition: number): BrokerRecord[] => {
  const key = `${stream}/${partition}`;
  const log = logs.get(key) ?? [];
  logs.set(key, log);
  return log;
};

function append(stream: string, partition: number, record: Omit<BrokerRecord, 'offset'>): void {
  const log = logOf(stream, partition);
  log.push({ ...record, offset: BigInt(log.length) });
}

const partitionOf = (subject: string) => engine(asking).partitionOf(subject);

function write<D>(contract: EventContract<D>, stream: string, id: string, subject: string, day: string, data: D): void {
  append(stream, partitionOf(subject), toyRecord(contract, id, subject, day, data));
}

const markAll = (day: string): void => {
  for (let partition = 0; partition < PARTITIONS; partition += 1) append(A, partition, toyMark(day));
};

/** Takes all of a stream, from wherever its lanes stand, as chunks of the size given. */
async function take<S, E>(reactor: Reactor<S, E>, stream: string, size = 1): Promise<void> {
  for (let partition = 0; partition < PARTITIONS; partition += 1) {
    const log = logOf(stream, partition);
    for (let at = 0; at < log.length; at += size) {
      const records = log.slice(at, at + size);
      await runChunk(engine(reactor), { stream, partition, log: LOG, records });
      if (records.some(isMark)) await closeDays(engine(reactor), partition);
    }
  }
}

async function relay(forgets = true): Promise<void> {
  const { rows: lanes } = await db.pool.query<{ space: string; partition: number }>(
    `select space, partition from lane`,
  );
  const rows: readonly Outgoing[] = await nextPage(db.pool, lanes, 10_000);
  for (const { topic, records } of toTopicRecords('toy', rows)) {
    for (const record of records) {
      append(topic, record.partition, { ...record, key: record.key === null ? null : Buffer.from(record.key) });
    }
  }
  if (forgets) await forgetSent(db.pool, rows);
}

const fire = async () => {
  for (let partition = 0; partition < PARTITIONS; partition += 1) await fireDueTimers(engine(person), partition);
};

const states = () => db.lines(`select space, id, state::text from toy_pair order by space, id`);
const days = () => db.lines(`select state->>'days' from toy_pair where space = 'person'`);
const openDays = (space: string) =>
  db.lines(`select distinct open_day from lane where space = $1 and open_day is not null`, [space]);
const answers = () => db.lines(`select payload from outbox where aggregatetype = $1 order by position`, [ANSWERS]);
/** What was said, by id: repetitions of a relay are dropped downstream. */
const sent = () =>
  [...logs]
    .filter(([log]) => !log.startsWith(A))
    .flatMap(([log, records]) =>
      records.map(({ headers, value }) => `${log} ${headers['ce_type']} ${headers['ce_id']} ${String(value)}`),
    );

const asks = (id: string, day: string, plannedAt: number) =>
  write(wanted, WANTED, id, PERSON, day, { loan: LOAN, plannedAt });

/** A loan asks its person, who answers at noon of the third day; the loan has the answer on the internal stream. */
const STEPS: readonly (() => Promise<void>)[] = [
  () => take(asking, A),
  () => relay(),
  () => take(person, WANTED),
  fire,
  () => relay(),
  () => take(asking, ANSWERS),
  () => relay(),
];

const tell = (): void => {
  write(paid, A, 'p-1', LOAN, DAY, { amount: NOON });
  write(paid, A, 'p-2', 'main:L-2', DAY, { amount: NOON + 1 });
  markAll(DAY);
};

it('a loan asks its person and is answered, through two internal streams of one service and one database', async () => {
  tell();
  now = NOON + 1;
  for (const step of STEPS) await step();
  expect(await states()).toEqual([
    `loan ${LOAN} {"answers": ["1 ${THIRD} ${NOON}", "2 ${THIRD} ${NOON + 1}"]}`,
    `loan main:L-2 {"answers": []}`,
    `person ${PERSON} {"days": ["${DAY}", "${DAY}"], "asked": [], "answered": 2}`,
  ]);
  const contacted = sent().filter((line) => line.includes('toy.contacted'));
  expect(contacted.map((line) => line.slice(line.indexOf('{')))).toEqual([
    `{"nth":1,"on":"${THIRD}","at":${NOON},"known":{}}`, // an internal stream has no marks
    `{"nth":2,"on":"${THIRD}","at":${NOON + 1},"known":{}}`,
  ]);
  expect(await openDays('loan')).toEqual([NEXT]);
  expect(await openDays('person')).toEqual([THIRD]);
});

it('a death at any statement of any step, and a relay that sends twice, change nothing that is said', async () => {
  now = NOON + 1;
  tell();
  for (const step of STEPS) await step();
  const [good, said] = [await states(), new Set(sent())];
  let deaths = 0;
  for (let step = 0; step < STEPS.length; step += 1) {
    for (let statements = 0; ; statements += 1) {
      await forgetAll();
      now = NOON + 1;
      tell();
      const died = await goThrough(step, statements);
      expect({ step, statements, states: await states() }).toEqual({ step, statements, states: good });
      expect(new Set(sent())).toEqual(said);
      if (!died) break;
      deaths += 1;
    }
  }
  expect(deaths).toBeGreaterThan(40);
});

/** Says whether the step died, for then there may be a later statement to die at. */
async function goThrough(dying: number, statements: number): Promise<boolean> {
  let died = false;
  for (const [n, step] of STEPS.entries()) {
    if (n === dying) {
      const crashing = crashingPool(db.pool);
      pool = crashing.pool;
      crashing.crashBefore(statements);
      died = await step().then(
        () => false,
        (error: unknown) => error instanceof Crash,
      );
      pool = db.pool;
      await relay(false);
    }
    await step();
  }
  return died;
}

it.each([1, 2, 3, 10])(
  'without marks the open day is the greatest business date met, whatever the chunks: of %i',
  async (size) => {
    for (const [n, day] of [NEXT, DAY, THIRD, NEXT].entries()) asks(`w-${n}`, day, NOON + n);
    await take(person, WANTED, size);
    expect(await days()).toEqual([`["${NEXT}", "${NEXT}", "${THIRD}", "${THIRD}"]`]);
    expect(await openDays('person')).toEqual([THIRD]);
    await take(person, WANTED, size); // repeated, it moves nothing
    expect(await openDays('person')).toEqual([THIRD]);
  },
);

it('without marks timers fire by the clock alone, each at its instant, in order, however late', async () => {
  for (const [n, hours] of [50, 2, 26].entries()) asks(`w-${n}`, DAY, instant(`${DAY}T00:00:00Z`) + hours * 3_600_000);
  await take(person, WANTED);
  now = instant(`${DAY}T01:59:59Z`);
  await turnTimers();
  expect(await answers()).toEqual([]);
  now = instant('2026-03-09T09:00:00Z');
  await turnTimers();
  expect((await answers()).map((line) => JSON.parse(line) as object)).toEqual([
    { nth: 1, on: DAY, at: instant(`${DAY}T02:00:00Z`) },
    { nth: 2, on: NEXT, at: instant(`${NEXT}T02:00:00Z`) },
    { nth: 3, on: THIRD, at: instant(`${THIRD}T02:00:00Z`) },
  ]);
  expect(await openDays('person')).toEqual([THIRD]); // each is decided on its own date, and the lane goes on with them
});

it('a timer set by one that fires takes its place in the order, between two that were due already', async () => {
  const start = instant(`${DAY}T00:00:00Z`);
  for (const [n, hours] of [1, 1, 3].entries()) asks(`w-${n}`, DAY, start + hours * 3_600_000);
  person.setsAgainAfter = 3_600_000;
  await take(person, WANTED);
  now = instant('2026-03-09T09:00:00Z');
  await turnTimers();
  await turnTimers();
  const at = (await answers()).map((line) => (JSON.parse(line) as { at: number }).at - start);
  expect(at).toEqual([1, 2, 3].map((hours) => hours * 3_600_000));
});

it('a timer that is set anew for the very instant at which it has fired says something else, by another process whose clock is behind', async () => {
  write(paid, A, 'p-1', LOAN, DAY, { amount: NOON });
  await take(asking, A);
  await relay();
  await take(person, WANTED);
  await turnTimers();
  now = NOON - 1;
  asks('w-2', DAY, NOON);
  await take(person, WANTED);
  now = NOON;
  await turnTimers();
  await relay();
  await take(asking, ANSWERS);
  expect(await states()).toContain(`loan ${LOAN} {"answers": ["1 ${THIRD} ${NOON}", "2 ${THIRD} ${NOON}"]}`);
  expect(await db.lines(`select reason from dead_letter`)).toEqual([]);
});

it('a timer that sets itself again for its own instant fires as another one', async () => {
  asks('w-1', DAY, NOON);
  asks('w-2', DAY, NOON + 1);
  person.setsAgainAfter = 0;
  await take(person, WANTED);
  await turnTimers();
  await turnTimers();
  expect(new Set(await db.lines(`select id from outbox where aggregatetype = $1`, [ANSWERS])).size).toBe(2);
});

/** As the service does, by the second. */
async function turnTimers(): Promise<void> {
  const loop = new TimerLoop([engine(person) as Engine<unknown, unknown>], 1_000, (error) => {
    throw error;
  });
  await loop.turn();
}

it.each([
  ['of whom no record has come', false],
  ['whose last record is days old', true],
])('a person %s takes a command as of the clock’s own date', async (_name, isKnown) => {
  if (isKnown) asks('w-1', DAY, NOON);
  await take(person, WANTED);
  const lanes = new DoorLanes();
  lanes.serve([engine(person) as never]);
  const event = { kind: 'wanted' as const, loan: LOAN, plannedAt: NOON };
  const command = { id: 'c-1', subject: PERSON, hash: payloadHash('c-1'), event, bytes: Buffer.from('c-1') };
  expect(await lanes.take(person, [command], { refusals: 'answer' })).toEqual([{ kind: 'taken' }]);
  expect(await openDays('person')).toEqual([THIRD]);
  expect(await days()).toEqual([JSON.stringify(isKnown ? [DAY, THIRD] : [THIRD]).replace(',', ', ')]);
});

it('a timer that a held person’s records set is not fired ahead of the clock, though its day has passed', async () => {
  person.refusesLoans.add(LOAN);
  asks('w-1', DAY, instant(`${NEXT}T02:00:00Z`));
  asks('w-2', THIRD, NOON);
  await take(person, WANTED);
  person.refusesLoans.clear();
  now = instant(`${NEXT}T01:59:59Z`);
  expect(await releaseSubject(engine(person), PERSON)).toMatchObject({ kind: 'released' });
  expect(await answers()).toEqual([]);
  now = NOON;
  await turnTimers();
  expect(await answers()).toHaveLength(2);
});

it('a person who was held is made up for in the days of the records, and timers that are not due stay', async () => {
  person.refusesLoans.add(LOAN);
  asks('w-1', DAY, NOON);
  asks('w-2', NEXT, instant(`${NEXT}T02:00:00Z`));
  asks('w-3', THIRD, NOON + 1);
  await take(person, WANTED);
  expect(await db.lines(`select day from parked_record order by position`)).toEqual([DAY, NEXT, THIRD]);
  person.refusesLoans.clear();
  now = NOON;
  expect(await releaseSubject(engine(person), PERSON)).toMatchObject({ kind: 'released', records: 3 });
  expect(await days()).toEqual([`["${DAY}", "${NEXT}", "${THIRD}"]`]);
  expect((await answers()).map((line) => (JSON.parse(line) as { at: number }).at)).toEqual([
    instant(`${NEXT}T02:00:00Z`),
  ]);
  await turnTimers();
  expect((await answers()).map((line) => (JSON.parse(line) as { at: number }).at)).toEqual([
    instant(`${NEXT}T02:00:00Z`),
    NOON,
  ]);
});
