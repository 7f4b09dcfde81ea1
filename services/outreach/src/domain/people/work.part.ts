import { addDays, type CalendarDate } from '@mora/kernel';
import { id128 } from '../ids.js';
import type { LoanEvent } from '../loan/event.js';
import type { LoanView, Part, Step } from '../loan/part.js';
import { leftUnknown } from '../notices/left-unknown.js';
import { promiseStanding } from '../promises/part.js';
import type { Say } from '../says/commands.js';
import { LATE } from '../says/part.js';
import type { DecisionAt } from '../words.js';
import type { AssignCase } from './commands.js';
import { priorityOf } from './priority.js';
import type { CaseCause } from './rules.js';
import { seenOf } from './seen.js';
import { refused, type Seen, unchanged } from './step.js';
import { alert, rowOf, told } from './work-rows.js';

/** What somebody of the bank is to do about a loan: one case at a time, which moves to where it is most urgent. */
export type WorkCase = Readonly<{
  caseId: string;
  queue: string;
  cause: CaseCause;
  priority: number;
  goal: string | null;
  dueOn: CalendarDate | null;
  openedOn: CalendarDate;
}>;

export type WorkPart = Readonly<{
  case: WorkCase | null;
  /** Who answers for the loan: stays from one case to the next (S8, S23). */
  responsible: string | null;
  /** A human being has taken over: nothing that runs by itself writes or calls (S33). */
  takenOver: boolean;
  /** Whether the debt is gone; acted upon at the close of the day. */
  cured: boolean;
  /** The promise over which a case was opened, so that one broken promise is one case. */
  brokenPromise: string | null;
}>;

export const workPart: Part<WorkPart> = {
  name: 'work',
  start: { case: null, responsible: null, takenOver: false, cured: false, brokenPromise: null },
  on: (part, event, view, at) =>
    CONCERNED.has(event.kind) ? onWork(part, event, seenOf(view), at, view.parts) : unchanged(part),
};

const CONCERNED: ReadonlySet<string> = new Set([
  'say',
  'contact-answered',
  'notice-outcome',
  'receipt',
  'takeover',
  'take-task',
  'assign-case',
  'close-case',
  'arrears-started',
  'cured',
  'timer',
  'place',
  'placement-proposed',
  'decline-placement',
  'settle-notice',
  'day-closed',
]);

/** What it looks at of the other parts; promises and says have taken the event before it, notices have not. */
export type Before = Pick<LoanView['parts'], 'promises' | 'says' | 'notices'>;

export function onWork(part: WorkPart, event: LoanEvent, seen: Seen, at: DecisionAt, before: Before): Step<WorkPart> {
  switch (event.kind) {
    case 'say': {
      const cause = causeOf(event);
      return cause === null ? unchanged(part) : raise(part, cause, seen, at);
    }
    case 'contact-answered': {
      const isOurs = event.outcome === 'allowed' && event.collector.kind !== 'agency';
      return isOurs && (event.channel === 'call' || event.channel === 'visit')
        ? raise(part, event.channel, seen, at)
        : unchanged(part);
    }
    case 'notice-outcome':
    case 'receipt':
      return leftUnknown(before.notices, event) ? raise(part, 'notice-unknown', seen, at) : unchanged(part);
    case 'placement-proposed':
      return raise(part, 'placement', seen, at);
    case 'place':
    case 'decline-placement':
      return done(part, 'placement', event.kind === 'place' ? 'placed' : event.because, seen, at);
    case 'settle-notice':
      return done(part, 'notice-unknown', 'settled', seen, at);
    case 'takeover':
      return raise({ ...part, responsible: event.responsible, takenOver: true }, 'takeover', seen, at);
    case 'take-task': {
      const isNamed = part.responsible === null && before.notices.tasks[event.taskId]?.named === true;
      if (!isNamed) return unchanged(part);
      const theirs = { ...part, responsible: event.by };
      return part.case === null ? { part: theirs } : moved(theirs, 'case-assigned', 'task-taken', seen);
    }
    case 'assign-case':
      return assign(part, event, seen);
    case 'close-case':
      return part.case?.caseId === event.caseId
        ? close({ ...part, takenOver: false }, event.because, seen, at)
        : refused(part, 'case-not-open', 'no such case is open');
    case 'arrears-started':
      return { part: part.cured ? { ...part, cured: false } : part, writes: alert(part, 'arrears-started', seen, at) };
    case 'cured':
      return { part: { ...part, cured: true }, reviewOn: at.openDay };
    case 'timer':
      return event.timer === LATE ? late(part, seen, at) : unchanged(part);
    case 'day-closed':
      return closeDay(part, seen, at, before);
    default:
      return unchanged(part);
  }
}

function causeOf({ saying }: Say): CaseCause | null {
  switch (saying.says) {
    case 'dispute':
    case 'complaint':
    case 'hardship':
    case 'question':
    case 'vulnerability':
      return saying.says;
    default:
      return null;
  }
}

/** Opens a case, or moves the one that is open to where it is more urgent. */
function raise(part: WorkPart, cause: CaseCause, seen: Seen, at: DecisionAt): Step<WorkPart> {
  const rules = seen.rules.work.inForceOn(at.openDay);
  const { queue, goal, dueInDays } = rules.causes[cause];
  const priority = priorityOf(rules, { queue, ...urgencyOf(seen) });
  const dueOn = addDays(at.openDay, dueInDays);
  const known = part.case;
  if (known !== null && (known.queue === queue || known.priority <= priority) && cause !== 'takeover') {
    return { part, reviewOn: at.openDay };
  }
  const fresh = { caseId: id128('case', seen.loanId, seen.eventId), openedOn: at.openDay };
  const next = { ...(known ?? fresh), queue, cause, goal, priority, dueOn };
  const step = moved({ ...part, case: next }, known === null ? 'case-opened' : 'case-assigned', cause, seen);
  return { ...step, reviewOn: at.openDay }; // how urgent it is, the close knows by both streams
}

const urgencyOf = ({ grade, bucket, overdueMinor }: Seen) => ({ grade, bucket, amountMinor: overdueMinor });

function assign(part: WorkPart, { caseId, responsible, goal, dueOn }: AssignCase, seen: Seen): Step<WorkPart> {
  const known = part.case;
  if (known?.caseId !== caseId) return refused(part, 'case-not-open', 'no such case is open');
  const next = { ...known, goal: goal ?? known.goal, dueOn: dueOn ?? known.dueOn };
  return moved(
    { ...part, responsible: responsible ?? part.responsible, case: next },
    'case-assigned',
    'assigned',
    seen,
  );
}

function moved(part: WorkPart, type: string, because: string, seen: Seen): Step<WorkPart> {
  return { part, said: [told(type, part, because)], writes: [rowOf(part, seen, because, null)] };
}

function close(part: WorkPart, because: string, seen: Seen, at: DecisionAt): Step<WorkPart> {
  return {
    part: { ...part, case: null },
    said: [told('case-closed', part, because)],
    writes: [rowOf(part, seen, because, at.openDay)],
  };
}

/** What the case was opened for has been done by another way. */
const done = (part: WorkPart, cause: CaseCause, because: string, seen: Seen, at: DecisionAt): Step<WorkPart> =>
  part.case?.cause === cause ? close(part, because, seen, at) : unchanged(part);

/** A question has not been answered in time: whoever answers for the loan hears of it, and somebody has the case. */
function late(part: WorkPart, seen: Seen, at: DecisionAt): Step<WorkPart> {
  const step = part.case === null ? raise(part, 'question', seen, at) : unchanged(part);
  return { ...step, writes: [...(step.writes ?? []), ...alert(part, LATE, seen, at)] };
}

/** Both spine streams meet: a debt that is gone leaves no case behind, unless somebody still waits for an answer. */
function closeDay(part: WorkPart, seen: Seen, at: DecisionAt, { promises, says }: Before): Step<WorkPart> {
  const isGone = part.cured && !seen.isOverdue;
  if (isGone && says.open.length === 0) {
    const left = { ...part, takenOver: false, cured: false };
    return part.case === null ? { part: left } : close(left, 'cured', seen, at);
  }
  const broken = promiseStanding(promises) === 'broken' ? (promises.promises.at(-1)?.promiseId ?? null) : null;
  if (broken !== null && broken !== part.brokenPromise) {
    return raise({ ...part, brokenPromise: broken }, 'promise-broken', seen, at);
  }
  return reconsidered(part, seen, at);
}

/** The debt has grown older or larger: so has the urgency of the case. */
function reconsidered(part: WorkPart, seen: Seen, at: DecisionAt): Step<WorkPart> {
  if (part.case === null) return unchanged(part);
  const { queue } = part.case;
  const priority = priorityOf(seen.rules.work.inForceOn(at.openDay), { queue, ...urgencyOf(seen) });
  if (priority === part.case.priority) return unchanged(part);
  return moved({ ...part, case: { ...part.case, priority } }, 'case-assigned', 'urgency', seen);
}
