import { type CalendarDate, latest } from '@mora/kernel';
import { addDays } from './dates.js';
import type { Facts } from './facts.js';
import { floorOn } from './floor.js';
import { judge, type Judgement, sameJudgement } from './judgement.js';
import { type Observation, observationNextOn } from './observation.js';
import type { InForce, Policies } from './policies.js';
import { type Days, positionOn } from './position.js';
import { nextTransitionOn } from './transition.js';
import { sooner } from './watch.js';

/** How a loan stood from a day on, as a row of its history. */
export type Stretch = Readonly<{ validOn: CalendarDate; judgement: Judgement }>;

/** How the loan stood at the close of each day of a span, by what is known now; only the days on which it changed. */
export function stretches(
  facts: Facts,
  policies: Policies,
  from: CalendarDate,
  upTo: CalendarDate,
  atLeast: string | null,
  observation: Observation | null = null,
): readonly Stretch[] {
  const found: Stretch[] = [];
  let day: CalendarDate | null = from;
  while (day !== null && day <= upTo) {
    const inForce = policies.on(day, facts.registration?.product ?? '');
    const days: Days = { agedTo: day, knownTo: day };
    const position = positionOn(facts, inForce.product, days);
    const judgement = judge(position, inForce, atLeast, floorOn(observation, days, facts, inForce));
    const before = found.at(-1);
    if (before === undefined || !sameJudgement(before.judgement, judgement)) found.push({ validOn: day, judgement });
    const next = nextTransitionOn(facts, inForce, days, position);
    day = observation === null ? next : sooner(next, watchedNextOn(observation, days, facts, inForce));
  }
  return found;
}

/** Also the days on which the watches before this one began or ended. */
function watchedNextOn(one: Observation | null, days: Days, facts: Facts, inForce: InForce): CalendarDate | null {
  if (one === null) return null;
  const own = sooner(
    one.endedOn !== null && one.endedOn > days.agedTo ? one.endedOn : null,
    observationNextOn(one, days, facts, inForce),
  );
  return sooner(own, watchedNextOn(one.before, days, facts, inForce));
}

/** How far back history can be worked out anew: to the horizon, where facts are still single. */
export function reach(facts: Facts, from: CalendarDate, openDay: CalendarDate, horizonDays: number): CalendarDate {
  const horizon = addDays(openDay, -horizonDays);
  return latest(from, latest(horizon, facts.folded === null ? horizon : addDays(facts.folded.upTo, 1)));
}

export function sameStretches(a: readonly Stretch[], b: readonly Stretch[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, nth) => {
      const other = b[nth];
      return other !== undefined && one.validOn === other.validOn && sameJudgement(one.judgement, other.judgement);
    })
  );
}
