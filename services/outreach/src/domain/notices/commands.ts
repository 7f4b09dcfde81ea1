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

/**
 * What somebody of the bank has found out about a notice of which nobody knew, or of a letter that has arrived.
 * `proof`: where it is kept. `at`: when it arrived.
 */
export type SettleNotice = Readonly<{
  kind: 'settle-notice';
  noticeId: string;
  outcome: 'sent' | 'failed' | 'delivered';
  proof: string | null;
  at?: number;
  because: string;
  by: string;
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
  /** Who of the bank reports it; absent where a firm does. */
  reporter?: string;
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
  /** Who came and when, of a firm that works offline; null where they have checked in. */
  arrival: Readonly<{ visitors: number; checkedInAt: number }> | null;
  recorded: boolean;
  entryConsent: boolean | null;
}> &
  Contact &
  OutcomeMeaning;

/** Somebody of the bank takes a call or a visit upon himself, so that nobody else makes it too. */
export type TakeTask = Readonly<{ kind: 'take-task'; taskId: string; by: string }>;

/** Those who visit have come to the place that the gate has allowed. */
export type CheckInVisit = Readonly<{
  kind: 'check-in-visit';
  decisionId: string;
  contactId: string | null;
  personId: PersonId;
  role: Role;
  pointId: string | null;
  agencyId: string | null;
  visitors: readonly string[];
  checkedInAt: number;
}>;

/** What the part `notices` of a loan is told from outside of the streams. */
export type NoticeCommand =
  ClaimNotice | NoticeOutcome | NoticeReceipt | SettleNotice | TakeTask | LogCall | CheckInVisit | LogVisit;
