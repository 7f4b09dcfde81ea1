import type { Announcement } from '@mora/contracts';
import { type CalendarDate, invariant, InvariantViolated } from '@mora/kernel';
import { forget, type Seen, takeIn } from '../inbox/inbox.js';
import { type DeadLetter, setAside } from '../parking/dead-letters.js';
import { heldAmong, hold, type Hold, park, type Parked } from '../parking/parking.js';
import { markRow } from '../outbox/mark-row.js';
import { appendToOutbox, derivedId, type OutboxRow } from '../outbox/outbox.js';
import { together, type Tx } from '../postgres.js';
import type { Knowledge } from '../lanes/knowledge.js';
import { clearTimers, dueTimers, setTimers, type SetTimer, type Timer, type TimerName } from '../timers/timers.js';
import { type LaneRow, saveLanes } from '../lanes/lane-row.js';
import { LaneDays } from './lane-days.js';
import type { DoorAnswer, Refusals } from './lanes.js';
import type { Item } from './item.js';
import type { Cause, LaneContext, Touch } from './lane-context.js';
import type { At, Decided, Outcome, Refused, TimerSpec } from './reactor.js';
import { causeOf, notTaken } from './taken.js';

/** A record is taken as it comes and holds or answers; what a hold announces must not take the ids of its replay. */
type Saying = 'said' | 'held' | 'released';

/**
 * All that one transaction under locked lanes does: everything is gathered in memory and written set-based by
 * `flush`, one statement a table, however many records went in.
 */
export class LaneTransaction<S, E> {
  private readonly states = new Map<string, S>();
  private readonly loaded = new Set<string>();
  private readonly changed = new Map<string, S>();
  private readonly outbox: OutboxRow[] = [];
  private readonly letters: DeadLetter[] = [];
  private readonly parked: Parked[] = [];
  private readonly holds: Hold[] = [];
  private readonly timers = new Map<string, SetTimer>();
  private readonly cleared = new Map<string, TimerName>();
  private readonly nth = new Map<string, number>();
  private readonly days: LaneDays;
  /** By subject, the earliest instant for which a timer was set here. */
  private readonly soonest = new Map<string, number>();
  /** Of subjects that are decided for good: saved while the others are still being decided. */
  private readonly behind: Promise<void>[] = [];
  private held: Set<string> = new Set();

  constructor(
    private readonly tx: Tx,
    private readonly lanes: LaneContext<S, E>,
    rows: ReadonlyMap<number, LaneRow>,
    private readonly now: number,
    private readonly known: Knowledge,
  ) {
    this.days = new LaneDays(rows, lanes);
  }

  get announced(): number {
    return this.outbox.length;
  }

  /** Whether a timer was set that the clock has passed already. */
  get setsDue(): boolean {
    return [...this.timers.values()].some(({ dueAt }) => dueAt <= this.now);
  }

  /** Takes records in their order, and says what became of each. */
  async take(items: readonly Item<E>[], refusals: Refusals): Promise<DoorAnswer[]> {
    const { reactor, signals } = this.lanes;
    const subjects = [...new Set(items.map((item) => item.subject))];
    let seen: readonly Seen[] = [];
    // Sent together: mostly all records are new, and what is loaded for a repetition too many does no harm.
    await together([
      takeIn(this.tx, reactor.name, this.days.ofAny(), items).then((found) => (seen = found)),
      heldAmong(this.tx, reactor.space, subjects).then((found) => (this.held = found)),
      this.load(subjects),
    ]);
    const answers = items.map((item, n) => (seen[n] === 'new' ? this.one(item, refusals) : this.again(item, seen[n])));
    signals.duplicates(seen.filter((s) => s === 'duplicate').length);
    if (refusals !== 'hold' || this.letters.length > 0)
      await forget(this.tx, reactor.name, notTaken(items, answers, refusals));
    return answers;
  }

  /**
   * What time alone does to subjects that are not held: the close of a day, a timer. A transaction touches once and
   * then flushes, so that the server can write the first of a page while the last are being decided.
   */
  async touch(events: readonly Touch<E>[]): Promise<void> {
    await this.load([...new Set(events.map(({ subject }) => subject))]);
    const last = new Map(events.map(({ subject }, n) => [subject, n]));
    for (const [n, touch] of events.entries()) {
      if (n > 0 && n % SAVED_AT_ONCE === 0) this.saveBehind((subject) => (last.get(subject) ?? n) < n);
      if (this.held.has(touch.subject) || this.isMoved(touch)) continue;
      const refused = this.fire(touch);
      if (refused !== null) this.holdAt(touch.subject, refused, touch.cause);
    }
  }

  /** Whether there is anything that a day could change: `due` never names a subject without a state. */
  async knows(subject: string): Promise<boolean> {
    await this.load([subject]);
    return this.states.has(subject);
  }

  /** Decides one event of a subject whose waiting records are replayed; a refusal is handed back. */
  async replay(subject: string, event: E, cause: Cause): Promise<Outcome<S>> {
    await this.load([subject]);
    return this.apply(subject, event, cause, this.now);
  }

  /** As `replay`, for a timer of the subject that fires; one that is refused stays set. */
  async replayTimer(touch: Touch<E>): Promise<Refused | null> {
    await this.load([touch.subject]);
    return this.fire(touch);
  }

  /** The timers of a subject up to a day, those set in this very transaction included, in the order of firing. */
  async timersOf(subject: string, partition: number, upToDay: CalendarDate, limit: number): Promise<Timer[]> {
    const ask = { partition, upToDay, now: null, limit, subject };
    const kept = await dueTimers(this.tx, this.lanes.reactor.space, ask);
    const stands = kept.filter(
      ({ key }) => !this.timers.has(`${subject}|${key}`) && !this.cleared.has(`${subject}|${key}`),
    );
    const fresh = [...this.timers.values()].filter((timer) => timer.subject === subject && timer.dueDay <= upToDay);
    return [...stands, ...fresh].toSorted((a, b) => a.dueAt - b.dueAt || (a.key < b.key ? -1 : 1));
  }

  announceHold(kind: 'held' | 'released', subject: string, reason: string, since: CalendarDate, cause: Cause): void {
    const contract = this.lanes.reactor.holds?.[kind];
    if (contract !== undefined) this.say(subject, contract.of({ reason, since }), cause, kind);
  }

  /** The mark of a day on the public stream, behind everything else of the lane. */
  mark(partition: number, day: CalendarDate, calendar: string, type: string): void {
    const { reactor, service } = this.lanes;
    const { space, publishes: stream } = reactor;
    if (stream !== null) this.outbox.push(markRow({ service, space, stream, partition, day, calendar, type }));
  }

  setAside(letter: DeadLetter): void {
    this.letters.push(letter);
    this.lanes.signals.deadLetter(letter.reason);
  }

  /** Sends all that was gathered, one statement behind the other. */
  async flush(): Promise<void> {
    const { reactor, partitionOf } = this.lanes;
    await together([
      ...this.behind,
      this.changed.size > 0 ? reactor.save(this.tx, this.changed, partitionOf) : undefined,
      appendToOutbox(this.tx, reactor.space, this.outbox),
      hold(this.tx, reactor.space, this.holds),
      park(this.tx, reactor.space, this.parked),
      setAside(this.tx, reactor.name, this.letters),
      clearTimers(this.tx, reactor.space, [...this.cleared.values()]),
      setTimers(this.tx, reactor.space, [...this.timers.values()]),
      this.days.moved.size > 0 ? saveLanes(this.tx, reactor.space, [...this.days.moved]) : undefined,
    ]);
  }

  /** Sends the states of those whom nothing touches any more; `flush` waits for it, and tells of a failure. */
  private saveBehind(isDone: (subject: string) => boolean): void {
    const done = new Map([...this.changed].filter(([subject]) => isDone(subject)));
    if (done.size === 0) return;
    for (const subject of done.keys()) this.changed.delete(subject);
    const sent = this.lanes.reactor.save(this.tx, done, this.lanes.partitionOf);
    sent.catch(() => undefined);
    this.behind.push(sent);
  }

  private again(item: Item<E>, seen: 'duplicate' | 'conflict' | 'new' | undefined): DoorAnswer {
    if (seen === 'duplicate') return { kind: 'duplicate' };
    const { signals } = this.lanes;
    signals.conflicts(1);
    signals.alarm('conflicting-record', { stream: item.source.stream, type: item.type });
    const detail = 'this id came before with another body';
    this.setAside({ source: item.source, stage: 'inbox', reason: 'conflict', detail });
    return { kind: 'conflict' };
  }

  private one(item: Item<E>, refusals: Refusals): DoorAnswer {
    const { reading, subject } = item;
    const day = this.days.ofRecord(item, this.now);
    const passes = reading.kind === 'read' && (reading.restricts || reading.holdsNobody === true);
    if (this.held.has(subject) && !passes) {
      return refusals === 'answer' ? { kind: 'held', because: BEHIND } : this.wait(item, day, BEHIND);
    }
    if (reading.kind === 'unreadable') return this.stop(item, day, reading.because, reading.detail);
    const span = this.lanes.trace(`decide ${item.type}`, item.traceparent);
    const traceparent = span.traceparent ?? item.traceparent;
    const outcome = this.apply(subject, reading.event, { ...causeOf(item, day), traceparent }, this.now);
    span.end(outcome.kind === 'refused' ? outcome.because : undefined);
    if (outcome.kind === 'decided') return { kind: 'taken' };
    const { because, detail = '' } = outcome;
    return refusals === 'hold' ? this.stop(item, day, because, detail) : { kind: 'refused', because, detail };
  }

  /** Holds the subject from this record on. */
  private stop(item: Item<E>, day: CalendarDate, reason: string, detail: string): DoorAnswer {
    if (item.reading.kind === 'read' && item.reading.holdsNobody === true) return this.refuse(item, reason, detail);
    // What only restricts is tried for a held subject too; where it cannot be taken it waits like everything else.
    if (!this.held.has(item.subject))
      this.holdAt(item.subject, { because: reason, detail }, causeOf(item, day), item.id);
    return this.wait(item, day, reason, detail);
  }

  /** Sets the record aside under its subject, so that it is shown to whom the subject belongs. */
  private refuse({ source, subject }: Item<E>, reason: string, detail: string): DoorAnswer {
    this.setAside({ source: { ...source, key: Buffer.from(subject) }, stage: 'decide', reason, detail });
    return { kind: 'refused', because: reason, detail };
  }

  private wait(item: Item<E>, day: CalendarDate, because: string, detail?: string): DoorAnswer {
    this.parked.push({ subject: item.subject, day, id: item.id, type: item.type, source: item.source });
    return { kind: 'held', because, ...(detail === undefined ? {} : { detail }) };
  }

  /** Whether a timer that came with a page was moved, cleared or overtaken by one that fired before it. */
  private isMoved({ subject, timer, now }: Touch<E>): boolean {
    if (timer === undefined) return false;
    const name = `${subject}|${timer}`;
    if (this.cleared.has(name) || (this.timers.get(name)?.dueAt ?? now) !== now) return true;
    return (this.soonest.get(subject) ?? now) < now; // what was set for an earlier instant comes first, with the next page
  }

  private fire({ subject, event, cause: set, now, timer }: Touch<E>): Refused | null {
    const name = `${subject}|${timer}`;
    const cause = timer === undefined ? set : { ...set, day: this.days.ofTimer(set, now) };
    const [spent, gone] = [this.timers.get(name), this.cleared.get(name)];
    this.timers.delete(name);
    // Even if it sets itself again: that is another one.
    if (timer !== undefined) this.cleared.set(name, { subject, key: timer });
    const outcome = this.apply(subject, event, cause, now);
    if (outcome.kind !== 'refused') return null;
    if (spent !== undefined) this.timers.set(name, spent);
    if (gone === undefined) this.cleared.delete(name);
    return outcome;
  }

  /** What time does cannot be parked as a record (`eventId` is null): the subject is held as of that day. */
  private holdAt(
    subject: string,
    { because, detail = '' }: Pick<Refused, 'because' | 'detail'>,
    cause: Cause,
    eventId: string | null = null,
  ): void {
    this.held.add(subject);
    const { partition, day } = cause;
    const known = this.known.get(partition) ?? {};
    this.holds.push({ subject, partition, since: day, reason: because, detail, causeId: cause.id, eventId, known });
    this.lanes.signals.held(because);
    this.announceHold('held', subject, because, day, cause);
  }

  private apply(subject: string, event: E, cause: Cause, now: number): Outcome<S> {
    const known = this.states.get(subject) ?? null;
    const outcome = this.judge(known, event, {
      now,
      openDay: cause.day,
      knownUpTo: this.known.get(cause.partition) ?? {},
    });
    if (outcome.kind === 'refused') return outcome;
    if (outcome.next !== known) {
      this.states.set(subject, outcome.next);
      this.changed.set(subject, outcome.next);
    }
    for (const announcement of outcome.announce) this.say(subject, announcement, cause);
    this.keepTimers(subject, outcome, cause);
    return outcome;
  }

  /** A fault of ours holds the subject that it hits, and no other. */
  private judge(known: S | null, event: E, at: At): Outcome<S> {
    try {
      return this.lanes.reactor.decide(known, event, at);
    } catch (error) {
      const fault = error instanceof InvariantViolated ? error.message : 'a fault in the decision';
      this.lanes.signals.alarm('fault-in-decide', { reactor: this.lanes.reactor.name, fault: nameOf(error) });
      return { kind: 'refused', because: 'invariant', detail: fault };
    }
  }

  /** The id is of this service and space alone, as others announce what they conclude from the same cause. */
  private say(subject: string, { type, data, stream, key }: Announcement, cause: Cause, as: Saying = 'said'): void {
    const { reactor, service, partitionOf } = this.lanes;
    const target = stream ?? reactor.publishes;
    invariant(target !== null && target !== undefined, `${reactor.name} announces without a stream of its own`);
    const origin = `${service}|${reactor.space}|${as}|${cause.id}`;
    const counter = `${origin}|${subject}`;
    const position = this.nth.get(counter) ?? 0;
    this.nth.set(counter, position + 1);
    this.outbox.push({
      partition: cause.partition,
      id: derivedId(origin, subject, position),
      stream: target,
      key: key ?? subject,
      type,
      payload: JSON.stringify(data),
      targetPartition: key === undefined ? cause.partition : partitionOf(key),
      tenant: subject.slice(0, Math.max(subject.indexOf(':'), 0)),
      businessDate: this.days.of(cause.partition),
      causationId: cause.id,
      correlationId: cause.correlationId,
      traceparent: cause.traceparent,
    });
  }

  private keepTimers(subject: string, { setTimers: set, clearTimers: clear }: Decided<S>, cause: Cause): void {
    for (const key of clear ?? []) {
      this.timers.delete(`${subject}|${key}`);
      this.cleared.set(`${subject}|${key}`, { subject, key });
    }
    for (const timer of set ?? []) this.setTimer(subject, timer, cause);
  }

  /** One that moves, or was cleared before, is a new one: its row goes first. */
  private setTimer(subject: string, timer: TimerSpec, { id, partition }: Cause): void {
    const { key, dueAt } = timer;
    const name = `${subject}|${key}`;
    const before = this.timers.get(name);
    if (before !== undefined && before.dueAt !== dueAt) this.cleared.set(name, { subject, key });
    const setBy = before?.dueAt === dueAt && before.setBy < id ? before.setBy : id;
    this.soonest.set(subject, Math.min(this.soonest.get(subject) ?? dueAt, dueAt));
    this.timers.set(name, { ...timer, subject, partition, setBy, dueDay: this.lanes.dateOf(dueAt) });
  }

  private async load(subjects: readonly string[]): Promise<void> {
    const missing = subjects.filter((subject) => !this.loaded.has(subject));
    if (missing.length === 0) return;
    for (const subject of missing) this.loaded.add(subject);
    for (const [subject, state] of await this.lanes.reactor.load(this.tx, missing)) this.states.set(subject, state);
  }
}

const BEHIND = 'behind a held record';
const SAVED_AT_ONCE = 100;

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
