import { type CalendarDate, type LoanId, tenantOf } from '@mora/kernel';
import type { KeptNotice, KeptTask } from './kept.js';

/** What changes of a notice's row; what is not named stays. */
export type NoticeRow = Readonly<{
  noticeId: string;
  state: KeptNotice['state'];
  attemptId: string | null;
  template: KeptNotice['template'];
  provider: string | null;
  providerRef: string | null;
  facts: Readonly<Record<string, string | number | null>> | null;
  claimedAt: number | null;
  doneAt: number | null;
  reason: string | null;
  proofHash: string | null;
  /** Of a new one only. */
  made: NewNotice | null;
}>;

export type NewNotice = Readonly<{
  dedupeKey: string;
  tenant: string;
  loanId: LoanId;
  plannedAt: number;
  notice: KeptNotice;
}>;

export type TaskRow = Readonly<{
  taskId: string;
  tenant: string;
  loanId: LoanId;
  task: KeptTask;
  state: 'open' | 'done' | 'expired';
  outcome: string | null;
  takenBy: string | null;
  openedAt: number | null;
  doneAt: number | null;
}>;

type Changed = Partial<Omit<NoticeRow, 'noticeId' | 'state'>>;

export const noticeRow = (notice: KeptNotice, changed: Changed): { table: 'notice'; row: NoticeRow } => ({
  table: 'notice',
  row: {
    noticeId: notice.noticeId,
    state: notice.state,
    attemptId: notice.attemptId,
    template: notice.template,
    provider: notice.provider,
    providerRef: notice.providerRef,
    facts: null,
    claimedAt: null,
    doneAt: null,
    reason: null,
    proofHash: null,
    made: null,
    ...changed,
  },
});

type TaskChange = Pick<TaskRow, 'state'> & Partial<Pick<TaskRow, 'outcome' | 'openedAt' | 'doneAt'>>;

export const taskRow = (
  loanId: LoanId,
  task: KeptTask,
  { state, outcome = null, openedAt = null, doneAt = null }: TaskChange,
): { table: 'contact_task'; row: TaskRow } => ({
  table: 'contact_task',
  row: {
    ...{ taskId: task.taskId, tenant: tenantOf(loanId), loanId, task, state, outcome, openedAt, doneAt },
    takenBy: task.takenBy ?? null,
  },
});

/** One person, one loan, one step (or request), one channel, one business date: one message. */
export const dedupeKeyOf = (
  loanId: LoanId,
  { step, channel, personId }: Pick<KeptNotice, 'step' | 'channel' | 'personId'>,
  requestId: string | null,
  on: CalendarDate,
): string => [loanId, requestId ?? step ?? '', channel, on, personId].join('|');
