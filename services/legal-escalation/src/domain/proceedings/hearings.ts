import { addDays, type CalendarDate } from '@mora/kernel';
import type { LoanView } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone, workWanted } from '../loan/work.js';
import type { LaneAt } from '../words.js';
import type { ProceedingCommand } from './commands.js';
import { and, type Made, nothingOf, withProceeding } from './made.js';
import { hearingRow } from './rows.js';
import type { Answer } from './stepped.js';
import type { Hearing, Proceeding, ProceedingsPart } from './types.js';

type Command<K extends ProceedingCommand['kind']> = Extract<ProceedingCommand, { kind: K }>;

const no = (because: string) => ({ refuse: { because } });

/** A court hears the case. The same hearing again has been moved. */
export function hearingSet(
  part: ProceedingsPart,
  command: Command<'hearing'>,
  view: LoanView,
  { openDay }: LaneAt,
): Answer {
  const { proceedingId, hearingId, at, on, by } = command;
  const known = part.proceedings.find((one) => one.proceedingId === proceedingId);
  if (known === undefined) return no('no-such-proceeding');
  if (known.state !== 'open') return no('proceeding-over');
  if (on < openDay) return no('in-the-past');
  const before = known.hearings.find((one) => one.hearingId === hearingId);
  const hearing: Hearing = { hearingId, at, on, state: 'set', sequence: (before?.sequence ?? -1) + 1 };
  const { caseId, court } = known;
  const data = { caseId, proceedingId, hearingId, at: new Date(at).toISOString(), court };
  const made = withHearing(nothingOf(part), known, hearing, view);
  return and(made, {
    said: [{ type: 'hearing-set', data }],
    writes: [timelineOf('hearing-set', { ...data, by }, null)],
  });
}

/** How it went. */
export function hearingEnded(
  part: ProceedingsPart,
  { hearingId, outcome, by }: Command<'hearing-outcome'>,
  view: LoanView,
  { openDay }: LaneAt,
): Answer {
  const known = part.proceedings.find(({ hearings }) => hearings.some((one) => one.hearingId === hearingId));
  const hearing = known?.hearings.find((one) => one.hearingId === hearingId);
  if (known === undefined || hearing === undefined) return no('no-such-hearing');
  if (hearing.state !== 'set') return no('hearing-over');
  if (hearing.on > openDay && outcome !== 'adjourned') return no('in-the-future');
  const ended: Hearing = { ...hearing, state: outcome, sequence: hearing.sequence + 1 };
  const { caseId, proceedingId } = known;
  const data = { caseId, proceedingId, hearingId, outcome };
  const { loanId } = view;
  return and(withHearing(nothingOf(part), known, ended, view), {
    said: [{ type: 'hearing-ended', data }],
    writes: [
      ...['hearing', 'hearing-outcome'].map((kind) => workDone({ loanId, about: hearingId, kind }, outcome, openDay)),
      timelineOf('hearing-ended', { ...data, by }, null),
    ],
  });
}

/** What is over is heard no more. */
export const unheard = (made: Made, proceeding: Proceeding, view: LoanView): Made =>
  proceeding.hearings
    .filter(({ state }) => state === 'set')
    .reduce((sum, hearing) => {
      const now = sum.part.proceedings.find((one) => one.proceedingId === proceeding.proceedingId) ?? proceeding;
      const { caseId, proceedingId } = now;
      const { hearingId } = hearing;
      const off: Hearing = { ...hearing, state: 'adjourned', sequence: hearing.sequence + 1 };
      const data = { caseId, proceedingId, hearingId, outcome: off.state };
      return and(withHearing(sum, now, off, view), { said: [{ type: 'hearing-ended', data }] });
    }, made);

function withHearing(made: Made, proceeding: Proceeding, hearing: Hearing, view: LoanView): Made {
  const others = proceeding.hearings.filter(({ hearingId }) => hearingId !== hearing.hearingId);
  const next = { ...proceeding, hearings: [...others, hearing] };
  return and(made, { part: withProceeding(made.part, next), writes: [hearingRow(view, next, hearing)] });
}

/** The day before, somebody has to prepare; on the day itself, to say how it went. */
export function reminded(made: Made, day: CalendarDate, { loanId }: LoanView): Made {
  const open = made.part.proceedings.filter(({ state }) => state === 'open');
  const set = open.flatMap(({ hearings }) => hearings).filter(({ state }) => state === 'set');
  return and(made, {
    writes: set.flatMap(({ hearingId: about, on }) => {
      if (on !== day && on !== addDays(day, 1)) return [];
      const kind = on === day ? 'hearing-outcome' : 'hearing';
      return [workWanted({ loanId, about, kind, team: 'legal', dueOn: on, because: `heard ${on}`, openedOn: day })];
    }),
  });
}
