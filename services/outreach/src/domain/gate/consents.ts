import type { CalendarDate } from '@mora/kernel';
import type { Channel, Consent, Purpose } from '../words.js';

type About = Readonly<{ channel: Channel; purpose: Purpose }>;

const isAbout = (consent: Consent, { channel, purpose }: About): boolean =>
  (consent.channel === 'all' || consent.channel === channel) &&
  (consent.purpose === 'all' || consent.purpose === purpose);

/** From its first day to the day before `until`. */
const holdsOn = ({ from, until }: Consent, date: CalendarDate): boolean =>
  from <= date && (until === null || date < until);

/** What the person has said in this matter and what holds on the day. */
export const saidOn = (
  consents: readonly Consent[],
  kind: Consent['kind'],
  about: About,
  date: CalendarDate,
): readonly Consent[] =>
  consents.length === 0
    ? consents
    : consents.filter((one) => one.kind === kind && holdsOn(one, date) && isAbout(one, about));

/** The consents that hold and were not taken back later, or on their very day: then the no counts. */
export function givenOn(
  consents: readonly Consent[],
  kind: Consent['kind'],
  about: About,
  date: CalendarDate,
): readonly Consent[] {
  const said = saidOn(consents, kind, about, date);
  return said.filter(({ given, from }) => given && !said.some((other) => !other.given && other.from >= from));
}
