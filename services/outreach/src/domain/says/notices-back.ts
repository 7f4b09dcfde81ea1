import { addDays, type CalendarDate } from '@mora/kernel';
import { id128 } from '../ids.js';
import type { LoanEvent, NoticeRequested } from '../loan/event.js';
import type { Request } from '../loan/requests.js';
import type { WorkRules } from '../people/rules.js';
import type { OpenSay } from './open-say.js';

/** The words by which somebody hears that the question is answered (S30), and what was found about a dispute. */
export const QUESTION_ANSWERED = 'question-answered';
export const DISPUTE_VERIFIED = 'dispute-verified';

/** Proof is sent before the dispute is closed; what was found, where nothing was sent before, after it. */
const BEFORE = 'verification/';
const AFTER = 'verdict/';

/** Under this id the proof of a disputed debt is requested; asked for once more it is another request. */
export const verificationId = (sayId: string, eventId: string): string => `${BEFORE}${id128(sayId, eventId)}`;

type At = Readonly<{ day: CalendarDate; eventId: string; rules: Pick<WorkRules, 'answerNoticeDays'> }>;

/** What is written back to whoever has asked or disputed; null where nothing is. */
export function noticeBack(open: readonly OpenSay[], event: LoanEvent, at: At): NoticeRequested | null {
  if (event.kind !== 'close-say' && event.kind !== 'verify-say') return null;
  const say = open.find(({ sayId }) => sayId === event.sayId);
  if (say === undefined || say.role === 'contact') return null; // a listed contact is told nothing of a debt
  if (event.kind === 'verify-say')
    return say.says === 'dispute' ? verification(say, verificationId(say.sayId, at.eventId), at) : null;
  if (say.says === 'question' && event.outcome === 'answered') return answer(say, at);
  const isTold = hasGone(say) || event.verificationSentOn !== null;
  return say.says === 'dispute' && event.outcome === 'rejected' && !isTold
    ? verification(say, `${AFTER}${say.sayId}`, at)
    : null;
}

const answer = (say: OpenSay, at: At): NoticeRequested => ({
  ...addressed(say, at),
  requestId: `answer/${say.sayId}`,
  purpose: 'reply',
  template: QUESTION_ANSWERED,
  channels: ['email', 'letter'],
  proof: 'none',
});

/** On paper first: it is proof that whoever disputes can keep. */
const verification = (say: OpenSay, requestId: string, at: At): NoticeRequested => ({
  ...addressed(say, at),
  requestId,
  purpose: 'statutory-notice',
  template: DISPUTE_VERIFIED,
  channels: ['letter', 'email'],
  proof: 'sent',
});

const addressed = ({ role, personId }: OpenSay, { day, rules }: At) => ({
  kind: 'notice-requested' as const,
  requester: 'outreach' as const,
  facts: {},
  role,
  personId,
  notBefore: day,
  deadline: addDays(day, rules.answerNoticeDays),
});

/** Whether it is known that the proof has gone out. */
export const hasGone = ({ verifiedOn = null }: OpenSay): boolean => verifiedOn !== null;

/** Whether the proof that was asked for has gone out. */
export const isVerified = ({ verifying = null }: OpenSay, requests: readonly Request[]): boolean =>
  verifying !== null &&
  requests.some(
    ({ requestId, contacts }) =>
      requestId === verifying &&
      contacts.length > 0 &&
      contacts.every(({ end }) => end === 'sent' || end === 'delivered'),
  );

/** Proof of a debt is of no use any more once nobody disputes it. */
export const isProofOver = ({ requestId }: Pick<Request, 'requestId'>, open: readonly OpenSay[]): boolean =>
  requestId.startsWith(BEFORE) && !open.some(({ verifying }) => verifying === requestId);
