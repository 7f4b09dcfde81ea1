import { addDays, type CalendarDate, latest, type PersonId } from '@mora/kernel';
import { id128 } from '../ids.js';
import type { Channel } from '../words.js';
import { OUTSOURCING_NOTICE } from '../people/announcing.js';
import { isProofOver } from '../says/notices-back.js';
import type { NoticeRequested } from './event.js';
import type { LoanAt, LoanView, Said, Step } from './part.js';
import type { ElsewherePart } from './parts/elsewhere.js';
import { inRole } from './parts/parties.js';
import { neverLeft } from './still-wanted.js';

export type RequestEnd = 'delivered' | 'sent' | 'failed' | 'lapsed' | 'refused';

/** The contact with one of the persons to whom a notice is to go. */
export type RequestContact = Readonly<{
  contactId: string;
  personId: PersonId;
  /** How often it has been asked for. */
  tries: number;
  /** Ways that have not failed yet. */
  channels: readonly Channel[];
  /** What carries it, from the gate's yes on. */
  noticeId: string | null;
  channel: Channel | null;
  /** The gate's yes came too late or too early: it is asked for again at the close. */
  returned: boolean;
  proof: Readonly<{ kind: 'sent' | 'delivered'; hash: string; at: string }> | null;
  end: RequestEnd | null;
  rules: readonly string[];
}>;

/** A notice that another service wants sent, until its deadline has passed. */
export type Request = Omit<NoticeRequested, 'kind'> &
  Readonly<{ contacts: readonly RequestContact[]; answered: boolean }>;

type Elsewhere = Step<ElsewherePart>;

/** Asks for the contact at once: what the law or a plan demands does not wait for the strategy. */
export function openRequest(part: ElsewherePart, event: NoticeRequested, view: LoanView, at: LoanAt): Elsewhere {
  if (part.requests.some(({ requestId }) => requestId === event.requestId)) return { part };
  const { kind: _kind, ...asked } = event;
  const started = start({ ...asked, contacts: [], answered: false }, at.openDay, view);
  return {
    part: { ...part, requests: [...part.requests, started.request] },
    said: started.said,
    reviewOn: at.openDay,
  };
}

/** Whoever is to be told may be linked later than the request comes: it is started at the first close that knows them. */
function start(
  request: Request,
  day: CalendarDate,
  view: LoanView,
): Readonly<{ request: Request; said: readonly Said[] }> {
  const linked = inRole(view.parts.parties, request.role, day);
  const persons = linked.filter((person) => request.personId === undefined || request.personId === person);
  const contacts = persons.map((personId): RequestContact => {
    const contactId = idOf(request, view, personId, 0);
    const { channels } = request;
    const fresh = { noticeId: null, channel: null, returned: false, proof: null, end: null, rules: [] };
    return { contactId, personId, tries: 0, channels, ...fresh };
  });
  const on = latest(request.notBefore, day);
  return { request: { ...request, contacts }, said: contacts.map((contact) => wanted(request, contact, on, view)) };
}

const idOf = ({ requestId, requester }: Request, { loanId }: LoanView, person: PersonId, tries: number): string =>
  id128(loanId, requester, requestId, person, tries);

/** Asks the lane of the person for the contact. */
export function wanted(
  request: Request,
  contact: RequestContact,
  on: CalendarDate,
  { loanId, versions }: LoanView,
): Said {
  const { contactId, personId, channels } = contact;
  const { role, purpose, deadline: lapsesOn, template: templateId } = request;
  const nobody = { step: null, episodeId: null, arm: null };
  const asked = { contactId, loanId, personId, role, channels, byPreference: false, purpose, priority: 0 };
  return {
    type: 'contact-wanted',
    to: personId,
    data: { ...asked, on, at: null, lapsesOn, templateId, sliceVersions: versions, ...nobody },
  };
}

/** The same contact once more, under an id of its own. */
export const once = (request: Request, contact: RequestContact, view: LoanView): RequestContact => {
  const tries = contact.tries + 1;
  return { ...contact, tries, contactId: idOf(request, view, contact.personId, tries), returned: false };
};

/** The request is answered when all who were to be told are through; by the worst of what became of them. */
export function settle(request: Request): Readonly<{ request: Request; said: readonly Said[] }> {
  if (request.contacts.length === 0 || request.contacts.some(({ end }) => end === null)) return { request, said: [] };
  const worst = request.contacts.toSorted((a, b) => gravity(b) - gravity(a))[0] as RequestContact;
  return { request: { ...request, answered: true }, said: [answerOf(request, worst)] };
}

const GRAVITY: readonly RequestEnd[] = ['delivered', 'sent', 'lapsed', 'failed', 'refused'];
const gravity = ({ end }: RequestContact): number => (end === null ? -1 : GRAVITY.indexOf(end));

const answerOf = ({ requestId, requester }: Request, contact: Omit<RequestContact, 'personId' | 'contactId'>): Said => {
  const { end: outcome, noticeId, proof, rules } = contact;
  return { type: 'request-answered', data: { requestId, requester, outcome, noticeId, proof, rules } };
};

/** At a close: what was given back or never left is asked for again, and what has passed its deadline is answered. */
export function closeRequests(part: ElsewherePart, day: CalendarDate, view: LoanView, at: LoanAt): Elsewhere {
  const said: Said[] = [];
  const requests = part.requests
    .filter(({ deadline, answered: done }) => !done || deadline >= day)
    .map((request) => {
      const closed = request.answered ? { request, said: [] } : closeOne(request, day, view, at);
      said.push(...closed.said);
      return closed.request;
    });
  const same = requests.length === part.requests.length && requests.every((one, n) => one === part.requests[n]);
  return { part: same ? part : { ...part, requests }, said };
}

/** The bank's own notice is of no use any more once what it announces or proves is over. */
export const isDropped = (request: Request, { parts }: Pick<LoanView, 'parts'>): boolean => {
  if (request.requester !== 'outreach') return false;
  if (request.template === OUTSOURCING_NOTICE) return parts.placement.waiting?.placementId !== request.requestId;
  return isProofOver(request, parts.says.open);
};

function dropped(request: Request, { loanId }: LoanView) {
  const because = request.template === OUTSOURCING_NOTICE ? 'placement-dropped' : 'dispute-closed';
  const open = request.contacts.filter(({ end }) => end === null);
  const contacts = request.contacts.map((contact): RequestContact =>
    contact.end === null ? { ...contact, end: contact.proof?.kind ?? 'lapsed', rules: [because] } : contact,
  );
  const said = open.map(({ contactId, personId }): Said => ({
    type: 'contact-withdrawn',
    to: personId,
    data: { contactId, loanId, because },
  }));
  const ended = settle({ ...request, contacts });
  return { request: { ...ended.request, answered: true }, said: [...said, ...ended.said] };
}

function closeOne(request: Request, day: CalendarDate, view: LoanView, at: LoanAt) {
  if (isDropped(request, view)) return dropped(request, view);
  if (day >= request.deadline) return endAtDeadline(request);
  if (request.contacts.length === 0) {
    const started = start(request, addDays(day, 1), view);
    return started.request.contacts.length === 0 ? { request, said: [] } : started;
  }
  const said: Said[] = [];
  const contacts = request.contacts.map((contact) => {
    const free = freed(contact, view);
    if (free === null) return contact;
    const again = once(request, free, view);
    said.push(wanted(request, again, at.openDay, view));
    return again;
  });
  return said.length === 0 ? { request, said } : { request: { ...request, contacts }, said };
}

/**
 * The contact as it may be asked for again; null where it may not. A way by which nothing has left goes behind the
 * others: it may be out of order, and may work again by the next time.
 */
function freed(contact: RequestContact, view: LoanView): RequestContact | null {
  if (contact.end !== null) return null;
  if (contact.returned) return contact;
  if (!neverLeft(contact, view)) return null;
  const { channel: silent } = contact;
  const others = contact.channels.filter((channel) => channel !== silent);
  return { ...contact, channels: silent === null ? others : [...others, silent], channel: null, noticeId: null };
}

/** Proof of less than was asked for is still proof; of nothing there is none. */
function endAtDeadline(request: Request) {
  const contacts = request.contacts.map((contact): RequestContact => {
    if (contact.end !== null) return contact;
    return { ...contact, end: contact.proof?.kind ?? 'lapsed' };
  });
  if (contacts.length > 0) return settle({ ...request, contacts });
  const nobody = { tries: 0, channels: [], noticeId: null, channel: null, returned: false, proof: null };
  const lapsed: Omit<RequestContact, 'personId' | 'contactId'> = { ...nobody, end: 'lapsed', rules: ['no-person'] };
  return { request: { ...request, answered: true }, said: [answerOf(request, lapsed)] };
}
