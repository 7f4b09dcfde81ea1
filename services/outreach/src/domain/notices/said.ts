import type { LoanId } from '@mora/kernel';
import type { Said } from '../loan/part.js';
import type { KeptNotice, Reserved } from './kept.js';

export const instant = (ms: number): string => new Date(ms).toISOString();

type NoticeSaid = 'notice-sent' | 'notice-delivered' | 'notice-failed' | 'notice-unknown' | 'notice-lapsed';

/** Words were chosen when it was rendered; of a notice that never came so far the template alone is known. */
export function noticeSaid(
  type: NoticeSaid,
  notice: KeptNotice,
  { at, reason = null, proofHash = null }: Readonly<{ at: number; reason?: string | null; proofHash?: string | null }>,
): Said {
  const { noticeId, contactId, decisionId, personId, role, channel, purpose, step, episodeId, arm } = notice;
  const { requestId, provider, providerRef } = notice;
  const template = notice.template ?? { id: notice.templateId, version: 1, language: 'en', hash: 'not-rendered' };
  const about = { noticeId, contactId, decisionId, personId, role, channel, purpose, step, episodeId, arm, requestId };
  return { type, data: { ...about, template, at: instant(at), provider, providerRef, proofHash, reason } };
}

type Report = Readonly<{
  outcome: 'used' | 'returned';
  at: number;
  conversation?: boolean | null;
  answered?: boolean | null;
}>;

/** What became of a contact that was allowed, for the lane of the person that counts it. */
export const reported = (
  loanId: LoanId,
  { decisionId, personId, channel }: Pick<Reserved, 'decisionId' | 'personId' | 'channel'>,
  { outcome, at, conversation = null, answered = null }: Report,
): Said => ({
  type: 'contact-reported',
  to: personId,
  data: { decisionId, loanId, outcome, channel, conversation, answered, at: instant(at) },
});

/** The point is of no use: nobody is to be asked for it again. */
export const invalidPoint = (loanId: LoanId, { personId, pointId }: Pick<Reserved, 'personId' | 'pointId'>): Said[] =>
  pointId === null
    ? []
    : [
        {
          type: 'person-touched',
          to: personId,
          data: { loanId, personId, change: { kind: 'invalid-point', pointId } },
        },
      ];
