import { addDays, type CalendarDate } from '@mora/kernel';

/** When a borrower asked for the negotiation of the statute on debt clearance, and when the bank began it. */
export type Clearance = Readonly<{ requestedOn: CalendarDate; begunOn: CalendarDate | null }>;

export type ClearanceDays = Readonly<{ startDays: number | null; failDays: number | null }>;

/** The last day on which it may begin, and, once it has begun, the last one on which it may come to something. */
export function clearanceEnds({ requestedOn, begunOn }: Clearance, { startDays, failDays }: ClearanceDays) {
  return {
    beginBy: startDays === null ? null : addDays(requestedOn, startDays),
    agreeBy: begunOn === null || failDays === null ? null : addDays(begunOn, failDays),
  };
}

/** Why nothing can be agreed by it on a day; null where it can. Whatever is offered on a day begins it. */
export function whyNoClearance(
  clearance: Clearance | null,
  days: ClearanceDays,
  on: CalendarDate,
): 'request' | 'startDays' | 'failDays' | null {
  if (clearance === null) return 'request';
  const { beginBy, agreeBy } = clearanceEnds(clearance, days);
  if (beginBy !== null && (clearance.begunOn ?? on) > beginBy) return 'startDays';
  return agreeBy !== null && on > agreeBy ? 'failDays' : null;
}
