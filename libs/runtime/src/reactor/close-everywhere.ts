import { addDays, type CalendarDate } from '@mora/kernel';
import { knowledgeOf } from '../lanes/knowledge.js';
import { type LaneRow, lockLanes, saveLanes } from '../lanes/lane-row.js';
import type { Tx } from '../postgres.js';
import { fireTimers } from './close-day.js';
import { MARK_TYPE } from './decode.js';
import type { Engine } from './engine.js';
import { LaneTransaction } from './lane-transaction.js';
import type { Lanes, LockedLanes } from './lanes.js';
import { refusing, undoable } from './fault.js';

export const lockAll = <S, E>({ reactor, partitions }: Engine<S, E>, tx: Tx): Promise<Map<number, LaneRow>> =>
  lockLanes(
    tx,
    reactor.space,
    Array.from({ length: partitions }, (_, n) => n),
  );

export function lockedLanes<S, E>(engine: Engine<S, E>, tx: Tx, lanes: ReadonlyMap<number, LaneRow>): LockedLanes {
  const openDay = lanes.values().next().value?.openDay ?? null;
  return { tx, openDay: openDay as CalendarDate, partitionOf: engine.partitionOf };
}

/** Closes the day in all lanes at once, or in none: the timers that are left of it, then its mark in every partition. */
export async function closeEverywhere<S, E>(
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
  for (const { partition } of rows) {
    while ((await fireSafely(engine, tx, lanes, { partition, day, now: null })) > 0); // one may set another of the day
  }
  const marks = new LaneTransaction(tx, engine, lanes, engine.clock.now(), new Map());
  for (const { partition } of rows) marks.mark(partition, day, calendar, MARK_TYPE);
  await marks.flush();
  await saveLanes(
    tx,
    engine.reactor.space,
    rows.map((lane) => ({ ...lane, openDay: addDays(day, 1) })),
  );
  return { kind: 'closed' };
}

/** A page of timers; where it cannot be saved, one by one, and who fails alone is held: the day of all others closes. */
async function fireSafely<S, E>(
  engine: Engine<S, E>,
  tx: Tx,
  lanes: ReadonlyMap<number, LaneRow>,
  ask: Parameters<typeof fireTimers>[3],
): Promise<number> {
  const alone = { ...engine, pageSize: 1 };
  const refuses = { ...alone, reactor: refusing(engine.reactor) };
  return (
    (await undoable(engine, tx, 'timers', () => firePage(engine, tx, lanes, ask))) ??
    (await undoable(engine, tx, 'timers', () => firePage(alone, tx, lanes, ask))) ??
    firePage(refuses, tx, lanes, ask)
  );
}

async function firePage<S, E>(
  engine: Engine<S, E>,
  tx: Tx,
  lanes: ReadonlyMap<number, LaneRow>,
  ask: Parameters<typeof fireTimers>[3],
): Promise<number> {
  const known = await knowledgeOf(tx, engine.reactor, lanes.keys());
  const effects = new LaneTransaction(tx, engine, lanes, engine.clock.now(), known);
  const fired = await fireTimers(engine, tx, effects, ask);
  await effects.flush();
  return fired;
}
