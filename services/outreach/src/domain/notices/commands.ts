import type { PersonId } from '@mora/kernel';
import type { Channel, Collector, Role } from '../words.js';

export type Language = 'zh-CN' | 'zh-TW' | 'en';

/** Which words were used: the hash is of the text of the template, so that nobody has to trust the version. */
export type TemplateRef = Readonly<{ id: string; version: number; language: Language; hash: string }>;

/** The attempt that will hand the notice over. It alone may do so, and it alone may say what came of it. */
export type ClaimNotice = Readonly<{ kind: 'claim-notice'; noticeId: string; attemptId: string }>;

/** What came of handing it over. `definite`: the point itself is at fault, and will be so again. */
export type NoticeOutcome = Readonly<{
  kind: 'notice-outcome';
  noticeId: string;
  attemptId: string;
  outcome: 'sent' | 'failed' | 'unknown';
  provider: string;
  providerRef: string | null;
  reason: string | null;
  definite: boolean;
  proofHash: string | null;
  /** Null where it failed before there were any words. */
  template: TemplateRef | null;
  at: number;
}>;

/** What the provider says later: by a webhook, or asked about a notice whose outcome nobody knows. */
export type NoticeReceipt = Readonly<{
  kind: 'receipt';
  noticeId: string;
  outcome: 'sent' | 'delivered' | 'failed' | 'unknown';
  provider: string;
  providerRef: string | null;
  reason: string | null;
  definite: boolean;
  proofHash: string | null;
  at: number;
}>;

/** What an outcome code means for the counters (policies/outcomes). */
type OutcomeMeaning = Readonly<{ outcome: string; answered: boolean; conversation: boolean; invalidPoint: boolean }>;

type Contact = Readonly<{
  personId: PersonId;
  role: Role;
  /** The reservation it was made under, and what it was for; null for a call that came in. */
  decisionId: string | null;
  contactId: string | null;
  pointId: string | null;
  by: Collector['kind'];
  agencyId: string | null;
  at: number;
}>;

export type LogCall = Readonly<{
  kind: 'log-call';
  callId: string;
  direction: 'out' | 'in';
  channel: Channel;
  reasonForDelinquency: string | null;
  recordingId: string | null;
}> &
  Contact &
  OutcomeMeaning;

export type LogVisit = Readonly<{
  kind: 'log-visit';
  visitId: string;
  channel: 'visit' | 'agency-visit';
  visitors: number;
  checkedInAt: number;
  recorded: boolean;
  entryConsent: boolean | null;
}> &
  Contact &
  OutcomeMeaning;

/** What the part `notices` of a loan is told from outside of the streams. */
export type NoticeCommand = ClaimNotice | NoticeOutcome | NoticeReceipt | LogCall | LogVisit;
