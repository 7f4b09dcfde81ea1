import type { CalendarDate, PersonId } from '@mora/kernel';
import type { Channel, LostContact, Purpose, Role } from '../words.js';
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
export type KeptTask = Reserved &
  Readonly<{
    taskId: string;
    takenBy?: string | null;
    /** Whoever takes it answers for the loan from then on. */
    named?: boolean;
  }>;

/** Those who visit have come to the place. */
export type Arrival = Readonly<{ visitors: number; checkedInAt: number }>;

/** What a loan knows of its notices and tasks: the open ones, and a few of those that have ended. */
export type NoticesPart = Readonly<{
  notices: Readonly<Record<string, KeptNotice>>;
  /** Of those that have ended, the oldest first. */
  ended: readonly string[];
  tasks: Readonly<Record<string, KeptTask>>;
  /** Of visits whose outcome is still to be told, by the decision that allows them. */
  arrivals: Readonly<Record<string, Arrival>>;
  /** By borrower, what the lanes of persons say of whether somebody can be found. */
  lost: Readonly<Record<string, LostContact>>;
  /** What makes a notice the only one of its business date. */
  madeOn: CalendarDate | null;
  made: readonly string[];
  firstContactOn: CalendarDate | null;
  validationSentOn: CalendarDate | null;
  /** The notices by which it was validated and that have not come back. */
  validations?: readonly Readonly<{ noticeId: string; on: CalendarDate }>[];
  lastNoticeOn: CalendarDate | null;
}>;

export const START: NoticesPart = {
  notices: {},
  ended: [],
  tasks: {},
  arrivals: {},
  lost: {},
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

export function withoutArrival(part: NoticesPart, decisionId: string | null): NoticesPart {
  if (decisionId === null || part.arrivals[decisionId] === undefined) return part;
  const arrivals = { ...part.arrivals };
  delete arrivals[decisionId];
  return { ...part, arrivals };
}

export function withoutTask(part: NoticesPart, taskId: string): NoticesPart {
  const tasks = { ...part.tasks };
  delete tasks[taskId];
  return { ...part, tasks };
}
