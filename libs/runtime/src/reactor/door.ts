import { type CalendarDate, invariant } from '@mora/kernel';
import type { TopicIdentity } from '../broker/port.js';
import type { BrokerRecord } from '../broker/port.js';
import { type Knowledge, knowledgeOf } from '../lanes/knowledge.js';
import { advance, inputsOf, sameLog } from '../lanes/lane-input.js';
import { ensureLanes, type LaneRow, lockLanes, saveLanes } from '../lanes/lane-row.js';
import { inTransaction, type Tx } from '../postgres.js';
import { closeEverywhere, lockAll, lockedLanes } from './close-everywhere.js';
import { type Call, DoorQueue } from './door-queue.js';
import type { DeadLetter } from '../parking/dead-letters.js';
import { sourceOf } from './decode.js';
import { doorItemOf } from './door-item.js';
import type { Engine } from './engine.js';
import type { Item } from './item.js';
import { readAhead, readNow } from './read-ahead.js';
import { LaneTransaction } from './lane-transaction.js';
import { refusing, undoable } from './fault.js';
import { isNoRecordsFault } from '../weather.js';
import type { DoorAnswer, DoorItem, Lanes, LockedLanes, Refusals } from './lanes.js';
import type { DoorReactor, Reactor } from './reactor.js';

/** The door's own lanes: one a partition of the ledger's topic, and locked before those of the loans. */
export const DOOR_SPACE = 'door';

type AnyEngine = Engine<unknown, unknown>;
type TakeOptions = Parameters<Lanes['take']>[2];

/** The writing side of a service's lanes for what comes through its doors: see `Lanes`. */
export class DoorLanes implements Lanes {
  private engines: readonly AnyEngine[] = [];
  private queues: ReadonlyMap<AnyEngine, DoorQueue<Item<unknown>>> = new Map();

  /** The reactors are known once the service is put together. */
  serve(engines: readonly AnyEngine[]): void {
    this.engines = engines;
    this.queues = new Map(engines.map((engine) => [engine, new DoorQueue((calls) => takeCalls(engine, calls))]));
  }

  get serving(): boolean {
    return this.engines.length > 0;
  }

  get partitions(): number {
    const [first] = this.engines;
    invariant(first !== undefined, 'a service has at least one reactor');
    return first.partitions;
  }

  async take<S, E>(
    reactor: Reactor<S, E>,
    items: readonly DoorItem<E>[],
    options: TakeOptions,
  ): Promise<readonly DoorAnswer[]> {
    if (items.length === 0) return [];
    const engine = this.engineOf(reactor);
    const records = items.map((item) => toItem(engine, item));
    const [first, ...others] = new Set(records.map(({ partition }) => partition));
    if (options.refusals === 'answer' && first !== undefined && others.length === 0)
      return this.queueOf(reactor).ask(String(first), { items: records, also: options.also });
    const { refusals } = options;
    const answers = await carefully(refusals === 'hold' || isOfMany(refusals, records), (careful) =>
      inTransaction(engine.pool, (tx) => takeAtDoor(engine, tx, records, { ...options, careful })),
    );
    engine.wakeRelay();
    return answers;
  }

  async openDay(space: string): Promise<CalendarDate | null> {
    const { pool } = this.engineIn(space);
    const { rows } = await pool.query<{ day: CalendarDate | null }>(
      `select min(open_day) as day from lane where space = $1`,
      [space],
    );
    return rows[0]?.day ?? null;
  }

  async openFirstDay(space: string, day: CalendarDate): Promise<void> {
    const engine = this.engineIn(space);
    await inTransaction(engine.pool, async (tx) => {
      const lanes = await lockAll(engine, tx);
      const unopened = [...lanes.values()].filter(({ openDay }) => openDay === null);
      await saveLanes(
        tx,
        space,
        unopened.map((lane) => ({ ...lane, openDay: day })),
      );
    });
  }

  async closeDay<S, E>(
    reactor: Reactor<S, E>,
    day: CalendarDate,
    options: Parameters<Lanes['closeDay']>[2],
  ): ReturnType<Lanes['closeDay']> {
    const engine = this.engineOf(reactor);
    const result = await inTransaction(engine.pool, (tx) => closeEverywhere(engine, tx, day, options));
    engine.wakeRelay();
    return result;
  }

  private engineOf<S, E>(reactor: Reactor<S, E>): Engine<S, E> {
    const engine = this.engines.find((candidate) => candidate.reactor === reactor);
    invariant(engine !== undefined, `${reactor.name} is no reactor of this service`);
    return engine as unknown as Engine<S, E>;
  }

  private queueOf<S, E>(reactor: Reactor<S, E>): DoorQueue<Item<E>> {
    const queue = this.queues.get(this.engineOf(reactor) as unknown as AnyEngine);
    invariant(queue !== undefined, `${reactor.name} has a queue at the door`);
    return queue as unknown as DoorQueue<Item<E>>;
  }

  private engineIn(space: string): AnyEngine {
    const engine = this.engines.find((candidate) => candidate.reactor.space === space);
    invariant(engine !== undefined, `no reactor of this service has the space ${space}`);
    return engine;
  }
}

/** Commands of several callers in one transaction; each caller's own statements run behind all of them. */
async function takeCalls<S, E>(
  engine: Engine<S, E>,
  calls: readonly Call<Item<E>>[],
): Promise<readonly (readonly DoorAnswer[])[]> {
  const items = calls.flatMap((call) => call.items);
  const ownOf = (all: readonly DoorAnswer[]): readonly (readonly DoorAnswer[])[] => {
    let from = 0;
    return calls.map((call) => all.slice(from, (from += call.items.length)));
  };
  const also = async (lanes: LockedLanes, answers: readonly DoorAnswer[]): Promise<void> => {
    const own = ownOf(answers);
    for (const [n, call] of calls.entries()) await call.also?.(lanes, own[n] ?? []);
  };
  const options = { refusals: 'answer', also } as const;
  const answers = await carefully(calls.length === 1 && isOfMany('answer', items), (careful) =>
    inTransaction(engine.pool, (tx) => takeAtDoor(engine, tx, items, { ...options, careful })),
  );
  engine.wakeRelay();
  return ownOf(answers);
}

export type DoorChunk = Readonly<{
  stream: string;
  partition: number;
  log: TopicIdentity;
  records: readonly BrokerRecord[];
}>;

/**
 * Everything that one chunk of a ledger's topic changes, or nothing of it. The records of the chunk that comes `after`
 * it are read while this one waits for the database.
 */
export async function runDoorChunk<S, E>(
  engine: Engine<S, E>,
  reactor: DoorReactor<S, E>,
  chunk: DoorChunk,
  after?: DoorChunk,
): Promise<bigint> {
  const started = performance.now();
  if (after !== undefined) readAhead(after.records, readingOf(engine, reactor, after));
  const next = await carefully(true, (careful) =>
    inTransaction(engine.pool, (tx) => takeDoorChunk(engine, reactor, tx, chunk, careful)),
  );
  const seconds = (performance.now() - started) / 1000;
  engine.signals.chunk({ stream: chunk.stream, partition: chunk.partition, records: chunk.records.length, seconds });
  engine.wakeRelay();
  return next;
}

async function takeDoorChunk<S, E>(
  engine: Engine<S, E>,
  reactor: DoorReactor<S, E>,
  tx: Tx,
  chunk: DoorChunk,
  careful: boolean,
): Promise<bigint> {
  const { stream, partition, log, records } = chunk;
  const known = await lockLanes(tx, DOOR_SPACE, [partition]);
  if (known.size === 0) await makeDoorLane(tx, partition);
  const input = (await inputsOf(tx, DOOR_SPACE, partition)).find((candidate) => candidate.stream === stream);
  sameLog(input, log, stream);
  const next = input?.nextOffset ?? 0n;
  const last = records.at(-1);
  if (last === undefined || last.offset < next) return next;
  const read = readNow(records, readingOf(engine, reactor, chunk));
  const fresh = read.filter(({ source }) => source.offset >= next);
  await takeAtDoor(engine, tx, fresh.filter(isItem), { refusals: 'hold', careful }, fresh.filter(isLetter));
  await advance(tx, { space: DOOR_SPACE, partition, stream, log, nextOffset: last.offset + 1n });
  return last.offset + 1n;
}

/** The first record of a partition of the ledger's topic makes its lane. */
async function makeDoorLane(tx: Tx, partition: number): Promise<void> {
  await ensureLanes(tx, DOOR_SPACE, partition + 1);
  await lockLanes(tx, DOOR_SPACE, [partition]);
}

type DoorRead<E> = Item<E> | DeadLetter;

const isLetter = <E>(read: DoorRead<E>): read is DeadLetter => 'reason' in read;
const isItem = <E>(read: DoorRead<E>): read is Item<E> => !isLetter(read);

const readingOf =
  <S, E>(engine: Engine<S, E>, reactor: DoorReactor<S, E>, { stream, log, partition }: DoorChunk) =>
  (record: BrokerRecord): DoorRead<E> =>
    doorItemOf(engine, reactor, sourceOf(stream, log, partition, record));

async function takeAtDoor<S, E>(
  engine: Engine<S, E>,
  tx: Tx,
  items: readonly Item<E>[],
  { refusals, also, careful }: TakeOptions & Readonly<{ careful: boolean }>,
  letters: readonly DeadLetter[] = [],
): Promise<readonly DoorAnswer[]> {
  const partitions = [...new Set(items.map((item) => item.partition))];
  // What is known is asked for behind the locks, on the same connection.
  const locked = lockLanes(tx, engine.reactor.space, partitions);
  const [lanes, known] = await Promise.all([locked, knowledgeOf(tx, engine.reactor, partitions)]);
  if (refusals === 'answer' && hasNoDayYet(engine, lanes)) return items.map(() => NO_DAY_YET);
  const effects = new LaneTransaction(tx, engine, lanes, engine.clock.now(), known);
  for (const letter of letters) effects.setAside(letter);
  const answers = careful ? [] : await effects.take(items, refusals);
  await effects.flush();
  if (careful) for (const item of items) answers.push(await takeAlone(engine, tx, lanes, known, item, refusals));
  if (also !== undefined) await also(lockedLanes(engine, tx, lanes), answers);
  return answers;
}

const NO_DAY_YET: DoorAnswer = {
  kind: 'refused',
  because: 'catching-up',
  detail: 'No day has been opened yet: nothing has come from upstream.',
};

/** A lane with a spine learns its day from its first record. A command before that has no business date. */
const hasNoDayYet = <S, E>({ reactor }: Engine<S, E>, lanes: ReadonlyMap<number, LaneRow>): boolean =>
  reactor.spine.length > 0 && [...lanes.values()].some(({ openDay }) => openDay === null);

/** Of commands for many one that fails is answered so; where there is no other, whoever asks is told of the failure itself. */
const isOfMany = (refusals: Refusals, items: readonly Readonly<{ subject: string }>[]): boolean =>
  refusals === 'answer' && items.some(({ subject }) => subject !== items[0]?.subject);

/** What cannot be saved is a fault of ours, hit by one record of many: the second attempt takes them one by one. */
async function carefully<R>(mayBeOne: boolean, take: (careful: boolean) => Promise<R>): Promise<R> {
  return take(false).catch((error: unknown) => {
    if (!mayBeOne || isNoRecordsFault(error)) throw error;
    return take(true);
  });
}

/** Takes one record; where its effects cannot be saved it holds its subject, and a command is refused. */
async function takeAlone<S, E>(
  engine: Engine<S, E>,
  tx: Tx,
  lanes: ReadonlyMap<number, LaneRow>,
  known: Knowledge,
  item: Item<E>,
  refusals: Refusals,
): Promise<DoorAnswer> {
  const take = async (reactor: Reactor<S, E>): Promise<DoorAnswer> => {
    const effects = new LaneTransaction(tx, { ...engine, reactor }, lanes, engine.clock.now(), known);
    const [answer] = await effects.take([item], refusals);
    await effects.flush();
    return answer as DoorAnswer;
  };
  const taken = await undoable(engine, tx, item.source.stream, () => take(engine.reactor));
  return taken ?? take(refusing(engine.reactor));
}

function toItem<S, E>(engine: Engine<S, E>, item: DoorItem<E>): Item<E> {
  const correlationId = item.correlationId ?? item.id;
  const traceparent = item.traceparent ?? null;
  return {
    partition: engine.partitionOf(item.subject),
    subject: item.subject,
    id: item.id,
    type: item.type ?? '',
    hash: item.hash,
    reading: { kind: 'read', event: item.event, restricts: item.restricts ?? false },
    source: {
      stream: item.door ?? 'http',
      topicId: item.id,
      partition: 0,
      offset: -1n,
      key: Buffer.from(item.subject),
      headers: { ce_id: item.id, ce_correlationid: correlationId, ...(traceparent === null ? {} : { traceparent }) },
      value: item.bytes,
    },
    correlationId,
    traceparent,
  };
}
