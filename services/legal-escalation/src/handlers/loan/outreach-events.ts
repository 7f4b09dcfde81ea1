import {
  outreachCallLogged,
  outreachComplaintClosed,
  outreachComplaintRaised,
  outreachDisputeClosed,
  outreachDisputeRaised,
  outreachHardshipReported,
  outreachNoticeDelivered,
  outreachNoticeFailed,
  outreachRequestAnswered,
  outreachVulnerabilityCleared,
  outreachVulnerabilityFlagged,
} from '@mora/contracts';
import type { CalendarDate, PersonId } from '@mora/kernel';
import { type Accepts, restriction, when } from '@mora/runtime';
import type { ElsewhereFact, LoanTold, Role } from '../../domain/loan/event.js';
import type { ContactRecord } from '../../domain/loan/parts/elsewhere.js';
import { saidElsewhere } from './told.js';

type DateOf = (instant: number) => CalendarDate;

type Notice = Readonly<{
  noticeId: string;
  personId: PersonId;
  role: Role;
  purpose: string;
  at: string;
  proofHash: string | null;
  requestId: string | null;
}>;

const contact = (kind: ContactRecord['kind'], id: string, on: CalendarDate, outcome: string): ElsewhereFact => ({
  kind: 'contact',
  record: { kind, id, on, sha256: null, outcome },
});

/** Only what asks for the money is a demand; a receipt or a word of thanks is none. */
const ASKS = ['collection', 'statutory-notice'];

const noticeOf = (
  { noticeId, personId, role, purpose, at, proofHash: sha256, requestId }: Notice,
  outcome: 'delivered' | 'failed',
  dateOf: DateOf,
): ElsewhereFact =>
  ASKS.includes(purpose)
    ? {
        kind: 'notice',
        noticeId,
        personId,
        role,
        sha256,
        outcome,
        isOurs: requestId !== null,
        on: dateOf(Date.parse(at)),
      }
    : { kind: 'nothing' };

/**
 * What outreach says. A dispute and the need of special care hold at once; a delivery counts on the day on which it was
 * made in the installation's zone, whenever it is told.
 */
export const outreachEvents = (dateOf: DateOf): readonly Accepts<LoanTold>[] => [
  restriction(
    outreachDisputeRaised,
    saidElsewhere(({ disputeId }, { businessDate: on }) => ({ kind: 'dispute-raised', disputeId, on })),
  ),
  when(
    outreachDisputeClosed,
    saidElsewhere(({ disputeId }, { businessDate: on }) => ({ kind: 'dispute-closed', disputeId, on })),
  ),
  restriction(
    outreachVulnerabilityFlagged,
    saidElsewhere(({ personId, role, legal }, { businessDate: on }) => ({
      kind: 'vulnerable',
      personId,
      role,
      legal,
      on,
    })),
  ),
  when(
    outreachVulnerabilityCleared,
    saidElsewhere(({ personId }, { businessDate: on }) => ({ kind: 'not-vulnerable', personId, on })),
  ),
  when(
    outreachNoticeDelivered,
    saidElsewhere((data) => noticeOf(data, 'delivered', dateOf)),
  ),
  when(
    outreachNoticeFailed,
    saidElsewhere((data) => noticeOf(data, 'failed', dateOf)),
  ),
  when(
    outreachRequestAnswered,
    saidElsewhere(({ requestId, outcome, noticeId, proof }, { businessDate }) => ({
      kind: 'notice-answered',
      requestId,
      outcome,
      noticeId,
      sha256: proof?.hash ?? null,
      on: proof === null ? businessDate : dateOf(Date.parse(proof.at)),
    })),
  ),
  when(
    outreachCallLogged,
    saidElsewhere(({ callId, outcome, at }) => contact('call', callId, dateOf(Date.parse(at)), outcome)),
  ),
  when(
    outreachHardshipReported,
    saidElsewhere(({ reportId, reason }, { businessDate: on }) => contact('hardship', reportId, on, reason)),
  ),
  when(
    outreachComplaintRaised,
    saidElsewhere(({ complaintId }, { businessDate: on }) => contact('complaint', complaintId, on, 'raised')),
  ),
  when(
    outreachComplaintClosed,
    saidElsewhere(({ complaintId }, { businessDate: on }) => contact('complaint', complaintId, on, 'closed')),
  ),
];
