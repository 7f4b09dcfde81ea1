import { tenantOf } from '@mora/kernel';
import type { LoanAt, LoanView, Said, Step, Write } from '../loan/part.js';
import type { LogCall, LogVisit } from './commands.js';
import { type NoticesPart, withoutTask } from './kept.js';
import { EXPIRE, timerKey } from './plan.js';
import { taskRow } from './rows.js';
import { instant, invalidPoint, reported } from './said.js';

/** A call or a visit has happened. It is written down whoever holds the loan: it happened. */
export function logged(part: NoticesPart, command: LogCall | LogVisit, view: LoanView, at: LoanAt): Step<NoticesPart> {
  const { decisionId, personId, channel, answered, conversation } = command;
  const task = decisionId === null ? undefined : part.tasks[decisionId];
  const said: Said[] = [saidOf(command)];
  if (decisionId !== null) {
    const contact = { decisionId, personId, channel };
    said.push(reported(view.loanId, contact, { outcome: 'used', at: command.at, conversation, answered }));
  }
  if (command.invalidPoint) said.push(...invalidPoint(view.loanId, command));
  const writes: Write[] = [logRow(command, view)];
  const firstContactOn = part.firstContactOn ?? (conversation ? at.openDay : null);
  const next = { ...part, firstContactOn };
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

function saidOf(command: LogCall | LogVisit): Said {
  const { contactId, personId, role, outcome, agencyId } = command;
  if (command.kind === 'log-call') {
    const { callId, direction, by, conversation, reasonForDelinquency, recordingId, at } = command;
    const how = { direction, by, agencyId, outcome, conversation, reasonForDelinquency, recordingId };
    return { type: 'call-logged', data: { callId, contactId, personId, role, ...how, at: instant(at) } };
  }
  const { visitId, visitors, checkedInAt, recorded, entryConsent } = command;
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
