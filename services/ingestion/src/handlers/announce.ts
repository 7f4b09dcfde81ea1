import {
  type Announcement,
  loanArrearsReported,
  loanChargePosted,
  loanPartyLinked,
  loanPaused,
  loanPaymentPosted,
  loanPaymentReversed,
  loanRegistered,
  loanRequestAnswered,
  loanScheduleReplaced,
  loanStatusChanged,
  loanSubjectHeld,
  loanSubjectReleased,
} from '@mora/contracts';
import type { FactKind } from '../domain/booked.js';
import type { Said } from '../domain/take.js';

const announce: Readonly<Record<FactKind, (data: never) => Announcement>> = {
  registered: loanRegistered.of,
  'schedule-replaced': loanScheduleReplaced.of,
  'payment-posted': loanPaymentPosted.of,
  'payment-reversed': loanPaymentReversed.of,
  'charge-posted': loanChargePosted.of,
  'status-changed': loanStatusChanged.of,
  paused: loanPaused.of,
  'party-linked': loanPartyLinked.of,
  'request-answered': loanRequestAnswered.of,
  'arrears-reported': loanArrearsReported.of,
};

/** The domain's words on the loan stream; the contract checks each before it leaves. */
export function announcementOf(said: Said): Announcement {
  if (said.kind === 'held') return loanSubjectHeld.of({ reason: said.reason, since: said.since });
  if (said.kind === 'released') return loanSubjectReleased.of({ reason: said.reason, since: said.since });
  const { source, sequence, bookedOn } = said.of;
  const provenance = {
    source,
    bookedOn,
    ...(sequence !== null && { sequence }),
    ...(said.late && { late: true }),
    ...(said.cutOver && { cutOver: true }),
  };
  // Spreading both into a third costs Node 20 several microseconds, and this is done for every record.
  return announce[said.fact.kind](Object.assign(provenance, said.fact.body) as never);
}
