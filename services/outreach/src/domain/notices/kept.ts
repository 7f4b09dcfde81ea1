import type { CalendarDate, PersonId } from '@mora/kernel';
import type { Channel, Purpose, Role } from '../words.js';
import type { TemplateRef } from './commands.js';
import { isOpen, type NoticeState } from './transitions.js';

/** What a notice and a task have in common: a contact that the gate has allowed. */
export type Reserved = Readonly<{
  contactId: string;
  decisionId: string;
  personId: PersonId;
  role: Role;
  channel: Channel;
  purpose: Purpose;
  pointId: string | null;
  step: string | null;
  episodeId: string | null;
  arm: Readonly<{ experiment: string; arm: string }> | null;
  validUntil: number;
}>;

export type KeptNotice = Reserved &
  Readonly<{
    noticeId: string;
    state: NoticeState;
    templateId: string;
    requestId: string | null;
    requestFacts: Readonly<Record<string, string>>;
    attemptId: string | null;
    template: TemplateRef | null;
    provider: string | null;
    providerRef: string | null;
  }>;

/** A call or a visit for somebody to make. Its id is that of the decision that allows it. */
export type KeptTask = Reserved & Readonly<{ taskId: string }>;

/** What a loan knows of its notices and tasks: the open ones, and a few of those that have ended. */
export type NoticesPart = Readonly<{
  notices: Readonly<Record<string, KeptNotice>>;
  /** Of those that have ended, the oldest first. */
  ended: readonly string[];
  tasks: Readonly<Record<string, KeptTask>>;
  /** What makes a notice the only one of its business date. */
  madeOn: CalendarDate | null;
  made: readonly string[];
  firstContactOn: CalendarDate | null;
  validationSentOn: CalendarDate | null;
  lastNoticeOn: CalendarDate | null;
}>;

export const START: NoticesPart = {
  notices: {},
  ended: [],
  tasks: {},
  madeOn: null,
  made: [],
  firstContactOn: null,
  validationSentOn: null,
  lastNoticeOn: null,
};

/** A receipt may come days later, so that the last ones are kept; what is older is found in its row alone. */
const ENDED_KEPT = 20;

export function withNotice(part: NoticesPart, notice: KeptNotice): NoticesPart {
  const { noticeId } = notice;
  const notices: Record<string, KeptNotice> = { ...part.notices, [noticeId]: notice };
  // A bounce may follow what was sent, so that `sent` is no end; it is kept among the ended ones all the same.
  const isOver = notice.state === 'sent' || !isOpen(notice.state);
  if (!isOver || part.ended.includes(noticeId)) return { ...part, notices };
  const all = [...part.ended, noticeId];
  for (const old of all.slice(0, -ENDED_KEPT)) delete notices[old];
  return { ...part, notices, ended: all.slice(-ENDED_KEPT) };
}

export function withoutTask(part: NoticesPart, taskId: string): NoticesPart {
  const tasks = { ...part.tasks };
  delete tasks[taskId];
  return { ...part, tasks };
}
