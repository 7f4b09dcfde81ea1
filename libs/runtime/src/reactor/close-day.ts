import { addDays, type CalendarDate, invariant } from '@mora/kernel';
import { knowledgeOf, knownFrom } from '../lanes/knowledge.js';
import { inputsOf, type LaneInput } from '../lanes/lane-input.js';
import { type LaneRow, lockLanes, saveLanes } from '../lanes/lane-row.js';
import { derivedId } from '../outbox/outbox.js';
import { heldAmong } from '../parking/parking.js';
import { inTransaction, type Tx } from '../postgres.js';
import { dueTimers, type Timer } from '../timers/timers.js';
import { MARK_TYPE } from './decode.js';
import type { Engine } from './engine.js';
import { isolated } from './fault.js';
import type { Cause, Touch } from './lane-context.js';
import { type KnownCursor, tellOfAhead, toTell } from './known-ahead.js';
import { LaneTransaction } from './lane-transaction.js';
import { hasNoMarks } from './no-marks.js';

/** What a lane is at in the close of its open day, and right behind it; kept in the lane's row, so that a crash goes on from there. */
type Cursor = Readonly<{ phase: 'timers' } | { phase: 'due'; after: string | null }>;

/**
 * Closes the open day of a lane if it has met the day's mark in every spine stream: timers of the day, then the
 * subjects that time changes, in pages of one transaction each; then the lane's own mark; and behind it, on the next day,
 * those who wait for an informing stream that had its mark of the day already. Returns the days closed.
 */
export async function closeDays<S, E>(engine: Engine<S, E>, partition: number): Promise<CalendarDate[]> {
  const closed: CalendarDate[] = [];
  for (;;) {
    const page = await isolated(engine, 'close of a day', (one) =>
      inTransaction(one.pool, (tx) => closePage(one, tx, partition)),
    );
    if (page === 'not-yet') return closed;
    engine.wakeRelay();
    if (page === 'more') continue;
    if (page !== 'told') closed.push(page);
    engine.wakeTimers(); // those of the next day may be due already
  }
}

async function closePage<S, E>(
  engine: Engine<S, E>,
  tx: Tx,
  partition: number,
): Promise<'not-yet' | 'more' | 'told' | CalendarDate> {
  const { reactor } = engine;
  const lanes = await lockLanes(tx, reactor.space, [partition]);
  const lane = lanes.get(partition) as LaneRow;
  const inputs = await inputsOf(tx, reactor.space, partition);
  const day = lane.openDay;
  const at = lane.closeCursor === null ? null : (JSON.parse(lane.closeCursor) as Cursor | KnownCursor);
  if (at?.phase === 'known') return tellOfAhead(engine, tx, { lanes, lane, inputs }, at);
  if (day === null || !hasMetAllMarks(engine, inputs, day)) return 'not-yet';
  const known = new Map([[partition, knownFrom(reactor, inputs, day)]]);
  const effects = new LaneTransaction(tx, engine, lanes, engine.clock.now(), known);
  const cursor = await closeSome(engine, tx, lane, day, at ?? { phase: 'timers' }, effects);
  if (cursor !== null) {
    await effects.flush();
    await saveLanes(tx, reactor.space, [{ ...lane, closeCursor: JSON.stringify(cursor) }]);
    return 'more';
  }
  const calendar = inputs.find(({ stream }) => stream === reactor.spine[0])?.markedCalendar ?? '';
  effects.mark(partition, day, calendar, MARK_TYPE);
  await effects.flush();
  const next = { ...lane, openDay: addDays(day, 1), closeCursor: toTell(reactor, inputs, day) };
  await saveLanes(tx, reactor.space, [next]);
  return day;
}

/** One page of one phase after the other, as long as a page is not full; null when nothing is left. */
async function closeSome<S, E>(
  engine: Engine<S, E>,
  tx: Tx,
  lane: LaneRow,
  day: CalendarDate,
  cursor: Cursor,
  effects: LaneTransaction<S, E>,
): Promise<Cursor | null> {
  if (cursor.phase === 'timers') {
    const fired = await fireTimers(engine, tx, effects, { partition: lane.partition, day, now: null });
    if (fired > 0) return { phase: 'timers' }; // a timer may have set another one of the same day
  }
  const after = cursor.phase === 'due' ? cursor.after : null;
  const subjects = await duePage(engine, tx, lane.partition, day, after);
  await touchDue(engine, tx, lane.partition, day, subjects, effects);
  const last = subjects.at(-1);
  return last !== undefined && subjects.length >= engine.pageSize ? { phase: 'due', after: last } : null;
}

async function duePage<S, E>(
  { reactor, pageSize }: Engine<S, E>,
  tx: Tx,
  partition: number,
  on: CalendarDate,
  after: string | null,
): Promise<readonly string[]> {
  return (await reactor.due?.(tx, { partition, on, after, limit: pageSize })) ?? [];
}

/** Held subjects are left out: their days wait with them and are made up for when they are released. */
async function touchDue<S, E>(
  engine: Engine<S, E>,
  tx: Tx,
  partition: number,
  day: CalendarDate,
  subjects: readonly string[],
  effects: LaneTransaction<S, E>,
): Promise<void> {
  if (subjects.length === 0) return;
  const held = await heldAmong(tx, engine.reactor.space, subjects);
  const cause = dayCause(engine, partition, day);
  const now = engine.clock.now();
  const event = dayEvent(engine, day);
  await effects.touch(
    subjects.filter((subject) => !held.has(subject)).map((subject) => ({ subject, event, cause, now })),
  );
}

/** Fires a page of timers. `now: null` takes all of the day, whatever the clock says. */
export async function fireTimers<S, E>(
  engine: Engine<S, E>,
  tx: Tx,
  effects: LaneTransaction<S, E>,
  ask: Readonly<{ partition: number; day: CalendarDate; now: number | null }>,
): Promise<number> {
  const { reactor, pageSize } = engine;
  if (reactor.onTimer === undefined) return 0;
  const { partition, day, now } = ask;
  const upToDay = hasNoMarks(reactor) ? null : day;
  const timers = await dueTimers(tx, reactor.space, { partition, upToDay, now, limit: pageSize });
  await effects.touch(timers.map((timer) => timerTouch(engine, partition, day, timer)));
  return timers.length;
}

/**
 * A timer that fires, with its due instant for `now`. Its id is of what has set it, too: set again for the instant at
 * which it has fired already, it is another cause, or what it says would be taken for a repetition.
 */
export function timerTouch<S, E>(
  { reactor }: Engine<S, E>,
  partition: number,
  day: CalendarDate,
  timer: Timer,
): Touch<E> {
  invariant(reactor.onTimer !== undefined, `${reactor.name} sets timers and says what they mean`);
  const { subject, key, setBy } = timer;
  const id = derivedId('timer', setBy === '' ? `${subject}|${key}` : `${subject}|${key}|${setBy}`, timer.dueAt);
  return {
    subject,
    event: reactor.onTimer(timer),
    cause: { id, correlationId: id, traceparent: null, partition, day },
    now: timer.dueAt,
    timer: key,
  };
}

/** The cause of what a day does: the same for every replica, whichever spine stream brought the mark last. */
export function dayCause<S, E>({ service, reactor }: Engine<S, E>, partition: number, day: CalendarDate): Cause {
  const id = derivedId(`${service}|${reactor.space}`, `close|${day}`, 0);
  return { id, correlationId: id, traceparent: null, partition, day };
}

export function dayEvent<S, E>({ reactor }: Engine<S, E>, day: CalendarDate): E {
  invariant(reactor.onDayClosed !== undefined, `${reactor.name} names due subjects and says what a day means to them`);
  return reactor.onDayClosed(day);
}

function hasMetAllMarks<S, E>({ reactor }: Engine<S, E>, inputs: readonly LaneInput[], day: CalendarDate): boolean {
  const marked = new Map(inputs.map((input) => [input.stream, input.markedDay]));
  return reactor.spine.length > 0 && reactor.spine.every((stream) => (marked.get(stream) ?? '') >= day);
}

/** Fires what the clock has passed and the lane's open day has reached, where it waits for days; returns how many. */
export async function fireDueTimers<S, E>(engine: Engine<S, E>, partition: number): Promise<number> {
  const fired = await isolated(engine, 'timers', (one) =>
    inTransaction(one.pool, (tx) => firePage(one, tx, partition)),
  );
  if (fired > 0) engine.wakeRelay();
  return fired;
}

/** A day whose close is under way fires its timers itself. */
async function firePage<S, E>(engine: Engine<S, E>, tx: Tx, partition: number): Promise<number> {
  const lanes = await lockLanes(tx, engine.reactor.space, [partition]);
  const { openDay: day = null, closeCursor = null } = lanes.get(partition) ?? {};
  if (day === null || closeCursor !== null) return 0;
  const now = engine.clock.now();
  const known = await knowledgeOf(tx, engine.reactor, [partition]);
  const effects = new LaneTransaction(tx, engine, lanes, now, known);
  const count = await fireTimers(engine, tx, effects, { partition, day, now });
  await effects.flush();
  return count;
}
