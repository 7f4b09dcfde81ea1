import { addDays, type CalendarDate, invariant } from '@mora/kernel';
import type { TopicIdentity } from '../broker/port.js';
import type { BrokerRecord } from '../broker/port.js';
import { payloadHash } from '../inbox/inbox.js';
import { advance, inputsOf, sameLog } from '../lanes/lane-input.js';
import { ensureLanes, type LaneRow, lockLanes, saveLanes } from '../lanes/lane-row.js';
import { inTransaction, type Tx } from '../postgres.js';
import { fireTimers } from './close-day.js';
import { MARK_TYPE, sourceOf, word } from './decode.js';
import type { Engine } from './engine.js';
import type { Item, Source } from './item.js';
import { LaneTransaction } from './lane-transaction.js';
import type { DoorAnswer, DoorItem, Lanes, LockedLanes } from './lanes.js';
import type { DoorReactor, Reactor } from './reactor.js';

/** The door's own lanes: one a partition of the ledger's topic, and locked before those of the loans. */
export const DOOR_SPACE = 'door';

type AnyEngine = Engine<unknown, unknown>;
type TakeOptions = Parameters<Lanes['take']>[2];

/** The writing side of a service's lanes for what comes through its doors: see `Lanes`. */
export class DoorLanes implements Lanes {
  private engines: readonly AnyEngine[] = [];

  /** The reactors are known once the service is put together. */
  serve(engines: readonly AnyEngine[]): void {
    this.engines = engines;
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
    const answers = await inTransaction(engine.pool, async (tx) => {
      const records = items.map((item) => toItem(engine, item));
      return takeAtDoor(engine, tx, records, options);
    });
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

  private engineIn(space: string): AnyEngine {
    const engine = this.engines.find((candidate) => candidate.reactor.space === space);
    invariant(engine !== undefined, `no reactor of this service has the space ${space}`);
    return engine;
  }
}

/** Everything that one chunk of a ledger's topic changes, or nothing of it. */
export async function runDoorChunk<S, E>(
  engine: Engine<S, E>,
  reactor: DoorReactor<S, E>,
  chunk: Readonly<{ stream: string; partition: number; log: TopicIdentity; records: readonly BrokerRecord[] }>,
  also?: TakeOptions['also'],
): Promise<bigint> {
  const next = await inTransaction(engine.pool, (tx) => takeDoorChunk(engine, reactor, tx, chunk, also));
  engine.wakeRelay();
  return next;
}

async function takeDoorChunk<S, E>(
  engine: Engine<S, E>,
  reactor: DoorReactor<S, E>,
  tx: Tx,
  { stream, partition, log, records }: Parameters<typeof runDoorChunk<S, E>>[2],
  also?: TakeOptions['also'],
): Promise<bigint> {
  await ensureLanes(tx, DOOR_SPACE, partition + 1);
  await lockLanes(tx, DOOR_SPACE, [partition]);
  const input = (await inputsOf(tx, DOOR_SPACE, partition)).find((candidate) => candidate.stream === stream);
  sameLog(input, log, stream);
  const next = input?.nextOffset ?? 0n;
  const fresh = records.filter((record) => record.offset >= next);
  const last = fresh.at(-1);
  if (last === undefined) return next;
  const sources = fresh.map((record) => sourceOf(stream, log, partition, record));
  const { items, letters } = readDoor(engine, reactor, sources);
  await takeAtDoor(engine, tx, items, { refusals: 'hold', ...(also === undefined ? {} : { also }) }, letters);
  await advance(tx, { space: DOOR_SPACE, partition, stream, log, nextOffset: last.offset + 1n });
  return last.offset + 1n;
}

type Letter = Readonly<{ source: Source; stage: 'decode'; reason: string; detail: string }>;

function readDoor<S, E>(
  engine: Engine<S, E>,
  reactor: DoorReactor<S, E>,
  sources: readonly Source[],
): { items: Item<E>[]; letters: Letter[] } {
  const items: Item<E>[] = [];
  const letters: Letter[] = [];
  for (const source of sources) {
    const { stream, partition, headers, offset, topicId } = source;
    const value = source.value ?? Buffer.alloc(0);
    const key = source.key === null ? null : source.key.toString('utf8');
    const read = reactor.readDoor({ stream, partition, key, headers, value });
    if (read.kind === 'unreadable' && read.subject === null) {
      letters.push({ source, stage: 'decode', reason: read.because, detail: read.detail });
      continue;
    }
    const id = read.kind === 'read' ? read.id : `${stream}/${topicId}/${partition}/${offset}`;
    const subject = read.subject ?? '';
    items.push({
      partition: engine.partitionOf(subject),
      subject,
      id,
      type: word(headers['ce_type']) ?? '',
      hash: payloadHash(value),
      reading: read.kind === 'read' ? { kind: 'read', event: read.event, restricts: false } : read,
      source,
      correlationId: word(headers['ce_correlationid']) ?? id,
      traceparent: word(headers['traceparent']) ?? null,
    });
  }
  return { items, letters };
}

async function takeAtDoor<S, E>(
  engine: Engine<S, E>,
  tx: Tx,
  items: readonly Item<E>[],
  { refusals, also }: TakeOptions,
  letters: readonly Letter[] = [],
): Promise<readonly DoorAnswer[]> {
  const lanes = await lockLanes(tx, engine.reactor.space, [...new Set(items.map((item) => item.partition))]);
  const effects = new LaneTransaction(tx, engine, lanes, engine.clock.now());
  for (const letter of letters) effects.setAside(letter);
  const answers = items.length === 0 ? [] : await effects.take(items, refusals);
  await effects.flush();
  if (also !== undefined) await also(lockedLanes(engine, tx, lanes), answers);
  return answers;
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

const lockAll = <S, E>({ reactor, partitions }: Engine<S, E>, tx: Tx): Promise<Map<number, LaneRow>> =>
  lockLanes(
    tx,
    reactor.space,
    Array.from({ length: partitions }, (_, n) => n),
  );

function lockedLanes<S, E>(engine: Engine<S, E>, tx: Tx, lanes: ReadonlyMap<number, LaneRow>): LockedLanes {
  const openDay = lanes.values().next().value?.openDay ?? null;
  return { tx, openDay: openDay as CalendarDate, partitionOf: engine.partitionOf };
}

async function closeEverywhere<S, E>(
  engine: Engine<S, E>,
  tx: Tx,
  day: CalendarDate,
  { calendar, check }: Parameters<Lanes['closeDay']>[2],
): Promise<Readonly<{ kind: 'closed' } | { kind: 'refused'; because: string }>> {
  const lanes = await lockAll(engine, tx);
  const rows = [...lanes.values()];
  if (rows.some(({ openDay }) => openDay !== day)) return { kind: 'refused', because: 'day-not-open' };
  const because = (await check?.(lockedLanes(engine, tx, lanes))) ?? null;
  if (because !== null) return { kind: 'refused', because };
  const effects = new LaneTransaction(tx, engine, lanes, engine.clock.now());
  for (const { partition } of rows) {
    await fireTimers(engine, tx, effects, { partition, day, now: null });
    effects.mark(partition, day, calendar, MARK_TYPE);
  }
  await effects.flush();
  await saveLanes(
    tx,
    engine.reactor.space,
    rows.map((lane) => ({ ...lane, openDay: addDays(day, 1) })),
  );
  return { kind: 'closed' };
}
