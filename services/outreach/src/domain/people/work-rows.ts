import type { CalendarDate } from '@mora/kernel';
import { id128 } from '../ids.js';
import type { Said, Write } from '../loan/part.js';
import type { DecisionAt } from '../words.js';
import type { Seen } from './step.js';
import type { WorkCase, WorkPart } from './work.part.js';

/** A case as it is published. */
export function told(type: string, { case: known, responsible }: WorkPart, because: string): Said {
  const { caseId, queue, priority, goal, dueOn } = known as WorkCase;
  return { type, data: { caseId, queue, priority, goal, responsible, dueOn, because } };
}

export type WorkRow = Readonly<{
  loanId: string;
  case: WorkCase;
  responsible: string | null;
  because: string;
  closedOn: CalendarDate | null;
}>;

/** The row by which people find it. */
export const rowOf = (part: WorkPart, { loanId }: Seen, because: string, closedOn: CalendarDate | null): Write => {
  const { responsible } = part;
  return {
    table: 'work_case',
    row: { loanId, case: part.case as WorkCase, responsible, because, closedOn } satisfies WorkRow,
  };
};

export type AlertRow = Readonly<{ id: string; responsible: string; loanId: string; at: number; because: string }>;

/** Whoever answers for the loan hears of it first (S8). */
export function alert(
  { responsible }: WorkPart,
  because: string,
  { loanId, eventId }: Seen,
  { now }: DecisionAt,
): readonly Write[] {
  if (responsible === null) return [];
  const row: AlertRow = { id: id128('alert', loanId, eventId, because), responsible, loanId, at: now, because };
  return [{ table: 'notify', row }];
}
