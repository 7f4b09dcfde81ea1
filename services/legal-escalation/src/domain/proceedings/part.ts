import { addDays, type CalendarDate } from '@mora/kernel';
import type { Inner, LoanView, Part, Step } from '../loan/part.js';
import { workWanted } from '../loan/work.js';
import type { LaneAt } from '../words.js';
import { closed, nextLook } from './closed.js';
import { filed } from './filed.js';
import { hearingEnded, hearingSet } from './hearings.js';
import type { Made } from './made.js';
import { hearingRow, proceedingRow } from './rows.js';
import { type Answer, judged, stepped, withdrawn } from './stepped.js';
import type { ProceedingsPart } from './types.js';

/**
 * What the bank does before the courts, and what comes of it. Courts and debtors are recorded by commands; time moves a
 * proceeding at closes only, and no fact of another service does.
 */
export const proceedingsPart: Part<ProceedingsPart> = {
  name: 'proceedings',
  start: { proceedings: [], titles: [] },
  on(part, event, view, at): Step<ProceedingsPart> {
    switch (event.kind) {
      case 'day-closed':
        return part.proceedings.length === 0 ? { part } : made(closed(part, view, event.day), event.day);
      case 'file':
        return answered(part, filed(part, event, view, at), at);
      case 'step':
        return answered(part, stepped(part, event, view, at), at);
      case 'withdraw-proceeding':
        return answered(part, withdrawn(part, event, view, at), at);
      case 'judgment':
        return answered(part, judged(part, event, view, at), at);
      case 'hearing':
        return answered(part, hearingSet(part, event, view, at), at);
      case 'hearing-outcome':
        return answered(part, hearingEnded(part, event, view, at), at);
      case 'assign':
        return { part, writes: rowsOf(part, view) };
      default:
        return { part };
    }
  },
  hear(part, inner, view, { openDay }): Step<ProceedingsPart> {
    return inner.kind === 'case-over' ? { part, writes: leftOf(part, inner, view, openDay) } : { part };
  },
};

type CaseOver = Extract<Inner, { kind: 'case-over' }>;

/** What a case leaves before the courts has to be ended there, or handed to whoever has bought the claim. */
const leftOf = (
  { proceedings }: ProceedingsPart,
  { caseId, outcome }: CaseOver,
  { loanId }: LoanView,
  on: CalendarDate,
) =>
  proceedings
    .filter((one) => one.caseId === caseId && one.state === 'open')
    .map(({ proceedingId: about }) => {
      const item = { loanId, about, kind: 'withdraw-proceeding', team: 'legal' } as const;
      return workWanted({ ...item, dueOn: addDays(on, 1), because: outcome, openedOn: on });
    });

const answered = (part: ProceedingsPart, answer: Answer, { openDay }: LaneAt): Step<ProceedingsPart> =>
  // A command is looked at again at the close of its own day: until then it may have become due.
  'refuse' in answer ? { part, ...answer } : made(answer, addDays(openDay, -1));

function made({ part, said, writes, tell }: Made, day: CalendarDate): Step<ProceedingsPart> {
  const look = nextLook(part, day);
  return { part, said, writes, tell, ...(look !== null && { reviewOn: look }) };
}

/** Another lawyer has the case: the calendars go by it. */
const rowsOf = ({ proceedings }: ProceedingsPart, view: LoanView) =>
  proceedings
    .filter(({ caseId, state }) => state === 'open' && caseId === view.parts.matter.matter?.caseId)
    .flatMap((one) => [proceedingRow(view, one), ...one.hearings.map((hearing) => hearingRow(view, one, hearing))]);
