import { type CalendarDate, latest } from '@mora/kernel';
import { oldestUnpaid } from './allocation.js';
import type { Facts, Restructured } from './facts.js';
import { heldOn, riseOn, schemeOf, worseBad } from './floor.js';
import { daysFor } from './judgement.js';
import { stepFor } from './ladder.js';
import { lastOf, type ObservationRules, paymentDates } from './observation-rules.js';
import type { InForce } from './policies.js';
import { type Days, paidBy, type Position, toleranceOf } from './position.js';

/** A stretch of being late while the loan was watched, and the bad classes that its days gave it, as they got worse. */
export type Breach = Readonly<{
  on: CalendarDate;
  /** The first day on which the loan was in time again; null while it is late. */
  until: CalendarDate | null;
  bad: readonly Readonly<{ on: CalendarDate; name: string }>[];
}>;

/** The watch over one restructuring. Where it starts anew and ends follows from the breaches; no date is counted up. */
export type Observation = Readonly<{
  requestId: string;
  /** Booked; the class has its floor from this day on. */
  since: CalendarDate;
  /** The first payment date that was agreed: from it the time runs. */
  agreed: CalendarDate;
  /** The loan was still watched for the restructuring before. */
  second: boolean;
  /** The bad class that it had before. */
  brought: string | null;
  breaches: readonly Breach[];
  endedOn: CalendarDate | null;
  before: Observation | null;
}>;

export const fromOf = ({ agreed, breaches }: Observation): CalendarDate =>
  latest(agreed, breaches.at(-1)?.on ?? agreed);

/** As far as is known now. The payment periods count from when the loan was in time again. */
export function earliestEndOn(observation: Observation, facts: Facts, rules: ObservationRules): CalendarDate {
  const from = fromOf(observation);
  const clean = observation.breaches.at(-1)?.until ?? from;
  const byMonths = lastOf({ minPeriods: 0, minMonths: rules.minMonths }, from, []);
  const byPeriods = lastOf({ minPeriods: rules.minPeriods, minMonths: 0 }, latest(from, clean), paymentDates(facts));
  return latest(byMonths, byPeriods);
}

/** A new restructuring on top of what is watched already. */
export function restructured(
  known: Observation | null,
  fact: Restructured,
  facts: Facts,
  inForce: InForce,
): Observation {
  const inside = known !== null && (known.endedOn === null || known.endedOn > fact.bookedOn) ? known : null;
  const held = inside === null ? null : heldOn(inside, fact.bookedOn, facts, inForce);
  return {
    requestId: fact.requestId,
    since: latest(fact.bookedOn, known?.since ?? fact.bookedOn),
    agreed: inside === null ? fact.firstDueOn : latest(fromOf(inside), fact.firstDueOn),
    second: inside !== null,
    brought: worseBad(held, fact.classBefore, inForce),
    breaches: [],
    endedOn: null,
    before: known,
  };
}

/** One day more, at its close. */
export function observe(
  known: Observation,
  day: CalendarDate,
  position: Position,
  facts: Facts,
  inForce: InForce,
): Observation {
  if (inForce.observation === null || known.endedOn !== null) return known;
  if (position.status !== 'active') return { ...known, endedOn: day };
  const breaches = breachesOn(known.breaches, day, position, inForce);
  const now = breaches === known.breaches ? known : { ...known, breaches };
  if (position.delinquentDays > 0 || day < earliestEndOn(now, facts, inForce.observation)) return now;
  return nothingOwed(facts, inForce, day) ? { ...now, endedOn: day } : now;
}

/** What is due today may still be paid today, and is only late tomorrow: the watch does not end on it unpaid. */
function nothingOwed(facts: Facts, { product }: InForce, day: CalendarDate): boolean {
  const oldest = oldestUnpaid(facts.dues, paidBy(facts, product, day), toleranceOf(facts, product));
  const dueOn = facts.dues.on[oldest];
  return dueOn === undefined || dueOn > day;
}

function breachesOn(
  known: readonly Breach[],
  day: CalendarDate,
  position: Position,
  inForce: InForce,
): readonly Breach[] {
  const last = known.at(-1);
  const open = last !== undefined && last.until === null ? last : null;
  if (position.delinquentDays === 0) return open === null ? known : [...known.slice(0, -1), { ...open, until: day }];
  const scheme = schemeOf(inForce);
  const name = scheme === null ? null : stepFor(scheme, daysFor(scheme, position)).name;
  const worst = open?.bad.at(-1)?.name ?? null;
  const now = worseBad(worst, name, inForce);
  if (open !== null && now === worst) return known;
  const before = open === null ? known : known.slice(0, -1);
  const bad = now === null || now === worst ? [] : [...(open?.bad ?? []), { on: day, name: now }];
  return [...before, { on: open?.on ?? day, until: null, bad }];
}

/** What was known of it before a day, where facts have come about that day or days since. */
export function rewound(known: Observation, day: CalendarDate): Observation {
  const last = known.breaches.at(-1);
  const over = known.endedOn === null || known.endedOn < day;
  if (over && (last === undefined || (last.on < day && last.until !== null && last.until < day))) return known;
  const breaches = known.breaches
    .filter(({ on }) => on < day)
    .map(({ on, until, bad }) => ({
      on,
      until: until !== null && until < day ? until : null,
      bad: bad.filter((step) => step.on < day),
    }));
  return { ...known, breaches, endedOn: over ? known.endedOn : null };
}

/** The next day after `agedTo` on which the watch alone changes anything: it ends, or a bad class may be left. */
export function observationNextOn(
  observation: Observation,
  { agedTo }: Days,
  facts: Facts,
  inForce: InForce,
): CalendarDate | null {
  if (inForce.observation === null) return null;
  const last = observation.breaches.at(-1);
  const runs = observation.endedOn === null && (last === undefined || last.until !== null);
  const clean = latest(observation.agreed, last?.until ?? observation.agreed);
  const ends = runs ? earliestEndOn(observation, facts, inForce.observation) : null;
  const holds = runs && heldOn(observation, agedTo, facts, inForce) !== null;
  const rises = holds ? riseOn(clean, facts, inForce) : null;
  let next: CalendarDate | null = null;
  for (const day of [observation.since, ends, rises]) {
    if (day !== null && day > agedTo && (next === null || day < next)) next = day;
  }
  return next;
}
