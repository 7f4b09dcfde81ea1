import { type CalendarDate, type HolidayBook, InvariantViolated } from '@mora/kernel';
import type { Machine } from './machine.js';
import { begin, lapsedAt, nextOf } from './next.js';
import type { Proceeding } from './types.js';

/** The course of one proceeding: what happened on which day, or the close of a day on which nothing had. */
export type MachineCase = Readonly<{
  name: string;
  filedOn: CalendarDate;
  course: readonly Readonly<{ outcome: string | null; on: CalendarDate }>[];
  step: string;
  due: CalendarDate | null;
  provisional?: boolean;
}>;
export type MachineFile = Machine & Readonly<{ goldenCases: readonly MachineCase[] }>;

/** Throws InvariantViolated for a machine with a hole in it, and for the first case that does not come out as it says. */
export function proveMachine(machine: MachineFile, book: HolidayBook): void {
  const hole = holeIn(machine);
  const { id, version } = machine;
  if (hole !== null) throw new InvariantViolated(`${id}/${version}: ${hole}`);
  for (const one of machine.goldenCases) {
    const { step, due } = courseOf(machine, one, book);
    const found = `${step} ${due?.on ?? null} ${due?.provisional ?? false}`;
    if (found !== `${one.step} ${one.due} ${one.provisional ?? false}`) {
      throw new InvariantViolated(`${id}/${version}: "${one.name}" comes out as ${found}`);
    }
  }
}

/** A proceeding of no loan, as it stands on the day of its filing. */
export const drawn = (machine: Machine, filedOn: CalendarDate, book: HolidayBook): Proceeding =>
  begin(
    machine,
    {
      proceedingId: machine.id,
      root: machine.id,
      caseId: machine.id,
      kind: machine.kind,
      court: '',
      policy: { id: machine.id, version: machine.version, rule: machine.starts },
      step: machine.starts,
      entered: {},
      since: filedOn,
      due: null,
      sheetId: '',
      amount: 0,
      fee: 0,
      against: 'debtor',
      filedOn,
      filedBy: '',
      limitBy: '',
      state: 'open',
      hearings: [],
      lapsed: [],
      moved: null,
      held: false,
    },
    filedOn,
    book,
  );

function courseOf(machine: MachineFile, { name, filedOn, course }: MachineCase, book: HolidayBook): Proceeding {
  return course.reduce(
    (proceeding, { outcome, on }) => {
      if (outcome === null) return lapsedAt(machine, proceeding, on, book)?.next ?? proceeding;
      const next = nextOf(machine, proceeding, outcome, on, book);
      if (typeof next === 'string') {
        throw new InvariantViolated(`${machine.id}/${machine.version}: "${name}" cannot be ${outcome}: ${next}`);
      }
      return next;
    },
    drawn(machine, filedOn, book),
  );
}

/** Every word leads somewhere, and every step and end can be come to. */
function holeIn({ starts, servedAt, keptAsAct = [], steps, ends, titles, goesTo }: Machine): string | null {
  const isKnown = (to: string): boolean => Object.hasOwn(steps, to) !== Object.hasOwn(ends, to);
  if (!Object.hasOwn(steps, starts)) return `it starts at "${starts}", which is no step`;
  if (servedAt !== null && !Object.hasOwn(steps, servedAt)) return `it is served at "${servedAt}", which is no step`;
  const decided = keptAsAct.find((end) => ends[end] !== 'ended');
  if (decided !== undefined) return `"${decided}" is kept as an act, and is no end without a title`;
  for (const [name, { outcomes, terms = [], lapse, due }] of Object.entries(steps)) {
    const unsaid = terms.find((outcome) => !Object.hasOwn(outcomes, outcome));
    if (unsaid !== undefined) return `"${name}" has terms for "${unsaid}", which is no outcome of it`;
    const lost = [...Object.values(outcomes), ...(lapse?.to ? [lapse.to] : [])].find((to) => !isKnown(to));
    if (lost !== undefined) return `"${name}" leads to "${lost}", which is no step and no end, or is both`;
    if (due !== null && due.after !== 'step' && !Object.hasOwn(steps, due.after))
      return `"${name}" is due after no step`;
    if (lapse !== null && due === null) return `"${name}" can never lapse`;
  }
  const reached = reachedFrom(starts, steps);
  const never = [...Object.keys(steps), ...Object.keys(ends)].find((name) => !reached.has(name));
  if (never !== undefined) return `nothing leads to "${never}"`;
  const untitled = Object.keys(ends).find((end) => (ends[end] === 'title') !== Object.hasOwn(titles, end));
  if (untitled !== undefined) return `"${untitled}" is a title without a name, or is none`;
  const nowhere = Object.keys(goesTo).find((end) => ends[end] !== 'ended');
  return nowhere === undefined ? null : `"${nowhere}" goes on, and is no end without a title`;
}

function reachedFrom(starts: string, steps: Machine['steps']): ReadonlySet<string> {
  const reached = new Set([starts]);
  for (const name of reached) {
    const step = steps[name];
    if (step === undefined) continue;
    for (const to of Object.values(step.outcomes)) reached.add(to);
    if (step.lapse?.to) reached.add(step.lapse.to);
  }
  return reached;
}
