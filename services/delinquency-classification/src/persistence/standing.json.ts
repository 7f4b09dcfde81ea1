import type { CalendarDate, LoanId } from '@mora/kernel';
import { duesOf } from '../domain/dues.js';
import type { Facts, Instalment, Schedule } from '../domain/facts.js';
import type { Standing } from '../domain/standing.js';

type InstalmentJson = [number, CalendarDate, number, number, number, number];
export type ScheduleJson = Readonly<{ version: number; instalments: readonly InstalmentJson[] }>;
export type StateJson = Readonly<{
  facts: Omit<Facts, 'schedule' | 'dues'>;
  judgement: Standing['judgement'];
  episodes: Standing['episodes'];
  drift: number;
}>;

/** Schedules as they came out of the database: whoever still holds one need not write it back. */
const asSaved = new WeakSet<Schedule>();

export function stateText({ facts, judgement, episodes, drift }: Standing): string {
  const { schedule: _schedule, dues: _dues, ...rest } = facts;
  return JSON.stringify({ facts: rest, judgement, episodes, drift } satisfies StateJson);
}

/** Null where the schedule is the one that the row holds already, or there is none. */
export function scheduleText({ schedule }: Facts): string | null {
  if (schedule === null || asSaved.has(schedule)) return null;
  const instalments = schedule.instalments.map((i) => [i.number, i.dueOn, i.principal, i.interest, i.fee, i.penalty]);
  return JSON.stringify({ version: schedule.version, instalments });
}

export type KnownRow = Readonly<{
  loan_id: LoanId;
  as_of: CalendarDate;
  next_transition_on: CalendarDate | null;
  state: StateJson;
  schedule: ScheduleJson | null;
}>;

export function standingFrom(row: KnownRow): Standing {
  const { facts, judgement, episodes, drift } = row.state;
  const schedule = row.schedule === null ? null : scheduleFrom(row.schedule);
  const dues = duesOf(schedule?.instalments ?? [], facts.charges);
  return {
    loanId: row.loan_id,
    facts: { ...facts, schedule, dues },
    asOf: row.as_of,
    judgement,
    episodes: sharing(episodes),
    drift,
    nextTransitionOn: row.next_transition_on,
    moves: [],
  };
}

/** An open episode is also the last one; the rules compare them by identity. */
const sharing = ({ open, last, cured }: Standing['episodes']): Standing['episodes'] =>
  open !== null && last !== null && open.id === last.id ? { open, last: open, cured } : { open, last, cured };

function scheduleFrom({ version, instalments }: ScheduleJson): Schedule {
  const schedule = { version, instalments: instalments.map(instalmentFrom) };
  asSaved.add(schedule);
  return schedule;
}

const instalmentFrom = ([number, dueOn, principal, interest, fee, penalty]: InstalmentJson): Instalment => ({
  number,
  dueOn,
  principal,
  interest,
  fee,
  penalty,
});
