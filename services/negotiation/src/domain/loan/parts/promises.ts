import { addDays, type CalendarDate } from '@mora/kernel';
import type { ElsewhereFact } from '../event.js';

/** So many breaches are kept: more decide nothing. */
const MOST_BREACHES = 50;

/** A part of a promise that is broken since a day, up to the one on which it turns out to have been kept. */
export type Breach = Readonly<{ id: string; on: CalendarDate; keptOn?: CalendarDate }>;

type PromiseFact = Extract<ElsewhereFact, { kind: 'promise-broken' | 'promise-kept' }>;

/**
 * A promise that turns out to have been kept is broken no more from then on; the days before keep what they were
 * decided by, whenever it is heard. After a reversal it may be broken again.
 */
export function promised(breaches: readonly Breach[], { kind, promiseId, part, on }: PromiseFact): readonly Breach[] {
  const id = `${promiseId}/${part}`;
  const isOpen = (one: Breach): boolean => one.id === id && one.keptOn === undefined;
  if (kind === 'promise-broken') {
    if (breaches.some((one) => isOpen(one) && one.on === on)) return breaches;
    return [...breaches, { id, on }].slice(-MOST_BREACHES);
  }
  if (!breaches.some(isOpen)) return breaches;
  return breaches.flatMap((one) => {
    if (!isOpen(one)) return [one];
    // What was kept by the end of the day on which it was broken never was.
    return one.on < on ? [{ ...one, keptOn: on }] : [];
  });
}

/** How many promises the close of a day sees broken since another one, by what was said of the days before it. */
export function brokenAt(breaches: readonly Breach[], since: CalendarDate, day: CalendarDate): number {
  const broken = breaches.filter(
    ({ on, keptOn }) => on >= since && on < day && (keptOn === undefined || keptOn >= day),
  );
  return new Set(broken.map(({ id }) => id)).size;
}

/** The closes that see more of them broken, or fewer, than the closes before. */
export const promiseEdges = (breaches: readonly Breach[]): readonly CalendarDate[] =>
  breaches.flatMap(({ on, keptOn }) => (keptOn === undefined ? [on] : [on, keptOn])).map((on) => addDays(on, 1));
