import { addDays, type CalendarDate, type HolidayBook, InvariantViolated } from '@mora/kernel';
import { endOfPeriod } from '../periods/period.js';
import type { Due } from '../words.js';
import type { Machine, MachineStep } from './machine.js';
import type { Proceeding } from './types.js';

const HOURS = 24;

/** What may be wrong with an outcome that somebody records. */
export type NoStep = 'proceeding-over' | 'before-step' | 'no-such-outcome';

/** The proceeding after an outcome of its step, or why there is none. */
export function nextOf(
  machine: Machine,
  proceeding: Proceeding,
  outcome: string,
  on: CalendarDate,
  book: HolidayBook,
): Proceeding | NoStep {
  const step = stepOf(machine, proceeding);
  if (step === null) return 'proceeding-over';
  const to = Object.hasOwn(step.outcomes, outcome) ? step.outcomes[outcome] : undefined;
  if (to === undefined) return 'no-such-outcome';
  if (on < proceeding.since) return 'before-step';
  return { ...enter(machine, proceeding, to, on, book), moved: null };
}

/** The proceeding as it is filed: at the first step of its machine. */
export const begin = (machine: Machine, proceeding: Proceeding, on: CalendarDate, book: HolidayBook): Proceeding =>
  enter(machine, proceeding, machine.starts, on, book);

/** What has become of a step that is due: nothing yet, or what the policy says of it. */
export type Lapsed = Readonly<{
  step: string;
  due: Due;
  lapse: NonNullable<MachineStep['lapse']>;
  /** Where the law itself moves it on; the same proceeding otherwise. */
  next: Proceeding;
}>;

/**
 * Whether the proceeding's step has lapsed at the close of a day: it is over on the day after it was due. Nothing moves
 * by itself on a day that the calendar does not confirm: somebody has to look. Each step lapses once.
 */
export function lapsedAt(
  machine: Machine,
  proceeding: Proceeding,
  day: CalendarDate,
  book: HolidayBook,
): Lapsed | null {
  const step = stepOf(machine, proceeding);
  if (step === null || step.lapse === null) return null;
  const due = dueOf(machine, step, proceeding.entered, proceeding.since, book);
  if (due === null || day <= due.on) return null;
  const { to } = step.lapse;
  const moves = to !== null && !due.provisional;
  if (!moves && proceeding.lapsed.includes(proceeding.step)) return null;
  const next: Proceeding = moves
    ? { ...enter(machine, proceeding, to, due.on, book), moved: { from: proceeding.step, until: due.on } }
    : { ...proceeding, due, lapsed: [...proceeding.lapsed, proceeding.step] };
  return { step: proceeding.step, due, lapse: step.lapse, next };
}

/** The step that an open proceeding stands at. */
export const stepOf = ({ steps }: Machine, { state, step }: Proceeding): MachineStep | null =>
  state === 'open' ? (steps[step] ?? null) : null;

function enter(machine: Machine, proceeding: Proceeding, to: string, on: CalendarDate, book: HolidayBook): Proceeding {
  const end = machine.ends[to];
  if (end !== undefined) return { ...proceeding, step: to, since: on, due: null, state: end };
  const step = machine.steps[to];
  if (step === undefined) throw new InvariantViolated(`${machine.id}/${machine.version} has no step "${to}"`);
  const entered = { ...proceeding.entered, [to]: on };
  const due = dueOf(machine, step, entered, on, book);
  const lapsed = proceeding.lapsed.filter((name) => name !== to);
  return { ...proceeding, step: to, since: on, entered, due, lapsed };
}

function dueOf(
  { calendar, weekendShifts }: Machine,
  { due }: MachineStep,
  entered: Proceeding['entered'],
  since: CalendarDate,
  book: HolidayBook,
): Due | null {
  if (due === null) return null;
  const from = due.after === 'step' ? since : (entered[due.after] ?? since);
  if (due.hours !== undefined) return { on: addDays(from, Math.ceil(due.hours / HOURS)), provisional: false };
  const { months, days } = due;
  return endOfPeriod(from, { ...(months && { months }), ...(days && { days }) }, book, calendar, weekendShifts);
}
