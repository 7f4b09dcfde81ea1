import type { LoanAt, LoanView, Step } from '../loan/part.js';
import type { TakeTask } from './commands.js';
import type { NoticesPart } from './kept.js';
import { taskRow } from './rows.js';

/** A call or a visit is one person's from here on: two who saw it in the list do not both make it. */
export function taken(part: NoticesPart, { taskId, by }: TakeTask, view: LoanView, at: LoanAt): Step<NoticesPart> {
  const task = part.tasks[taskId];
  if (task === undefined || at.now >= task.validUntil) {
    return { part, refuse: { because: 'task-over', detail: 'it is done, or the gate allows it no more' } };
  }
  const taker = task.takenBy ?? null;
  if (taker === by) return { part };
  const isHandedOver = by === view.parts.work.responsible;
  if (taker !== null && !isHandedOver)
    return { part, refuse: { because: 'task-taken', detail: 'somebody else has taken it' } };
  const mine = { ...task, takenBy: by };
  return {
    part: { ...part, tasks: { ...part.tasks, [taskId]: mine } },
    writes: [taskRow(view.loanId, mine, { state: 'open' })],
  };
}
