import { id128 } from '../ids.js';
import { surveyAsking } from '../people/surveys.js';
import type { Channel, Flag, Purpose } from '../words.js';
import type { ContactAnswered } from './event.js';
import type { LoanAt, LoanView } from './part.js';

/** What ends every dunning; a notice that the law demands goes out all the same. */
export const STOPPING: readonly Flag[] = [
  'cured',
  'closed',
  'plan-active',
  'dispute',
  'written-dispute',
  'complaint',
  'cease',
  'legal-hold',
  'held',
  'moratorium',
  'deceased',
  'incapacity',
  'bankrupt',
  'time-barred',
];

/**
 * Why a contact that the gate has allowed must be given back; null where it may be used. The gate has seen the person;
 * the loan may have changed since, and may be behind its day.
 */
export function whyReturned(answer: ContactAnswered, view: LoanView, at: LoanAt): string | null {
  if (answer.outcome !== 'allowed' || answer.reservation === null) return 'not-allowed';
  if (at.today > at.openDay) return NOT_KNOWN_YET;
  if (isAsked(answer, view)) return null;
  if (view.parts.elsewhere.notKnown.length > 0) return NOT_KNOWN_YET;
  if (!isWanted(answer, view)) return 'no-longer-wanted';
  if (answer.purpose !== 'collection' && answer.purpose !== 'reminder') return null;
  if (isForHumans(answer, view.parts.work)) return TAKEN_OVER;
  if (view.stopped) return 'stopped';
  return view.flags.find((flag) => STOPPING.includes(flag)) ?? null;
}

export const NOT_KNOWN_YET = 'not-known-yet';
export const TAKEN_OVER = 'taken-over';

/** What goes out without anybody who speaks or writes; a letter too. */
const AUTOMATED: ReadonlySet<Channel> = new Set<Channel>(['sms', 'email', 'letter', 'robot-call']);

/** Whether a human being has taken it upon himself to speak of the debt: what the law demands goes out all the same. */
export const isForHumans = (
  { channel, purpose }: Readonly<{ channel: Channel; purpose: Purpose }>,
  { takenOver }: Readonly<{ takenOver: boolean }>,
): boolean => takenOver && (purpose === 'collection' || purpose === 'reminder') && AUTOMATED.has(channel);

/** Whether a human being asked for it, who acts at once and reports it. */
export const isAsked = (answer: ContactAnswered, view: LoanView): boolean =>
  answer.step === null && answer.collector.kind !== 'robot' && !isRequested(answer, view);

/** Whether the contact is one that the strategy or another service still waits for. */
export const isWanted = (answer: ContactAnswered, view: LoanView): boolean =>
  isRequested(answer, view) ||
  surveyAsking(answer.contactId, view) !== undefined ||
  view.parts.ladder.rungs.some(({ contactId, state }) => contactId === answer.contactId && state === 'open');

const isRequested = ({ contactId }: ContactAnswered, { parts }: LoanView): boolean =>
  parts.elsewhere.requests.some(({ contacts }) =>
    contacts.some((one) => one.contactId === contactId && one.end === null),
  );

type Allowed = Readonly<{ contactId: string; channel: Channel | null }>;

/** Between the gate's yes and the sending the notice was withdrawn, or its time ran out. */
export function neverLeft({ contactId, channel }: Allowed, { parts }: LoanView): boolean {
  const state = channel === null ? undefined : parts.notices.notices[id128(contactId, channel)]?.state;
  return state === 'lapsed' || state === 'withdrawn';
}
