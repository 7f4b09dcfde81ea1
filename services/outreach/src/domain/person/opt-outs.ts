import { addDays } from '@mora/kernel';
import { dayStart } from '../gate/local-time.js';
import type { Channel, Consent, OptOut } from '../words.js';
import type { PersonPolicies } from './rules.js';
import type { PersonState } from './state.js';

/**
 * What has been said of a channel is kept by when it was said and not by when it came, so that the same words in any
 * order end alike: of every channel the last no, and every yes. A no of a day is of the end of that day and a yes of its
 * beginning, so that of one day the no stands.
 */
type Said = Pick<PersonState, 'optOuts' | 'optIns' | 'consents'>;
type Zone = Pick<PersonPolicies, 'installationZone'>;
const LEDGER = 'ledger';

/** The opt-outs that hold at an instant: those to which nobody has said yes since. */
export function standing({ optOuts, optIns = [], consents }: Said, now: number, zone: Zone): readonly OptOut[] {
  if (optOuts.length === 0) return optOuts;
  const given = consents.filter((consent) => isYes(consent, now, zone));
  const yeses = [...optIns, ...given.map(({ channel, from }) => ({ channel, at: startOf(from, zone) }))];
  const isLifted = ({ channel, since }: OptOut): boolean =>
    yeses.some((yes) => yes.at > since && (yes.channel === 'all' || yes.channel === channel));
  return optOuts.filter((optOut) => !isLifted(optOut));
}

/** As the gate sees them: a no that is dated for later holds at once. */
export const refusedAt = (said: Said, now: number, zone: Zone): readonly OptOut[] =>
  standing(said, now, zone).map((optOut) => (optOut.since <= now ? optOut : { ...optOut, since: now }));

/** A consent to a channel for all purposes lifts an opt-out while it holds. */
const isYes = ({ kind, given, purpose, from, until }: Consent, now: number, zone: Zone): boolean =>
  kind === 'channel' &&
  given &&
  purpose === 'all' &&
  startOf(from, zone) <= now &&
  (until === null || now < startOf(until, zone));

const startOf = (day: Consent['from'], { installationZone }: Zone): number => dayStart(installationZone, day);

/** The no of a consent that is taken back. */
export const withdrawal = ({ channel, from }: Consent, zone: Zone): OptOut => ({
  channel,
  since: startOf(addDays(from, 1), zone) - 1,
  via: LEDGER,
});

/** Of one channel the last no stands; what somebody says to the bank comes after what he has said to it before. */
export function refused(state: PersonState, said: OptOut): PersonState {
  const since = said.via === LEDGER ? said.since : Math.max(said.since, afterAll(state));
  const known = state.optOuts.find(({ channel }) => channel === said.channel);
  if (known !== undefined && known.since >= since) return state;
  return { ...state, optOuts: [...state.optOuts.filter((one) => one !== known), { ...said, since }] };
}

export function optedIn(state: PersonState, channel: Channel | 'all', now: number): PersonState {
  const others = (state.optIns ?? []).filter((one) => one.channel !== channel);
  return { ...state, optIns: [...others, { channel, at: Math.max(now, afterAll(state)) }] };
}

/** The instant behind all that was said here: two words of one millisecond keep their order. */
const afterAll = ({ optOuts, optIns = [] }: PersonState): number =>
  Math.max(
    0,
    ...optOuts.filter(({ via }) => via !== LEDGER).map(({ since }) => since + 1),
    ...optIns.map(({ at }) => at + 1),
  );

/** Whether a consent is the later word of two of one id; of one day the no, and of two of a kind the narrower one. */
export function isLater(consent: Consent, known: Consent): boolean {
  if (consent.from !== known.from) return consent.from > known.from;
  if (consent.given !== known.given) return !consent.given;
  const [end, before] = [consent.until ?? FOREVER, known.until ?? FOREVER];
  if (end !== before) return consent.given === end < before;
  return textOf(consent) > textOf(known);
}

const FOREVER = '9999-12-31';
const textOf = ({ channel, purpose, kind, hours }: Consent): string => [kind, channel, purpose, hours ?? ''].join();
