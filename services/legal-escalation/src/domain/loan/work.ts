import { type CalendarDate, id128, type LoanId } from '@mora/kernel';
import type { Write } from './part.js';

/** Something that people of the bank have to do. `about` is the case, the clock or the proceeding; each kind is open once for it. */
export type WorkWanted = Readonly<{
  loanId: LoanId;
  about: string;
  kind: string;
  team: 'legal' | 'supervisor' | 'operations';
  dueOn: CalendarDate;
  because: string;
  openedOn: CalendarDate;
}>;

export type WorkRow = Readonly<
  | ({ state: 'open'; itemId: string } & WorkWanted)
  | { state: 'done'; itemId: string; because: string; closedOn: CalendarDate }
>;

export const workId = (loanId: LoanId, about: string, kind: string): string => id128('work', loanId, about, kind);

export const workWanted = (wanted: WorkWanted): Write => ({
  table: 'work_item',
  row: { state: 'open', itemId: workId(wanted.loanId, wanted.about, wanted.kind), ...wanted } satisfies WorkRow,
});

/** It is no longer to be done, whether it was open or not. */
export const workDone = (
  { loanId, about, kind }: Pick<WorkWanted, 'loanId' | 'about' | 'kind'>,
  because: string,
  closedOn: CalendarDate,
): Write => ({
  table: 'work_item',
  row: { state: 'done', itemId: workId(loanId, about, kind), because, closedOn } satisfies WorkRow,
});
