import type { CalendarDate } from '@mora/kernel';
import type { Channel, Purpose } from '../words.js';
import type { GateAttempt } from './attempt.js';

/** What the gate must know of words: what they tell, and whether they tell anybody of a debt. */
export type Content = Readonly<{ discloses: ReadonlySet<string>; revealsDebt: boolean }> & Partial<MadeFor>;

/** What words were written for; where it is not told, for anything. */
type MadeFor = Readonly<{ channels: readonly Channel[]; purposes: readonly Purpose[] }>;

/** One version of a bank's own words, as it was proved when it was let out. */
export type OwnWords = Readonly<{
  id: string;
  version: number;
  effectiveFrom: CalendarDate;
  channels: readonly Channel[];
  purposes: readonly Purpose[];
  discloses: readonly string[];
  revealsDebt: boolean;
}>;

type Used = Pick<GateAttempt, 'channel' | 'purpose'>;

/** The version that is in force on a day; null where the bank has none of its own by then. */
export function ownOn(own: readonly OwnWords[], id: string, on: CalendarDate): OwnWords | null {
  const inForce = own.filter((one) => one.id === id && one.effectiveFrom <= on);
  return inForce.reduce<OwnWords | null>((newest, one) => ((newest?.version ?? 0) > one.version ? newest : one), null);
}

/** Words that were made for something else tell nothing here, as those do not that nobody knows. */
export const isMadeFor = ({ channels, purposes }: Partial<MadeFor>, { channel, purpose }: Used): boolean =>
  purposes?.includes(purpose) !== false && (!HANDED_OUT.has(channel) || channels?.includes(channel) !== false);

/** What Mora itself hands out by a template; the others read it out, or send it by themselves. */
const HANDED_OUT: ReadonlySet<Channel> = new Set<Channel>(['sms', 'email', 'letter']);

/** To whom such a purpose says anything, it says that something is owed. */
export const purposeReveals = (purpose: Purpose): boolean => purpose !== 'service' && purpose !== 'reply';
