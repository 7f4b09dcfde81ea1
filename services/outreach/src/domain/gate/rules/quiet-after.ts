import { addDays } from '@mora/kernel';
import type { Attempt } from '../attempt.js';
import { isMessage, isSame, isVisit, isVoice, mayHaveTalked } from '../history.js';
import type { Asked, Resolve, Ruling } from '../judge.js';
import { dayStart, localOf } from '../local-time.js';
import type { QuietAfterRule } from '../pack.js';

const DAY_MS = 86_400_000;

/**
 * Quiet for some days after it happened; with `firstDayCounts` its own local date is day one. A talk that the person
 * began counts as well. What is allowed for later counts backwards too: this contact may turn out to be what bars it.
 */
export function quietAfter(rule: QuietAfterRule, resolve: Resolve): Ruling {
  const days = resolve(rule.days);
  const bars = rule.firstDayCounts ? byDate(days) : byHour(days);
  const happenedOf = ({ history, attempt }: Asked): readonly Attempt[] =>
    history.filter((earlier) => happened(rule.what, earlier) && isSame(rule.per, earlier, attempt));
  return {
    judge: (ask) => {
      const ends = happenedOf(ask).flatMap((earlier) => bars(earlier, ask) ?? []);
      ask.inputs[`quiet:${rule.id}`] = ends.length > 0;
      return ends.length === 0 ? null : { until: Math.max(...ends) };
    },
    // By date it changes at midnight only, at which every yes ends.
    closesAt: (ask) => {
      if (rule.firstDayCounts) return Infinity;
      const later = happenedOf(ask).map(({ at }) => at - days * DAY_MS);
      return Math.min(Infinity, ...later.filter((from) => from >= ask.at).map((from) => from + 1));
    },
  };
}

function happened(what: QuietAfterRule['what'], earlier: Attempt): boolean {
  if (what === 'conversation') return isVoice(earlier.channel) && mayHaveTalked(earlier);
  return earlier.direction === 'out' && (what === 'visit' ? isVisit : isMessage)(earlier.channel);
}

type Bars = (earlier: Attempt, ask: Asked) => number | null;

const byHour =
  (days: number): Bars =>
  (earlier, { at }) =>
    Math.abs(earlier.at - at) < days * DAY_MS ? earlier.at + days * DAY_MS : null;

const byDate =
  (days: number): Bars =>
  (earlier, { at, zone, local }) => {
    if (Math.abs(earlier.at - at) > (days + 1) * DAY_MS) return null;
    const day = localOf(zone, earlier.at);
    return Math.abs(day.dayNumber - local.dayNumber) < days ? dayStart(zone, addDays(day.date, days)) : null;
  };
