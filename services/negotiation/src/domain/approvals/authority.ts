import type { CalendarDate } from '@mora/kernel';
import type { Tier } from '../words.js';
import { isAtLeast } from './tier.js';

/** `none`: not even what the role gives. */
export type AuthorityTier = Tier | 'none';

export type Entry = Readonly<{ tier: AuthorityTier; from: CalendarDate; until: CalendarDate | null }>;

/**
 * How high somebody's authority is on a day, by what was said of them in its order and by their role: what has begun last
 * holds. Once its time is over they have no more than before it, than their role gives, and than it gave itself: whoever
 * was lowered for a time is given nothing back by the calendar, but by somebody who says so.
 */
export function authorityOf(entries: readonly Entry[], byRole: Tier, on: CalendarDate): AuthorityTier {
  const said = new Map<CalendarDate, Entry>();
  for (const entry of entries) said.set(entry.from, entry);
  return [...said.values()]
    .filter(({ from }) => from <= on)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .reduce<AuthorityTier>((before, { tier, until }) => {
      const isOver = until !== null && until < on;
      return isOver ? lower(lower(before, tier), byRole) : tier;
    }, byRole);
}

function lower(a: AuthorityTier, b: AuthorityTier): AuthorityTier {
  if (a === 'none' || b === 'none') return 'none';
  return isAtLeast(a, b) ? b : a;
}
