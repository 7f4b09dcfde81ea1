import type { NoticesPart } from './kept.js';
import type { NoticeOutcome, NoticeReceipt } from './commands.js';
import { after } from './transitions.js';

/** Whether from now on nobody knows if a notice that the law demands has gone out. */
export function leftUnknown({ notices }: Pick<NoticesPart, 'notices'>, event: NoticeOutcome | NoticeReceipt): boolean {
  const notice = notices[event.noticeId];
  if (notice?.purpose !== 'statutory-notice' || event.outcome !== 'unknown') return false;
  if (event.kind === 'receipt') return after(notice.state, 'receipt-unknown') !== null;
  return notice.attemptId === event.attemptId && after(notice.state, 'hand-unknown') !== null;
}
