import { addDays, type CalendarDate } from '@mora/kernel';
import type { Said, Step } from '../loan/part.js';
import type { Request } from '../loan/requests.js';
import type { DecisionAt } from '../words.js';
import { announcementOf, toldBy } from './announcing.js';
import type { Place } from './commands.js';
import { barredBy } from './barred.js';
import type { PlacementPart } from './placement.part.js';
import { placementRow, told } from './placement-rows.js';
import type { Seen } from './step.js';
import type { AnnouncementRule } from './rules.js';

/** A firm that gets the loan on a day, if the borrower has been told of it by then. Its notice is requested by its id. */
export type Waiting = Readonly<{
  placementId: string;
  agencyId: string;
  /** The day that the notice names. */
  from: CalendarDate;
  until: CalendarDate | null;
  proof: AnnouncementRule['proof'];
  /** The day on which the borrower was told. */
  announcedOn: CalendarDate | null;
}>;

/** The notice has been asked for by the part of the requests, at the very same event. */
export function wait(part: PlacementPart, event: Place, seen: Seen, { openDay }: DecisionAt): Step<PlacementPart> {
  const { daysAhead, proof } = announcementOf(seen, openDay) as AnnouncementRule;
  const { placementId, agencyId, until } = event;
  const waiting: Waiting = {
    placementId,
    agencyId,
    from: addDays(openDay, daysAhead),
    until,
    proof,
    announcedOn: null,
  };
  const noticeBy = addDays(waiting.from, -1);
  return {
    part: { ...part, waiting },
    said: [told('placement-waiting', waiting, seen, 'not-announced', { noticeBy })],
    writes: [placementRow(waiting, seen, { state: 'waiting', because: 'not-announced' })],
    reviewOn: openDay,
  };
}

const requestOf = ({ placementId }: Waiting, requests: readonly Request[]): Request | undefined =>
  requests.find(({ requester, requestId }) => requester === 'outreach' && requestId === placementId);

/** Keeps the day on which the notice went out. Whether the firm gets the loan is decided at a close, by both spine streams. */
export function listen(
  part: PlacementPart,
  waiting: Waiting,
  seen: Seen,
  { today, openDay }: DecisionAt,
  requests: readonly Request[],
): Step<PlacementPart> {
  if (waiting.announcedOn !== null) return { part };
  const isTold = toldBy(requestOf(waiting, requests), waiting.proof);
  if (isTold === null) return { part };
  if (!isTold) return { part, reviewOn: openDay };
  const next: Waiting = { ...waiting, announcedOn: today };
  const writes = [placementRow(next, seen, { state: 'waiting', because: 'announced' })];
  return { part: { ...part, waiting: next }, writes, reviewOn: openDay };
}

/** At the close before the day that was named: the firm has the loan from the next day on, or never. */
export function closeWaiting(
  part: PlacementPart,
  waiting: Waiting,
  seen: Seen,
  at: DecisionAt,
  requests: readonly Request[],
): Step<PlacementPart> {
  const [barred] = barredBy(seen);
  if (!seen.isOverdue) return drop(part, waiting, 'not-overdue', seen, at);
  if (barred !== undefined) return drop(part, waiting, barred, seen, at);
  const isTold = waiting.announcedOn !== null ? true : toldBy(requestOf(waiting, requests), waiting.proof);
  if (isTold === false) return drop(part, waiting, 'outsourcing-not-announced', seen, at);
  const last = addDays(waiting.from, -1);
  if (at.openDay < last) return { part, reviewOn: addDays(at.openDay, 1) };
  if (isTold === null) return drop(part, waiting, 'outsourcing-not-announced', seen, at);
  return become(part, waiting, seen, at);
}

function become(part: PlacementPart, waiting: Waiting, seen: Seen, { openDay }: DecisionAt): Step<PlacementPart> {
  const { placementId, agencyId, until } = waiting;
  const announcedOn = waiting.announcedOn ?? openDay;
  const placement = { placementId, agencyId, announcedOn, from: addDays(openDay, 1), until };
  return {
    part: { ...part, placement, waiting: null, ending: null },
    said: [told('agency-placed', placement, seen, 'announced')],
    writes: [placementRow(placement, seen, { state: 'placed', because: 'announced' })],
    reviewOn: until ?? addDays(openDay, 1),
  };
}

/** Nothing comes of it. What is still to be sent of the notice is withdrawn, as it would not be true. */
export function drop(
  part: PlacementPart,
  waiting: Waiting,
  because: string,
  seen: Seen,
  { openDay }: DecisionAt,
): Step<PlacementPart> {
  const { placementId, agencyId } = waiting;
  const said: Said = { type: 'placement-dropped', data: { proposalId: null, placementId, agencyId, because } };
  return {
    part: { ...part, waiting: null },
    said: [said],
    writes: [placementRow(waiting, seen, { state: 'dropped', because, recalledOn: openDay })],
    reviewOn: addDays(openDay, 1), // the request is taken back at the next close
  };
}
