import type { CalendarDate } from '@mora/kernel';
import type { LoanEvent } from '../loan/event.js';
import type { LoanView, Part, Step } from '../loan/part.js';
import { workWanted } from '../loan/work.js';
import type { LaneAt } from '../words.js';
import type { MatterCommand } from './commands.js';
import { closedByHand, closedByItself, gone, isWaiting, over } from './ending.js';
import { assigned, bundled, checked, claimed, paperKept } from './keeping.js';
import { byException, byGate, byHand, lateOn } from './opening.js';
import { heard } from './stages.js';
import type { Matter, MatterPart } from './types.js';
import { decided, evaluated } from './weighing.js';

/**
 * The legal case of a loan: opened when the bank may go to court, weighed by a lawyer, decided by another, and closed when
 * nothing is left of it. It is written at closes and by commands alone; what courts do comes from the other parts.
 */
export const matterPart: Part<MatterPart> = {
  name: 'matter',
  start: { matter: null, closed: [] },
  on(part, event, view, at): Step<MatterPart> {
    switch (event.kind) {
      case 'day-closed':
        return part.matter === null ? { part } : atClose(part, part.matter, view, event.day);
      case 'open-case':
        return byHand(part, event, view, at.openDay);
      case 'approve-exception':
        return byException(part, event.exceptionId, view, at.openDay);
      default:
        return isOfCase(event) ? byCommand(part, event, view, at) : { part };
    }
  },
  hear(part, inner, view, { openDay }): Step<MatterPart> {
    if (inner.kind === 'gate') return inner.passed ? byGate(part, inner.gateId, view, openDay) : { part };
    const { matter } = part;
    if (inner.kind === 'case-over' && matter?.caseId === inner.caseId)
      return over(part, matter, inner.outcome, view, openDay);
    if (inner.kind === 'gone' && matter !== null) return gone(part, matter, inner.how, view, openDay);
    const step = heard(part, inner, view, openDay);
    return { ...lookedAt(step.part, view, openDay), ...step };
  },
};

/** A case whose debt is gone is looked at again behind whatever is told: it may have been the last that went on in it. */
const lookedAt = (part: MatterPart, view: LoanView, reviewOn: CalendarDate): Step<MatterPart> =>
  part.matter !== null && isWaiting(view, part.matter) ? { part, reviewOn } : { part };

type OfCase = Exclude<MatterCommand, { kind: 'open-case' }>;

const OF_CASE: Readonly<Record<OfCase['kind'], true>> = {
  assign: true,
  check: true,
  paper: true,
  evaluate: true,
  'approve-strategy': true,
  'refuse-strategy': true,
  'close-case': true,
  claim: true,
  bundle: true,
};

const isOfCase = (event: LoanEvent): event is OfCase => Object.hasOwn(OF_CASE, event.kind);

function byCommand(part: MatterPart, command: OfCase, view: LoanView, { openDay }: LaneAt): Step<MatterPart> {
  const { matter } = part;
  if (matter === null) return { part, refuse: { because: 'no-case' } };
  switch (command.kind) {
    case 'assign':
      return assigned(part, matter, command, view);
    case 'check':
      return checked(part, matter, command, view);
    case 'paper':
      return paperKept(part, matter, command, openDay);
    case 'evaluate':
      return evaluated(part, matter, command, view, openDay);
    case 'approve-strategy':
    case 'refuse-strategy':
      return decided(part, matter, command, view, openDay);
    case 'claim':
      return claimed(part, matter, command, view, openDay);
    case 'bundle':
      return bundled(part, matter, command, openDay);
    case 'close-case':
      return closedByHand(part, matter, command, view, openDay);
  }
}

/** A case whose debt is gone ends; one that nobody has weighed in time is somebody else's to look at. */
function atClose(part: MatterPart, matter: Matter, view: LoanView, day: CalendarDate): Step<MatterPart> {
  const ended = closedByItself(part, matter, view, day);
  if (ended?.part !== undefined && ended.part !== part) return ended;
  const late = lateOn(matter, view);
  const writes = ended?.writes ?? [];
  if (matter.evaluation !== null || day > late) return { part, writes };
  if (day < late) return { part, writes, reviewOn: late };
  const { loanId } = view;
  const wanted = { loanId, about: matter.caseId, kind: 'evaluation-late', team: 'supervisor' as const };
  const item = workWanted({ ...wanted, dueOn: day, because: 'evaluation-late', openedOn: day });
  return { part, writes: [...writes, item] };
}
