import {
  type Announcement,
  type EventContract,
  loanArrearsReported,
  loanChargePosted,
  loanPartyLinked,
  loanPaused,
  loanPaymentPosted,
  loanPaymentReversed,
  loanRegistered,
  loanScheduleReplaced,
  loanStatusChanged,
  loanSubjectHeld,
  loanSubjectReleased,
} from '@mora/contracts';
import type { FactKind } from '../domain/booked.js';
import type { Said } from '../domain/take.js';

const contracts: Readonly<Record<FactKind, EventContract<never>>> = {
  registered: loanRegistered,
  'schedule-replaced': loanScheduleReplaced,
  'payment-posted': loanPaymentPosted,
  'payment-reversed': loanPaymentReversed,
  'charge-posted': loanChargePosted,
  'status-changed': loanStatusChanged,
  paused: loanPaused,
  'party-linked': loanPartyLinked,
  'arrears-reported': loanArrearsReported,
};

/** The domain's words on the loan stream; the contract checks each before it leaves. */
export function announcementOf(said: Said): Announcement {
  if (said.kind === 'held') return loanSubjectHeld.of({ reason: said.reason, since: said.since });
  if (said.kind === 'released') return loanSubjectReleased.of({ reason: said.reason, since: said.since });
  const { source, sequence, bookedOn } = said.of;
  const provenance = {
    source,
    ...(sequence !== null && { sequence }),
    bookedOn,
    ...(said.late && { late: true }),
    ...(said.cutOver && { cutOver: true }),
  };
  return contracts[said.fact.kind].of({ ...provenance, ...said.fact.body } as never);
}
