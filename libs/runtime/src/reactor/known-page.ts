import { type CalendarDate, invariant } from '@mora/kernel';
import type { LaneRow } from '../lanes/lane-row.js';
import { derivedId } from '../outbox/outbox.js';
import { parkMark } from '../parking/parked-marks.js';
import { heldAmong } from '../parking/parking.js';
import type { Tx } from '../postgres.js';
import type { Engine } from './engine.js';
import type { Cause } from './lane-context.js';
import { LaneTransaction } from './lane-transaction.js';
import type { Reactor } from './reactor.js';

/** A day of an informing stream that is known in a lane from now on. */
export type KnownDay = Readonly<{ stream: string; day: CalendarDate; calendar: string }>;

type Page = Readonly<{
  /** The locked lanes; of them the one that it is known in. */
  lanes: ReadonlyMap<number, LaneRow>;
  lane: LaneRow;
  /** How far all informing streams are known there, this day included. */
  known: Readonly<Record<string, CalendarDate>>;
  now: KnownDay;
  /** The last of those who have been told; null where nobody has. */
  after: string | null;
}>;

/** Tells a page of those who wait that a day is known. Returns the last of them, or null where nobody is left. */
export async function tellPage<S, E>(engine: Engine<S, E>, tx: Tx, page: Page): Promise<string | null> {
  const { reactor, pageSize } = engine;
  const { lanes, lane, known, now, after } = page;
  const { partition } = lane;
  const effects = new LaneTransaction(tx, engine, lanes, engine.clock.now(), new Map([[partition, known]]));
  const subjects = (await reactor.waiting?.(tx, { partition, stream: now.stream, after, limit: pageSize })) ?? [];
  const cause = knownCause(engine, lane, now);
  await touchWaiting(engine, tx, effects, subjects, cause, now);
  await effects.flush();
  await parkMark(
    tx,
    reactor.space,
    partition,
    { id: cause.id, on: cause.day, ...now },
    after === null ? null : subjects,
  );
  return subjects.length >= pageSize ? (subjects.at(-1) ?? null) : null;
}

/** Held subjects are left out: the mark waits behind them, as a record does. */
async function touchWaiting<S, E>(
  engine: Engine<S, E>,
  tx: Tx,
  effects: LaneTransaction<S, E>,
  subjects: readonly string[],
  cause: Cause,
  { stream, day }: KnownDay,
): Promise<void> {
  if (subjects.length === 0) return;
  const held = await heldAmong(tx, engine.reactor.space, subjects);
  const event = knownEvent(engine.reactor, { stream, day });
  const now = engine.clock.now();
  await effects.touch(
    subjects.filter((subject) => !held.has(subject)).map((subject) => ({ subject, event, cause, now })),
  );
}

/** The cause of what is known: the same however often a mark is handed over, and whether it or the close came first. */
function knownCause<S, E>(
  { service, reactor }: Engine<S, E>,
  { partition, openDay }: LaneRow,
  { stream, day }: KnownDay,
): Cause {
  const id = derivedId(`${service}|${reactor.space}`, `known|${stream}|${day}`, 0);
  invariant(openDay !== null || reactor.spine.length === 0, 'an informing stream waits for the first day of its lane');
  return { id, correlationId: id, traceparent: null, partition, day: openDay ?? day };
}

export function knownEvent<S, E>(reactor: Reactor<S, E>, mark: Readonly<{ stream: string; day: CalendarDate }>): E {
  invariant(reactor.onKnown !== undefined, `${reactor.name} names who waits and says what a mark means to them`);
  return reactor.onKnown(mark);
}
