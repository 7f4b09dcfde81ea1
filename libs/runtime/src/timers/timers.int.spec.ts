import { calendarDate, type CalendarDate } from '@mora/kernel';
import { useDatabase } from '@mora/testing';
import { ensureLanes } from '../lanes/lane-row.js';
import { runtimeMigrations } from '../migrations.js';
import { inTransaction } from '../postgres.js';
import { DUE, dueTimers, LANES_WITH_DUE, lanesWithDueTimers, setTimers } from './timers.js';

const db = useDatabase({ migrations: runtimeMigrations });
const DAY = calendarDate('2026-03-01');
const NEXT = calendarDate('2026-03-02');
const NOON = Date.parse(`${DAY}T12:00:00Z`);

const sets = (subject: string, dueAt: number, dueDay = DAY, partition = 0) =>
  inTransaction(db.pool, (tx) =>
    setTimers(tx, 'loan', [{ subject, partition, key: 'k', kind: 'noon', dueAt, dueDay, setBy: 'x' }]),
  );
const due = (upToDay: CalendarDate | null, now: number | null) =>
  inTransaction(db.pool, async (tx) =>
    (await dueTimers(tx, 'loan', { partition: 0, upToDay, now, limit: 10 })).map(({ subject }) => subject),
  );
const lanes = (now: number, anyDay = false) =>
  inTransaction(db.pool, (tx) => lanesWithDueTimers(tx, 'loan', { now, anyDay }));

async function opens(...days: readonly (CalendarDate | null)[]): Promise<void> {
  await inTransaction(db.pool, (tx) => ensureLanes(tx, 'loan', days.length));
  for (const [n, day] of days.entries())
    await db.pool.query(`update lane set open_day = $2 where partition = $1`, [n, day]);
}

it.each([
  ['the first instant of a day', 'east of all others', '2026-02-28T10:00:00.000Z', DAY],
  ['the last instant of a day', 'east of all others', '2026-03-01T09:59:59.999Z', DAY],
  ['the first instant of a day', 'west of all others', '2026-03-01T12:00:00.000Z', DAY],
  ['the last instant of a day', 'west of all others', '2026-03-02T11:59:59.999Z', DAY],
])('%s %s is of that day', async (_what, _where, instant, day) => {
  const dueAt = Date.parse(instant);
  await opens(day);
  await sets('main:L-1', dueAt, day);
  expect(await due(calendarDate('2026-02-28'), null)).toEqual([]);
  expect(await due(day, null)).toEqual(['main:L-1']);
  expect(await due(day, dueAt - 1)).toEqual([]);
  expect(await due(day, dueAt)).toEqual(['main:L-1']);
  expect([await lanes(dueAt - 1), await lanes(dueAt)]).toEqual([[], [0]]);
});

it('where nothing waits for a day the clock alone says what is due, and without a clock all is', async () => {
  await opens(null);
  await sets('main:L-1', NOON);
  await sets('main:L-2', Number.MAX_SAFE_INTEGER, calendarDate('2126-03-01'));
  expect(await due(null, NOON)).toEqual(['main:L-1']);
  expect(await due(null, null)).toEqual(['main:L-1', 'main:L-2']);
  expect([await lanes(NOON), await lanes(NOON, true), await lanes(NOON - 1, true)]).toEqual([[], [0], []]);
});

it('a lane is looked at when its own day has reached a timer, and not for loans that are held', async () => {
  await opens(DAY, NEXT, NEXT, null);
  for (const partition of [0, 1, 2, 3]) await sets(`main:L-${partition}`, NOON, NEXT, partition);
  await db.pool.query(`insert into held_subject (space, subject, partition, since, reason, detail, cause_id)
    values ('loan', 'main:L-2', 2, '${DAY}', 'amount-refused', '', 'c-1'),
      ('person', 'main:L-1', 0, '${DAY}', 'amount-refused', '', 'c-1')`);
  expect(await lanes(NOON)).toEqual([1]);
  await sets('main:L-9', NOON + 1, NEXT, 2);
  expect([await lanes(NOON), await lanes(NOON + 1)]).toEqual([[1], [1, 2]]);
});

it.each([
  ['the timers of a day', DUE],
  ['the lanes with timers that are due', LANES_WITH_DUE],
])('%s are found by index, however many timers are set for later', async (_what, sql) => {
  await opens(DAY, DAY, DAY, DAY);
  await db.pool.query(`
    insert into timer (space, partition, subject, key, kind, due_at, due_day)
    select 'loan', n % 4, 'main:L-' || n, 'k', 'noon', ${NOON} + n % 300 * 86400000::bigint, date '${DAY}' + n % 300
    from generate_series(1, 20000) as n`);
  await db.pool.query('analyze timer');
  // The plan that the pool's connections use: one for all days, made without knowing any.
  const plan = (await db.lines(`explain (generic_plan) ${sql}`)).join('\n');
  expect(plan).toMatch(/timer_of_lane.*\n *Index Cond: .*due_at <= LEAST\(/);
});
