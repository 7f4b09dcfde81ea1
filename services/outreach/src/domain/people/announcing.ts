import { addDays, type CalendarDate } from '@mora/kernel';
import type { NoticeRequested } from '../loan/event.js';
import type { Request } from '../loan/requests.js';
import type { Place } from './commands.js';
import type { AnnouncementRule } from './rules.js';
import type { Seen } from './step.js';

/** The template by which a borrower is told that an outside firm will have the loan (P-CN-25, P-TW-9). */
export const OUTSOURCING_NOTICE = 'outsourcing-notice';

/** How the borrower is to be told, where that was not done yet; null where no rule says how, or nobody is known. */
export function announcementOf(seen: Seen, day: CalendarDate): AnnouncementRule | null {
  const [borrower] = seen.borrowersOn(day);
  if (borrower === undefined) return null;
  const lives = seen.jurisdictionOf(borrower)?.slice(0, 2);
  const { announcement } = seen.rules.agencies.inForceOn(day);
  return announcement.find(({ jurisdictions }) => jurisdictions.some((one) => one === '*' || one === lives)) ?? null;
}

/** The notice that must go out before the firm has the loan: asked for as another service would ask for it. */
export function outsourcingNotice(event: Place, seen: Seen, day: CalendarDate): NoticeRequested | null {
  const rule = announcementOf(seen, day);
  if (event.announcedOn !== null || event.firm === null || rule === null) return null;
  const from = addDays(day, rule.daysAhead);
  const { agencyId, placementId: requestId, firm } = event;
  return {
    kind: 'notice-requested',
    requester: 'outreach',
    requestId,
    purpose: 'statutory-notice',
    template: OUTSOURCING_NOTICE,
    facts: { agencyId, agency: firm.name, agencyPhone: firm.phone, from },
    role: 'borrower',
    channels: rule.channels,
    notBefore: day,
    // The words name the day from which the firm will write: who hears of it later has not been told.
    deadline: addDays(from, -1),
    proof: rule.proof,
  };
}

/** What has become of the notice: null as long as it may still go out. */
export function toldBy(request: Request | undefined, proof: AnnouncementRule['proof']): boolean | null {
  if (request === undefined) return false;
  if (!request.answered) return null;
  const isEnough = (end: string | null): boolean => end === 'delivered' || (end === 'sent' && proof === 'sent');
  return request.contacts.length > 0 && request.contacts.every(({ end }) => isEnough(end));
}
