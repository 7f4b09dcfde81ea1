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

/**
 * From which day on a borrower may be written to. What somebody does by day is written of on that day. What the ledger
 * has booked and what a close has found is written of from the next day on: outreach closes the same day by itself, and
 * the request must mean the same whether it comes before that close or after it.
 */
export function dated(said: Said, isCommand: boolean, openDay: CalendarDate): Said {
  if (isCommand || said.type !== NOTICE_REQUESTED) return said;
  return { ...said, data: { ...said.data, notBefore: addDays(openDay, 1) } };
}

const NOTICE_REQUESTED = 'notice-requested';

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
  type: NOTICE_REQUESTED,
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
