import {
  legalNegotiationRequested,
  outreachCallLogged,
  outreachDisputeClosed,
  outreachDisputeRaised,
  outreachHardshipReported,
  outreachPromiseBroken,
  outreachPromiseKept,
  outreachPromisePartlyKept,
  outreachPromiseReopened,
  outreachRequestAnswered,
  outreachVisitLogged,
  outreachVulnerabilityCleared,
  outreachVulnerabilityFlagged,
} from '@mora/contracts';
import { type Accepts, restriction, when } from '@mora/runtime';
import type { ElsewhereFact, LoanTold } from '../../domain/loan/event.js';
import { told } from './told.js';

/** Of a call or a visit on which nobody was spoken to there is nothing to know here. */
const met = (spoken: boolean, reason: string | null, on: ElsewhereFact['on']): ElsewhereFact =>
  spoken ? { kind: 'conversation', reason, on } : { kind: 'no-conversation', on };

/** Kept, kept for a good share, or not judged any more: it is broken no longer. */
const unbroken = (
  { promiseId, part }: Readonly<{ promiseId: string; part: number }>,
  { businessDate: on }: Readonly<{ businessDate: ElsewhereFact['on'] }>,
): ElsewhereFact => ({ kind: 'promise-kept', promiseId, part, on });

/** What outreach says. A dispute and the need of special care hold at once. */
const outreachEvents: readonly Accepts<LoanTold>[] = [
  when(
    outreachHardshipReported,
    told(({ reportId, reason }, { businessDate: on }) => ({ kind: 'hardship', reportId, reason, on })),
  ),
  restriction(
    outreachDisputeRaised,
    told(({ disputeId, kind: about }, { businessDate: on }) => ({ kind: 'dispute-raised', disputeId, about, on })),
  ),
  when(
    outreachDisputeClosed,
    told(({ disputeId, outcome }, { businessDate: on }) => ({ kind: 'dispute-closed', disputeId, outcome, on })),
  ),
  restriction(
    outreachVulnerabilityFlagged,
    told(({ personId, role, legal }, { businessDate: on }) => ({ kind: 'vulnerable', personId, role, legal, on })),
  ),
  when(
    outreachVulnerabilityCleared,
    told(({ personId, role }, { businessDate: on }) => ({ kind: 'not-vulnerable', personId, role, on })),
  ),
  when(
    outreachPromiseBroken,
    told(({ promiseId, part }, { businessDate: on }) => ({ kind: 'promise-broken', promiseId, part, on })),
  ),
  when(outreachPromiseKept, told(unbroken)),
  when(outreachPromisePartlyKept, told(unbroken)),
  when(outreachPromiseReopened, told(unbroken)),
  when(
    outreachCallLogged,
    told(({ conversation, reasonForDelinquency }, { businessDate: on }) => {
      return met(conversation, reasonForDelinquency, on);
    }),
  ),
  when(
    outreachVisitLogged,
    told(({ entryConsent }, { businessDate: on }) => met(entryConsent !== null, null, on)),
  ),
  when(
    outreachRequestAnswered,
    told(({ requestId, outcome }, { businessDate: on }) => ({ kind: 'notice-answered', requestId, outcome, on })),
  ),
];

/** What legal escalation says. */
const legalEvents: readonly Accepts<LoanTold>[] = [
  when(
    legalNegotiationRequested,
    told(({ requestId, caseId, grace, because }, { businessDate: on }) => {
      return { kind: 'legal-asked', requestId, caseId, graceDays: grace?.days ?? null, because, on };
    }),
  ),
];

/** What comes from streams that are never waited for. */
export const informingEvents = [...outreachEvents, ...legalEvents];
