import { id128 } from '../ids.js';
import type { ContactAnswered, LoanEvent } from './event.js';
import type { LoanAt, LoanView, Said, Step } from './part.js';
import type { ElsewherePart } from './parts/elsewhere.js';
import { once, type Request, type RequestContact, settle, wanted } from './requests.js';
import { whyReturned } from './still-wanted.js';

/** What the gate and the providers say of the contacts, as far as they are of a request. */
export function answerRequests(part: ElsewherePart, event: LoanEvent, view: LoanView, at: LoanAt): Step<ElsewherePart> {
  if (part.requests.length === 0) return { part };
  switch (event.kind) {
    case 'contact-answered':
      return onContact(
        part,
        ({ contactId }) => contactId === event.contactId,
        (_request, contact) => answered(contact, event, view, at),
        view,
        at,
      );
    case 'notice-outcome':
    case 'receipt':
      return onContact(
        part,
        ({ noticeId }) => noticeId === event.noticeId,
        (request, contact) => carried(request, contact, event, at),
        view,
        at,
      );
    case 'settle-notice':
      return onContact(
        part,
        ({ noticeId }) => noticeId === event.noticeId,
        (request, contact) => found(request, contact, event, at),
        view,
        at,
      );
    case 'log-call':
    case 'log-visit': {
      const told = event.kind === 'log-visit' || event.conversation;
      return onContact(
        part,
        ({ contactId }) => contactId === event.contactId,
        (_request, contact) => (told ? { ...contact, end: 'delivered' } : contact),
        view,
        at,
      );
    }
    default:
      return { part };
  }
}

type Change = (request: Request, contact: RequestContact) => RequestContact;

function onContact(
  part: ElsewherePart,
  isMeant: (contact: RequestContact) => boolean,
  change: Change,
  view: LoanView,
  at: LoanAt,
): Step<ElsewherePart> {
  const request = part.requests.find(({ contacts, answered: done }) => !done && contacts.some(isMeant));
  if (request === undefined) return { part };
  const said: Said[] = [];
  const contacts = request.contacts.map((contact) => {
    if (!isMeant(contact) || contact.end !== null) return contact;
    const next = change(request, contact);
    const again = isTriedAgain(contact, next) ? once(request, next, view) : next;
    if (again !== next) said.push(wanted(request, again, at.openDay, view));
    return again;
  });
  const ended = settle({ ...request, contacts });
  const requests = part.requests.map((one) => (one === request ? ended.request : one));
  return { part: { ...part, requests }, said: [...said, ...ended.said], reviewOn: at.openDay };
}

/** One way has failed and there is another. */
const isTriedAgain = (before: RequestContact, next: RequestContact): boolean =>
  before.noticeId !== null && next.noticeId === null && next.end === null && !next.returned;

function answered(contact: RequestContact, event: ContactAnswered, view: LoanView, at: LoanAt): RequestContact {
  const { outcome, channel, rules, again } = event;
  if (outcome === 'lapsed') return { ...contact, rules, end: 'lapsed' };
  if (outcome === 'refused') return again === null ? { ...contact, rules, end: 'refused' } : { ...contact, rules };
  if (outcome === 'returned') return contact;
  if (whyReturned(event, view, at) !== null) return { ...contact, returned: true };
  return { ...contact, channel, noticeId: id128(contact.contactId, channel), rules: [] };
}

type Settled = Extract<LoanEvent, { kind: 'settle-notice' }>;

/** By hand: it went out or has arrived, or it never did and the same way is tried again after the close. */
function found(request: Request, contact: RequestContact, event: Settled, { now }: LoanAt): RequestContact {
  if (event.outcome === 'failed') return { ...contact, channel: null, noticeId: null, returned: true };
  const kind = event.outcome;
  const proof = { kind, hash: event.proof ?? event.noticeId, at: new Date(event.at ?? now).toISOString() };
  return { ...contact, proof, end: kind === 'sent' && request.proof === 'delivered' ? null : kind };
}

type Carried = Extract<LoanEvent, { kind: 'notice-outcome' | 'receipt' }>;

function carried({ proof: asked }: Request, contact: RequestContact, event: Carried, { now }: LoanAt): RequestContact {
  switch (event.outcome) {
    case 'failed': {
      const channels = contact.channels.filter((channel) => channel !== contact.channel);
      if (channels.length === 0) return { ...contact, end: 'failed' };
      return { ...contact, channels, channel: null, noticeId: null };
    }
    case 'sent':
    case 'delivered': {
      const kind = event.outcome;
      const hash = event.kind === 'notice-outcome' ? (event.proofHash ?? event.providerRef) : event.noticeId;
      const proof = hash === null ? contact.proof : { kind, hash, at: new Date(now).toISOString() };
      const isEnough = kind === 'delivered' || asked !== 'delivered';
      return { ...contact, proof, end: isEnough ? kind : null };
    }
    default:
      return contact; // nobody knows whether it went out: a receipt may still tell, until the deadline
  }
}
