import { addDays, type CalendarDate, invariant } from '@mora/kernel';
import { type LaneRow, lockLanes } from '../lanes/lane-row.js';
import { inTransaction, type Tx } from '../postgres.js';
import { knowledgeOf } from '../lanes/knowledge.js';
import { closeDays, dayCause, dayEvent, timerTouch } from '../reactor/close-day.js';
import { MARK_TYPE, markedDay, readingOf } from '../reactor/decode.js';
import { aboutOf, opened } from '../reactor/door-item.js';
import type { Engine } from '../reactor/engine.js';
import type { Reading } from '../reactor/item.js';
import { knownEvent } from '../reactor/known-page.js';
import type { Cause } from '../reactor/lane-context.js';
import { LaneTransaction } from '../reactor/lane-transaction.js';
import { hasNoMarks } from '../reactor/no-marks.js';
import type { DoorAbout, DoorReactor, Outcome, Reactor } from '../reactor/reactor.js';
import { type Hold, holdOf, holdOn, letGo, type ParkedRecord, parkedOf, unpark } from './parking.js';

export type Release =
  | Readonly<{ kind: 'released'; records: number }>
  | Readonly<{ kind: 'still-held'; records: number; because: string; detail: string }>
  | Readonly<{ kind: 'not-held' }>;

/**
 * Takes the waiting records of a subject through the same path, in order, each as of the day on which it came, with
 * the days in between closed for it; so that it ends as if the first record had been good from the start.
 * What is refused again stays, and what waits behind it.
 */
export async function releaseSubject<S, E>(engine: Engine<S, E>, subject: string, also?: AlsoDone): Promise<Release> {
  for (;;) {
    const released = await inTransaction(engine.pool, async (tx) => {
      const result = await release(engine, tx, subject);
      if (result !== 'day-closing') await also?.(tx, result);
      return result;
    });
    engine.wakeRelay();
    if (released !== 'day-closing') return released;
    await closeDays(engine, engine.partitionOf(subject));
  }
}

/** What is written in the same transaction: who asked for it, and why. */
type AlsoDone = (tx: Tx, release: Release) => Promise<unknown>;

/** In the middle of a closing day nobody could say whether the day has passed the subject already: it is closed first. */
async function release<S, E>(engine: Engine<S, E>, tx: Tx, subject: string): Promise<Release | 'day-closing'> {
  const { reactor } = engine;
  const partition = engine.partitionOf(subject);
  const lanes = await lockLanes(tx, reactor.space, [partition]);
  const lane = lanes.get(partition) as LaneRow;
  const held = await holdOf(tx, reactor.space, subject);
  if (held === null) return { kind: 'not-held' };
  if (lane.closeCursor !== null) return 'day-closing';
  const known = new Map(held.known === null ? await knowledgeOf(tx, reactor, [partition]) : [[partition, held.known]]);
  const effects = new LaneTransaction(tx, engine, lanes, engine.clock.now(), known);
  const run = new Replay(engine, effects, held, lane, known);
  const refused = await run.drain(await parkedOf(tx, reactor.space, subject));
  await unpark(tx, run.done);
  if (refused !== null) {
    await effects.flush();
    const { because, detail = '' } = refused;
    const { reached: since, stoppedBy: eventId } = run;
    await holdOn(tx, reactor.space, { subject, since, reason: because, detail, eventId, known: run.known });
    return { kind: 'still-held', records: run.done.length, because, detail };
  }
  effects.announceHold('released', subject, held.reason, held.since, run.releaseCause());
  await effects.flush();
  await letGo(tx, reactor.space, subject);
  return { kind: 'released', records: run.done.length };
}

type Refusal = Readonly<{ because: string; detail?: string }>;

class Replay<S, E> {
  readonly done: bigint[] = [];
  private day: CalendarDate;
  private stopper: string | null = null;

  constructor(
    private readonly engine: Engine<S, E>,
    private readonly effects: LaneTransaction<S, E>,
    private readonly held: Hold,
    private readonly lane: LaneRow,
    private readonly knowledge: Map<number, Hold['known'] & object>,
  ) {
    this.day = held.since;
  }

  /** The day that the subject has come to. */
  get reached(): CalendarDate {
    return this.day;
  }

  /** The record that could not be taken; null where it was time. */
  get stoppedBy(): string | null {
    return this.stopper;
  }

  /** How far the informing streams were known when the subject stood where it does. */
  get known(): Hold['known'] {
    return this.knowledge.get(this.held.partition) ?? {};
  }

  async drain(records: readonly ParkedRecord[]): Promise<Refusal | null> {
    for (const record of records) {
      const tooEarly = await this.closeDaysBefore(record.day);
      if (tooEarly !== null) return tooEarly;
      const refused = await this.take(record);
      if (refused !== null) {
        this.stopper = record.id;
        return refused;
      }
      this.done.push(record.position);
    }
    invariant(this.lane.openDay !== null, 'a lane that holds a subject has an open day');
    return this.closeDaysBefore(this.lane.openDay);
  }

  releaseCause(): Cause {
    const { partition, since, causeId } = this.held;
    return { ...dayCause(this.engine, partition, since), id: causeId };
  }

  private async take(record: ParkedRecord): Promise<Refusal | null> {
    const { stream } = record.source;
    if (record.type === MARK_TYPE && this.engine.reactor.informing.includes(stream)) return this.learn(record);
    const reading = rereading(this.engine, record);
    if (reading.kind === 'unreadable') return reading;
    const { correlationId, traceparent } = aboutOf(record.source.headers, reading.about ?? {}, record.id);
    return this.decide(reading.event, { ...this.cause(), id: record.id, correlationId, traceparent });
  }

  /** The mark of an informing stream that came meanwhile: what waits for it is judged where it would have been. */
  private async learn({ id, source }: ParkedRecord): Promise<Refusal | null> {
    const { reactor } = this.engine;
    const { stream } = source;
    const { day } = markedDay(source);
    this.knowledge.set(this.held.partition, { ...this.known, [stream]: day });
    if (reactor.onKnown === undefined || !(await this.effects.knows(this.held.subject))) return null;
    return this.decide(knownEvent(reactor, { stream, day }), { ...this.cause(), id, correlationId: id });
  }

  private async closeDaysBefore(day: CalendarDate): Promise<Refusal | null> {
    const { reactor } = this.engine;
    for (; this.day < day; this.day = addDays(this.day, 1)) {
      const refused = await this.closeDay(reactor);
      if (refused !== null) return refused;
    }
    return null;
  }

  private async closeDay(reactor: Reactor<S, E>): Promise<Refusal | null> {
    const { subject, partition } = this.held;
    const refused = reactor.onTimer === undefined ? null : await this.fireTimers(subject, partition);
    if (refused !== null) return refused;
    if (reactor.onDayClosed === undefined || !(await this.effects.knows(subject))) return null;
    return this.decide(dayEvent(this.engine, this.day), dayCause(this.engine, partition, this.day));
  }

  /** One at a time, as one that fires may set or clear another of the same day. */
  private async fireTimers(subject: string, partition: number): Promise<Refusal | null> {
    const next = async () => {
      const [timer] = await this.effects.timersOf(subject, partition, this.day, this.engine.pageSize);
      return timer !== undefined && this.isDue(timer.dueAt) ? timer : undefined;
    };
    for (let timer = await next(); timer !== undefined; timer = await next()) {
      const refused = await this.effects.replayTimer(timerTouch(this.engine, partition, this.day, timer));
      if (refused !== null) return refused;
    }
    return null;
  }

  /** A day that has closed has fired all of its timers; without days, only the clock says what is due. */
  private isDue(instant: number): boolean {
    return !hasNoMarks(this.engine.reactor) || instant <= this.engine.clock.now();
  }

  private cause(): Cause {
    return dayCause(this.engine, this.held.partition, this.day);
  }

  private async decide(event: E, cause: Cause): Promise<Refusal | null> {
    const outcome: Outcome<S> = await this.effects.replay(this.held.subject, event, { ...cause, day: this.day });
    return outcome.kind === 'refused' ? outcome : null;
  }
}

type Reread<E> = Reading<E> & Readonly<{ about?: DoorAbout }>;

/** Reads a waiting record again, with today's code: it may have been this code's fault. */
function rereading<S, E>(
  { reactor, mappers }: Engine<S, E>,
  { source, subject }: Pick<ParkedRecord, 'source' | 'subject'>,
): Reread<E> {
  if (!isDoor(reactor) || !reactor.doors.includes(source.stream)) return readingOf(reactor, mappers, source, subject);
  const { stream, partition, headers, value } = source;
  const bytes = opened(reactor, value ?? Buffer.alloc(0));
  const read = reactor.readDoor({ stream, partition, key: subject, headers, value: bytes });
  return read.kind === 'read' ? { kind: 'read', event: read.event, restricts: false, about: read } : read;
}

export const isDoor = <S, E>(reactor: Reactor<S, E>): reactor is DoorReactor<S, E> => 'doors' in reactor;
