import { addDays, type CalendarDate, daysBetween, type LoanId } from '@mora/kernel';
import type { Write } from '../loan/part.js';
import { workDone, workWanted } from '../loan/work.js';
import type { LimitationRules } from './rules.js';
import type { Act, ClockPart } from './types.js';

type Rules = Pick<LimitationRules, 'openActDays'>;

/** What somebody has said goes on: it stops a period until somebody says when it has ended. */
const openActs = ({ acts }: ClockPart): readonly Act[] =>
  acts.filter(({ from, until }) => from === 'staff' && until === 'open');

/** A supervisor looks at it: nothing else ever would. */
export const actShown = (loanId: LoanId, { actId: about, kind: because }: Act, openedOn: CalendarDate): Write =>
  workWanted({ loanId, about, kind: 'act-open', team: 'supervisor', dueOn: addDays(openedOn, 1), because, openedOn });

export const actSettled = (loanId: LoanId, actId: string, because: string, on: CalendarDate): Write =>
  workDone({ loanId, about: actId, kind: 'act-open' }, because, on);

/** Those that have gone on for another stretch of the policy on this day. */
export const shownAgain = (part: ClockPart, loanId: LoanId, { openActDays }: Rules, on: CalendarDate) =>
  openActs(part)
    .filter((act) => act.on < on && daysBetween(act.on, on) % openActDays === 0)
    .map((act) => actShown(loanId, act, on));

/** The day on which the next of them has. */
export function nextShown(part: ClockPart, { openActDays }: Rules, on: CalendarDate): CalendarDate | null {
  const days = openActs(part).map((act) => {
    const stretches = Math.floor(Math.max(0, daysBetween(act.on, on)) / openActDays) + 1;
    return addDays(act.on, stretches * openActDays);
  });
  return days.toSorted()[0] ?? null;
}
