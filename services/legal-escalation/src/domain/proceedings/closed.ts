import { addDays, type CalendarDate } from '@mora/kernel';
import { holdsOn } from '../loan/held.js';
import type { LoanView } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone, workWanted } from '../loan/work.js';
import { sued } from './filed.js';
import { reminded } from './hearings.js';
import { and, type Made, nothingOf, withProceeding } from './made.js';
import { moved } from './moved.js';
import { type Lapsed, lapsedAt } from './next.js';
import { proceedingRow } from './rows.js';
import type { Proceeding, ProceedingsPart } from './types.js';

/** A day is over: whatever was due and has not come is said, and moves on by itself where the law says so. */
export function closed(part: ProceedingsPart, view: LoanView, day: CalendarDate): Made {
  const lapsed = part.proceedings.reduce((made, one) => lapsing(made, one, view, day), nothingOf(part));
  const held = lapsed.part.proceedings.reduce((made, one) => holding(made, one, view, day), lapsed);
  return reminded(sued(held, view, day), day, view);
}

function lapsing(made: Made, proceeding: Proceeding, view: LoanView, day: CalendarDate): Made {
  const machine = view.policies.machines[proceeding.kind];
  const lapsed = machine === undefined ? null : lapsedAt(machine, proceeding, day, view.policies.book);
  if (machine === undefined || lapsed === null) return made;
  const said = escalated(made, proceeding, lapsed, view, day);
  const { next, step, due } = lapsed;
  if (next.step === step)
    return and(said, { part: withProceeding(said.part, next), writes: [proceedingRow(view, next)] });
  const why = { proof: { kind: 'lapse', id: `${step}.${due.on}` }, by: null, openDay: day };
  return lapsing(moved(said, { machine, before: proceeding, after: next, why }, view), next, view, day);
}

/** Somebody is responsible, and is told: the lawyer of the case, or the supervisor where a right may be lost. */
function escalated(
  made: Made,
  { caseId, proceedingId }: Proceeding,
  { step, due, lapse, next }: Lapsed,
  { loanId, parts }: LoanView,
  day: CalendarDate,
): Made {
  const isLawyers = lapse.escalate === 'lawyer';
  const responsible = (isLawyers ? parts.matter.matter?.lawyer : null) ?? lapse.escalate;
  const { consequence } = lapse;
  const data = { caseId, proceedingId, step, dueOn: due.on, consequence, responsible };
  const moves = next.step !== step;
  const item = {
    loanId,
    about: proceedingId,
    // What stays where it is waits for somebody; of what has moved on somebody only has to know.
    kind: moves ? `lapsed-${step}` : `step-${step}`,
    team: isLawyers ? ('legal' as const) : ('supervisor' as const),
    dueOn: addDays(day, 1),
    because: consequence,
    openedOn: day,
  };
  return and(made, {
    said: [{ type: 'step-lapsed', data }],
    writes: [workWanted(item), timelineOf('step-lapsed', { ...data, provisional: due.provisional }, null)],
  });
}

/** What is before the court goes on under a hold; the lawyer decides what is to be told to the court. */
function holding(made: Made, proceeding: Proceeding, view: LoanView, day: CalendarDate): Made {
  const holds = holdsOn(view.parts, day);
  const held = proceeding.state === 'open' && holds.length > 0;
  if (held === proceeding.held) return made;
  const { loanId } = view;
  const { proceedingId: about } = proceeding;
  const kind = 'hold-in-court';
  const because = [...new Set(holds.map((hold) => hold.kind))].toSorted().join(' ');
  const item = { loanId, about, kind, team: 'legal', dueOn: addDays(day, 1), because, openedOn: day } as const;
  return and(made, {
    part: withProceeding(made.part, { ...proceeding, held }),
    writes: [held ? workWanted(item) : workDone(item, 'hold-ended', day)],
  });
}

/** When time alone changes something: a day after a step is due, and around a hearing. */
export function nextLook({ proceedings }: ProceedingsPart, day: CalendarDate): CalendarDate | null {
  const days = proceedings
    .filter(({ state }) => state === 'open')
    .flatMap(({ due, hearings }) => [
      // What no announced calendar confirms is looked at every day, until it does or somebody has said how it went.
      ...(due === null ? [] : [due.provisional && due.on < day ? addDays(day, 1) : addDays(due.on, 1)]),
      ...hearings.filter(({ state }) => state === 'set').flatMap(({ on }) => [addDays(on, -1), on]),
    ]);
  return days.filter((on) => on > day).toSorted()[0] ?? null;
}
