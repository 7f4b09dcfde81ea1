import { tenantOf } from '@mora/kernel';
import type { LoanAt, LoanView, Said, Step, Write } from '../loan/part.js';
import type { LogCall, LogVisit } from './commands.js';
import { arrivalOf } from './check-in.js';
import { type Arrival, type KeptTask, type NoticesPart, withoutArrival, withoutTask } from './kept.js';
import { EXPIRE, timerKey } from './plan.js';
import { taskRow } from './rows.js';
import { instant, invalidPoint, reported } from './said.js';

/** A call or a visit has happened. It is written down whoever holds the loan: it happened. */
export function logged(part: NoticesPart, command: LogCall | LogVisit, view: LoanView, at: LoanAt): Step<NoticesPart> {
  const arrival = command.kind === 'log-visit' ? arrivalOf(part, command) : null;
  if (typeof arrival === 'string') return { part, refuse: { because: arrival, detail: REASONS[arrival] } };
  const { decisionId, conversation } = command;
  const task = decisionId === null ? undefined : part.tasks[decisionId];
  if (isAnothers(task, command))
    return { part, refuse: { because: 'no-reservation', detail: 'somebody else has taken it' } };
  const said: Said[] = [saidOf(command, arrival)];
  said.push(...counted(command, task, view));
  if (command.invalidPoint) said.push(...invalidPoint(view.loanId, command));
  const writes: Write[] = [logRow(command, view)];
  const firstContactOn = part.firstContactOn ?? (conversation ? at.openDay : null);
  const next = { ...withoutArrival(part, decisionId), firstContactOn };
  if (task === undefined) return { part: next, said, writes, reviewOn: at.openDay };
  writes.push(taskRow(view.loanId, task, { state: 'done', outcome: command.outcome, doneAt: command.at }));
  const clear = [timerKey(EXPIRE, task.taskId)];
  return { part: withoutTask(next, task.taskId), said, writes, clear, reviewOn: at.openDay };
}

/** Nobody said what became of it: it stays counted, as it may have been made. */
export function expired(part: NoticesPart, taskId: string, view: LoanView, at: LoanAt): Step<NoticesPart> {
  const task = part.tasks[taskId];
  if (task === undefined) return { part };
  const writes = [taskRow(view.loanId, task, { state: 'expired', doneAt: at.now })];
  return { part: withoutTask(part, taskId), writes, reviewOn: at.openDay };
}

const isAnothers = (task: KeptTask | undefined, { reporter }: LogCall | LogVisit): boolean =>
  reporter !== undefined && (task?.takenBy ?? reporter) !== reporter;

/** A talk counts whoever began it. What a firm reports from its file has been counted with the line of the file. */
function counted(command: LogCall | LogVisit, task: KeptTask | undefined, { loanId }: LoanView): readonly Said[] {
  const { decisionId, personId, role, channel, pointId, by, at, answered, conversation } = command;
  const isIn = command.kind === 'log-call' && command.direction === 'in';
  const reportId = command.kind === 'log-call' ? command.callId : command.visitId;
  const report = { outcome: 'used' as const, at, by, answered, conversation, reportId };
  const contact = { personId, role, channel, pointId };
  if (isIn)
    return [reported(loanId, { ...contact, decisionId: reportId, purpose: 'reply' }, { ...report, direction: 'in' })];
  if (decisionId === null) return [];
  return [reported(loanId, { ...contact, decisionId, ...(task && { purpose: task.purpose }) }, report)];
}

/** The gate allows it no more, and nobody has done it: it comes off the list. */
export function dropped(part: NoticesPart, taskId: string, view: LoanView, at: LoanAt): Step<NoticesPart> {
  const task = part.tasks[taskId];
  if (task === undefined) return { part };
  const writes = [taskRow(view.loanId, task, { state: 'expired', outcome: 'no-longer-allowed', doneAt: at.now })];
  return { part: withoutTask(part, taskId), writes, clear: [timerKey(EXPIRE, taskId)], reviewOn: at.openDay };
}

const REASONS = {
  'not-checked-in': 'check in first: with whom, and when you came',
  'before-check-in': 'the outcome would be before those who visit have come',
} as const;

function saidOf(command: LogCall | LogVisit, arrival: Arrival | null): Said {
  const { contactId, personId, role, outcome, agencyId } = command;
  if (command.kind === 'log-call') {
    const { callId, direction, by, conversation, reasonForDelinquency, recordingId, at } = command;
    const how = { direction, by, agencyId, outcome, conversation, reasonForDelinquency, recordingId };
    return { type: 'call-logged', data: { callId, contactId, personId, role, ...how, at: instant(at) } };
  }
  const { visitId, recorded, entryConsent } = command;
  const { visitors, checkedInAt } = arrival as Arrival;
  const how = { outcome, visitors, checkedInAt: instant(checkedInAt), recorded, entryConsent, agencyId };
  return { type: 'visit-logged', data: { visitId, contactId, personId, role, ...how } };
}

function logRow(command: LogCall | LogVisit, { loanId }: LoanView): Write {
  const { personId, by, agencyId, outcome, conversation, at } = command;
  const isCall = command.kind === 'log-call';
  return {
    table: 'contact_log',
    row: {
      logId: isCall ? command.callId : command.visitId,
      tenant: tenantOf(loanId),
      loanId,
      personId,
      kind: isCall ? 'call' : 'visit',
      at,
      doneBy: by,
      agencyId,
      outcome,
      conversation,
      reasonForDelinquency: isCall ? command.reasonForDelinquency : null,
      recordingId: isCall ? command.recordingId : null,
    },
  };
}
