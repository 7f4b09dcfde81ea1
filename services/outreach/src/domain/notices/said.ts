import type { LoanId } from '@mora/kernel';
import type { Said } from '../loan/part.js';
import type { Collector } from '../words.js';
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
  by?: Collector['kind'];
  direction?: 'out' | 'in';
  conversation?: boolean | null;
  answered?: boolean | null;
  reportId?: string;
}>;

type Contact = Pick<Reserved, 'decisionId' | 'personId' | 'channel'> &
  Partial<Pick<Reserved, 'role' | 'purpose' | 'pointId'>>;

/** What became of a contact, for the lane of the person that counts it; with all that it takes to count it anew. */
export const reported = (
  loanId: LoanId,
  { decisionId, personId, channel, role, purpose, pointId }: Contact,
  { at, conversation = null, answered = null, ...report }: Report,
): Said => ({
  type: 'contact-reported',
  to: personId,
  data: {
    ...{ decisionId, loanId, channel, conversation, answered, at: instant(at), ...report },
    ...(role !== undefined && { role }),
    ...(purpose !== undefined && { purpose }),
    ...(pointId !== undefined && { pointId }),
  },
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

/** Nothing more goes to the person by this channel, about any loan. */
export const optedOut = (loanId: LoanId, { personId, channel }: Pick<Reserved, 'personId' | 'channel'>): Said[] => [
  {
    type: 'person-touched',
    to: personId,
    data: { loanId, personId, change: { kind: 'opt-out', channel, via: 'word' } },
  },
];
