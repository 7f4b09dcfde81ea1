import { type CalendarDate, latest } from '@mora/kernel';
import type { Facts } from './facts.js';
import { type Ladder, worseOf } from './ladder.js';
import type { Observation } from './observation.js';
import { floorName, isBad, lastOf, paymentDates } from './observation-rules.js';
import type { InForce } from './policies.js';
import type { Days } from './position.js';
import { reachesOn } from './product-rules.js';

/** The class scheme and the least class in it that a watched loan has. */
export type Floor = Readonly<{ scheme: string; name: string }>;

/** The least class on a day; null where the loan is not watched then. */
export function floorOn(observation: Observation | null, days: Days, facts: Facts, inForce: InForce): Floor | null {
  if (observation === null || inForce.observation === null) return null;
  if (days.knownTo < observation.since) return floorOn(observation.before, days, facts, inForce);
  const scheme = schemeOf(inForce);
  if (scheme === null || (observation.endedOn !== null && observation.endedOn <= days.agedTo)) return null;
  const held = heldOn(observation, days.agedTo, facts, inForce);
  return { scheme: scheme.id, name: floorName(inForce.observation, scheme, observation.second, held) };
}

/** The bad class that the loan may not leave on the day, as no clean stretch has gone by since. */
export function heldOn(observation: Observation, day: CalendarDate, facts: Facts, inForce: InForce): string | null {
  let held = observation.brought;
  let clean: CalendarDate | null = observation.agreed;
  const forgets = (on: CalendarDate): boolean => {
    const rises = clean === null ? null : riseOn(clean, facts, inForce);
    return rises !== null && on > rises;
  };
  for (const { on, until, bad } of observation.breaches) {
    if (on > day) break;
    if (forgets(on)) held = null;
    const worst = bad.findLast((step) => step.on <= day)?.name ?? null;
    held = worseBad(held, worst, inForce);
    clean = until !== null && until <= day ? latest(until, observation.agreed) : null;
  }
  const rises = clean === null ? null : riseOn(clean, facts, inForce);
  return rises !== null && day >= rises ? null : held;
}

/** The day on which the last payment of a clean stretch would be late, if it had not been made. */
export function riseOn(clean: CalendarDate, facts: Facts, { observation, product }: InForce): CalendarDate | null {
  if (observation === null) return null;
  return reachesOn(product, facts.pauses, lastOf(observation.rise, clean, paymentDates(facts)), 1);
}

/** The worse of two classes, as far as they are bad ones. */
export function worseBad(a: string | null, b: string | null, inForce: InForce): string | null {
  const { observation } = inForce;
  const scheme = schemeOf(inForce);
  if (b === null || scheme === null || observation === null || !isBad(observation, scheme, b)) return a;
  return a === null ? b : worseOf(scheme, a, b);
}

export const schemeOf = ({ observation, schemes }: InForce): Ladder | null =>
  schemes.find(({ id }) => id === observation?.scheme) ?? null;
