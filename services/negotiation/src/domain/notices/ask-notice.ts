import { addDays, type CalendarDate, id128, type LoanId } from '@mora/kernel';
import type { Said } from '../loan/part.js';

/** What the borrower is written about; each has a template of outreach, `negotiation-<kind>`. */
export type NoticeKind = 'documents-wanted' | 'offer-disclosed' | 'plan-active' | 'plan-at-risk' | 'plan-broken';

/**
 * Amounts of the plan, dates and references. Nothing of what anybody earns or owns: outreach keeps the facts of a notice
 * as they are.
 */
export type NoticeFacts = Readonly<
  Partial<Record<'reference' | 'dueOn' | 'until' | 'amount' | 'count' | 'documents', string>>
>;

const DAYS = 14;

/** Under which request somebody is told of a cause. */
export const noticeIdOf = (kind: NoticeKind, loanId: LoanId, cause: string): string =>
  id128('notice', loanId, cause, kind);

/**
 * Asks outreach to tell the borrower; it decides whether and how it may. The same cause asks once: its request has the
 * same id. What became of it comes back as `notice-answered`.
 */
export const noticeFor = (
  kind: NoticeKind,
  loanId: LoanId,
  cause: string,
  facts: NoticeFacts,
  openDay: CalendarDate,
): Said => ({
  type: 'notice-requested',
  data: {
    requestId: noticeIdOf(kind, loanId, cause),
    purpose: 'service',
    template: `negotiation-${kind}`,
    facts,
    role: 'borrower',
    channels: ['email', 'letter', 'sms'],
    notBefore: openDay,
    deadline: addDays(openDay, DAYS),
    proof: 'sent',
  },
});
