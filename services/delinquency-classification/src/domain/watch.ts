import { addDays } from './dates.js';
import { type CalendarDate, earliest, latest } from '@mora/kernel';
import type { PolicyRef } from './changes.js';
import type { Facts, Restructured } from './facts.js';
import type { Judgement } from './judgement.js';
import {
  earliestEndOn,
  fromOf,
  type Observation,
  observationNextOn,
  observe,
  restructured,
  rewound,
} from './observation.js';
import type { InForce, Policies } from './policies.js';
import { type Days, positionOn } from './position.js';
import { nextTransitionOn } from './transition.js';

/**
 * The watch over a restructured loan. What is known now is worked out from what was known at the last mark and all
 * facts since, so that facts of one day may come in any order.
 */
export type Watch = Readonly<{
  /** As of the last mark that touched the loan. */
  marked: Observation | null;
  now: Observation | null;
  /** The earliest day that facts since then are about. */
  aboutFrom: CalendarDate | null;
}>;

export type ObservationChange = Readonly<{
  kind: 'observation-started' | 'observation-restarted' | 'observation-ended';
  scheme: string;
  asOf: CalendarDate;
  from: CalendarDate;
  earliestEndOn: CalendarDate;
  requestId: string;
  class: string;
  policy: PolicyRef;
}>;

type Known = Readonly<{ watch: Watch | null; asOf: CalendarDate }>;

/**
 * Null for a loan that was never restructured, or whose ledger has said no to all that it was asked: it costs nothing
 * more. `from` is null where only time went by.
 */
export function watchNow(
  known: Known,
  facts: Facts,
  from: CalendarDate | null,
  days: Days,
  policies: Policies,
): Watch | null {
  if (facts.restructures === undefined) return null;
  const { marked, aboutFrom: before } = known.watch ?? { marked: null, aboutFrom: null };
  const aboutFrom = from === null || before === null ? (from ?? before) : earliest(from, before);
  const anew = addDays(known.asOf, 1);
  const now = observed(marked, facts, aboutFrom === null ? anew : earliest(aboutFrom, anew), days, policies);
  if (marked === null && now === null && facts.restructures.every(isTakenBack)) return null;
  const atMark = days.agedTo === days.knownTo;
  const watch = atMark ? { marked: now, now, aboutFrom: null } : { marked, now, aboutFrom };
  return known.watch !== null && same(watch, known.watch) ? known.watch : watch;
}

const isTakenBack = ({ takenBack }: Restructured): boolean => takenBack === true;

const same = (a: Watch, b: Watch): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Days before the schedule in force was booked are not judged by it: a breach that it took away remains one. */
function observed(
  known: Observation | null,
  facts: Facts,
  anew: CalendarDate,
  { agedTo: upTo, knownTo }: Days,
  policies: Policies,
): Observation | null {
  const marked = stillBooked(known, facts);
  const booked = (facts.restructures ?? []).filter((one) => one.bookedOn <= knownTo && !isTakenBack(one));
  const pending = booked.filter(({ requestId }) => !covers(marked, requestId));
  const folded = facts.folded === null ? anew : addDays(facts.folded.upTo, 1);
  const first = latest(facts.schedule?.since ?? folded, folded);
  const until = (next: Restructured | undefined): CalendarDate =>
    next === undefined ? upTo : earliest(upTo, addDays(next.bookedOn, -1));
  let now = marked === null ? null : walked(marked, latest(anew, first), until(pending[0]), facts, policies);
  pending.forEach((fact, nth) => {
    const inForce = policies.on(fact.bookedOn, facts.registration?.product ?? '');
    if (inForce.observation === null) return;
    const added = restructured(now, fact, facts, inForce);
    now = walked(added, latest(added.since, first), until(pending[nth + 1]), facts, policies);
  });
  return now;
}

/** The latest watch that rests on nothing which was taken back; those behind it are worked out anew. */
function stillBooked(observation: Observation | null, facts: Facts): Observation | null {
  if (observation === null) return null;
  const before = stillBooked(observation.before, facts);
  if (before !== observation.before) return before;
  const isGone = facts.restructures?.some((one) => one.requestId === observation.requestId && isTakenBack(one));
  return isGone === true ? before : observation;
}

const covers = (observation: Observation | null, requestId: string): boolean =>
  observation !== null && (observation.requestId === requestId || covers(observation.before, requestId));

/** From the first day that is to be judged anew, over the days on which anything changes. */
function walked(
  known: Observation,
  anew: CalendarDate,
  upTo: CalendarDate,
  facts: Facts,
  policies: Policies,
): Observation {
  let day: CalendarDate | null = latest(anew, known.since);
  if (day > upTo) return known;
  let now = rewound(known, day);
  while (day !== null && day <= upTo && now.endedOn === null) {
    const inForce = policies.on(day, facts.registration?.product ?? '');
    const days = { agedTo: day, knownTo: day };
    const position = positionOn(facts, inForce.product, days);
    now = observe(now, day, position, facts, inForce);
    day = sooner(nextTransitionOn(facts, inForce, days, position), observationNextOn(now, days, facts, inForce));
  }
  return now;
}

export const sooner = (a: CalendarDate | null, b: CalendarDate | null): CalendarDate | null =>
  a === null || b === null ? (a ?? b) : earliest(a, b);

/** What has come about a watched loan today is settled at the mark of today. */
export function watchNextOn({ marked, now, aboutFrom }: Watch, days: Days, facts: Facts, inForce: InForce) {
  if (days.agedTo < days.knownTo && (aboutFrom !== null || marked !== now)) return days.knownTo;
  const isToCome = (one: Restructured): boolean => one.bookedOn > days.knownTo && !isTakenBack(one);
  const booked = facts.restructures?.find(isToCome)?.bookedOn ?? null;
  if (now === null) return booked;
  // A schedule that is in force from a later day is judged by from then on, whoever it was made for.
  const since = facts.schedule?.since ?? null;
  const judged = since !== null && since > days.knownTo ? since : null;
  return sooner(sooner(booked, judged), observationNextOn(now, days, facts, inForce));
}

/** What is told of the watch. The class stands in it, as a class that moves while nothing is late is told nowhere else. */
export function observationTold(
  known: Watch | null,
  watch: Watch | null,
  facts: Facts,
  judgement: Judgement,
  days: Days,
  { observation: rules }: InForce,
): readonly ObservationChange[] {
  const before = known?.now ?? null;
  const now = watch?.now ?? before;
  if (now === null || rules === null || watch === known) return [];
  const told = watch?.now ? toldOf(before, now, judgement) : endedBy(before);
  if (told === null) return [];
  const { scheme, id, version } = rules;
  const change: ObservationChange = {
    kind: told.kind,
    scheme,
    asOf: days.knownTo,
    from: fromOf(now),
    earliestEndOn: earliestEndOn(now, facts, rules),
    requestId: now.requestId,
    class: judgement.classes[scheme] ?? '',
    policy: { id, version, rule: told.rule },
  };
  return [change];
}

type Told = Readonly<{ kind: ObservationChange['kind']; rule: string }>;

/** Nothing is watched any more, as if it never had been. */
const endedBy = (before: Observation | null): Told | null =>
  before === null || before.endedOn !== null ? null : { kind: 'observation-ended', rule: 'taken-back' };

function toldOf(before: Observation | null, now: Observation, { status }: Judgement): Told | null {
  if (before === null || before.endedOn !== null) {
    if (now.endedOn !== null) return null;
    const again = before?.requestId === now.requestId;
    return { kind: 'observation-started', rule: again ? 'end-taken-back' : 'restructured' };
  }
  if (now.endedOn !== null) return { kind: 'observation-ended', rule: status === 'active' ? 'kept' : status };
  if (!covers(now, before.requestId) || (before.requestId === now.requestId && before.second !== now.second)) {
    return { kind: 'observation-restarted', rule: 'taken-back' };
  }
  if (before.requestId !== now.requestId) {
    return { kind: 'observation-restarted', rule: now.second ? 'restructured-again' : 'restructured' };
  }
  const [was, is] = [fromOf(before), fromOf(now)];
  if (was === is) return null;
  return { kind: 'observation-restarted', rule: was < is ? 'overdue-again' : 'breach-taken-back' };
}
