import type { CalendarDate } from '@mora/kernel';
import type { LoanView, Said, Step, Write } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone, workWanted } from '../loan/work.js';
import { outreachHoldOf } from '../proceedings/filed.js';
import type { Outcome } from '../words.js';
import type { MatterCommand } from './commands.js';
import type { Refusal } from './opinion.js';
import { caseRow } from './rows.js';
import type { Matter, MatterPart } from './types.js';

type CloseCommand = Extract<MatterCommand, { kind: 'close-case' }>;
type Ending = Readonly<{ outcome: Outcome; because: string; by: string | null }>;

const MOST_CLOSED = 20;

/** A case is over. Outreach may speak to the debtor again, unless the debt is no longer the bank's. */
export function closing(
  part: MatterPart,
  matter: Matter,
  { outcome, because, by }: Ending,
  view: LoanView,
  on: CalendarDate,
): Step<MatterPart> {
  const { caseId } = matter;
  const data = { caseId, outcome, on };
  const wasHeld = view.parts.proceedings.proceedings.some((one) => one.caseId === caseId);
  const lifted: readonly Said[] =
    wasHeld && outcome !== 'sold' ? [{ type: 'outreach-hold-lifted', data: { holdId: outreachHoldOf(caseId) } }] : [];
  return {
    part: { matter: null, closed: [...part.closed, data].slice(-MOST_CLOSED) },
    said: [{ type: 'case-closed', data }, ...lifted],
    writes: [
      caseRow(view, matter, { outcome, on }),
      ...nothingToDo(matter, view, on),
      timelineOf('case-closed', { ...data, because, by }, null),
    ],
    tell: [{ kind: 'case-over', caseId, outcome }],
  };
}

const nothingToDo = ({ caseId }: Matter, { loanId }: LoanView, on: CalendarDate): readonly Write[] => [
  workDone({ loanId, about: loanId, kind: 'evaluate' }, 'case-closed', on),
  ...['approve-strategy', 'evaluation-late', 'ledger-differs', 'close-case'].map((kind) =>
    workDone({ loanId, about: caseId, kind }, 'case-closed', on),
  ),
];

/** What still goes on in a case, and has to be brought to its end before the case is. */
function goingOn({ parts }: LoanView, { caseId }: Matter): string | null {
  const { proceedings, enforcement, settlement, disposal } = parts;
  if (proceedings.proceedings.some((one) => one.caseId === caseId && one.state === 'open')) return 'proceeding-open';
  if (enforcement.rounds.some(({ state }) => state === 'open' || state === 'stayed')) return 'enforcement-open';
  const agreed = settlement.current?.state;
  if (agreed === 'asked' || agreed === 'agreed' || agreed === 'performing') return 'settlement-open';
  return disposal.sale?.state === 'asked' ? 'sale-open' : null;
}

/** The debt has left the bank or its books. One that was written off is owed all the same: what is in court goes on. */
export function gone(
  part: MatterPart,
  matter: Matter,
  how: 'sold' | 'written-off' | 'paid',
  view: LoanView,
  openDay: CalendarDate,
): Step<MatterPart> {
  if (how !== 'sold' && goingOn(view, matter) !== null) return { part };
  return closing(part, matter, { outcome: how, because: how, by: null }, view, openDay);
}

/** Another part has brought the case to its end, and has told all others itself. */
export function over(
  part: MatterPart,
  matter: Matter,
  outcome: Outcome,
  view: LoanView,
  openDay: CalendarDate,
): Step<MatterPart> {
  const { tell: _told, ...step } = closing(part, matter, { outcome, because: outcome, by: null }, view, openDay);
  return step;
}

/** Somebody says that a case is over. What courts still have before them would be watched by nobody. */
export function closedByHand(
  part: MatterPart,
  matter: Matter,
  { outcome, because, by }: CloseCommand,
  view: LoanView,
  openDay: CalendarDate,
): Step<MatterPart> {
  const open = goingOn(view, matter);
  if (open !== null) return { part, refuse: { because: open } satisfies Refusal };
  return closing(part, matter, { outcome, because, by }, view, openDay);
}

/** The debt is gone, or in order again: the case goes with it, or somebody has to bring to an end what is in court. */
export function closedByItself(
  part: MatterPart,
  matter: Matter,
  view: LoanView,
  day: CalendarDate,
): Step<MatterPart> | null {
  const ending = endingOf(view, matter);
  if (ending === null) return null;
  const open = goingOn(view, matter);
  if (open === null) return closing(part, matter, { ...ending, by: null }, view, day);
  const { loanId } = view;
  const wanted = { loanId, about: matter.caseId, kind: 'close-case', team: 'legal' as const };
  return { part, writes: [workWanted({ ...wanted, dueOn: day, because: ending.because, openedOn: day })] };
}

/** Whether the debt of a case is gone already: whatever happens next may be the end of what still goes on in it. */
export const isWaiting = (view: LoanView, matter: Matter): boolean => endingOf(view, matter) !== null;

/** The debt was gone before, and what has just ended was the last that went on: nobody has to close it, and no later day. */
export function closedBehind(
  part: MatterPart,
  matter: Matter,
  view: LoanView,
  on: CalendarDate,
): Step<MatterPart> | null {
  const ending = endingOf(view, matter);
  return ending === null || goingOn(view, matter) !== null
    ? null
    : closing(part, matter, { ...ending, by: null }, view, on);
}

function endingOf({ parts }: LoanView, { openedOn }: Matter): Omit<Ending, 'by'> | null {
  const { ledger, arrears } = parts;
  if (ledger.status === 'closed') return { outcome: 'paid', because: 'loan-closed' };
  if (ledger.status === 'transferred') return { outcome: 'sold', because: 'transferred' };
  const { cured, episode } = arrears;
  if (episode !== null || cured === null || cured.on < openedOn) return null;
  // What is written off is owed all the same.
  return cured.by === 'written-off' ? null : { outcome: CURED[cured.by], because: 'cured' };
}

const CURED = { paid: 'paid', rescheduled: 'settled', corrected: 'withdrawn' } as const;
