import type { Attempt } from '../attempts.js';
import { type Bound, isAmong } from '../bound.js';
import type { Finding } from '../book.js';
import { finding, type Known } from '../known.js';
import { daysApart, localAt } from '../local.js';
import type { CapRule, QuietRule } from '../policy.js';
import type { Scene } from '../scene.js';

const DAY_MS = 86_400_000;
const CALLS = ['call', 'robot-call', 'agency-call'];
const VISITS = ['visit', 'agency-visit'];

/** Every contact is counted together with those before it in each window that it falls into. */
export function cap({ rule, attempts, number }: Bound<CapRule>, scene: Scene): readonly Finding[] {
  const most = number(rule.max);
  const bound = new Set(attempts);
  return attempts.flatMap((one) => {
    // What is counted is bound no less: a contact that stays out of the count breaks nothing.
    if (!doesCount(rule, one.attempt, scene)) return [];
    const counted = scene
      .before(one)
      .filter((other) => doesCount(rule, other.attempt, scene) && isSame(rule.per, other.attempt, one.attempt))
      // Of one instant nobody can tell which came first: what the rule does not bind may have come behind.
      .filter((other) => bound.has(other) || other.attempt.at < one.attempt.at);
    const inside = counted.filter((other) => isWithin(rule, number, other, one)).length + 1;
    if (inside <= most) return [];
    return [finding('caps', rule.id, one.attempt, `is number ${inside} of ${most} (${one.attempt.channel})`)];
  });
}

function doesCount({ unit, counted, channels }: CapRule, attempt: Attempt, { policy }: Scene): boolean {
  if (!isAmong(counted?.channels ?? channels, attempt.channel) || !isAmong(counted?.purposes, attempt.purpose)) {
    return false;
  }
  // Of what nobody has reported anything may be true.
  const isAnswered = attempt.outcome === null ? null : (policy.answered.get(attempt.outcome) ?? attempt.conversation);
  if (unit === 'unanswered-attempt') return isAnswered !== true;
  return unit === 'attempt' || isAnswered !== false;
}

function isSame(per: readonly string[], other: Attempt, one: Attempt): boolean {
  return per.every((what) => {
    if (what === 'debt') return other.loan === one.loan;
    if (what === 'point') return other.pointId === null || one.pointId === null || other.pointId === one.pointId;
    return true;
  });
}

function isWithin({ id, window }: CapRule, number: Bound['number'], other: Known, one: Known): boolean {
  const zone = one.person.timeZone;
  if (window.kind === 'rolling') return other.attempt.at > one.attempt.at - number(window.days ?? 0) * DAY_MS;
  if (window.kind !== 'calendar-day') throw new Error(`${id} counts in a window that nobody checks: ${window.kind}`);
  return localAt(zone, other.attempt.at).date === localAt(zone, one.attempt.at).date;
}

/** For some days after it nobody is contacted so again. A talk that the person has begun is a talk. */
export function quietAfter({ rule, attempts, number }: Bound<QuietRule>, scene: Scene): readonly Finding[] {
  const days = number(rule.days);
  return attempts.flatMap((one) => {
    const last = [...scene.before(one), ...scene.incoming(one)].findLast(
      (other) => happened(rule.what, other.attempt) && isSame(rule.per, other.attempt, one.attempt),
    );
    if (last === undefined || isOver(last, one, days, rule.firstDayCounts)) return [];
    const on = localAt(one.person.timeZone, last.attempt.at).date;
    return [finding('caps', rule.id, one.attempt, `a ${rule.what} was on ${on}`)];
  });
}

function isOver(last: Known, one: Known, days: number, firstDayCounts: boolean): boolean {
  const dateOf = ({ attempt }: Known): string => localAt(one.person.timeZone, attempt.at).date;
  if (firstDayCounts) return daysApart(dateOf(last), dateOf(one)) >= days;
  return one.attempt.at - last.attempt.at >= days * DAY_MS;
}

function happened(what: string, { channel, conversation }: Attempt): boolean {
  if (what === 'conversation') return CALLS.includes(channel) && conversation !== false;
  const isVisit = VISITS.includes(channel);
  return what === 'visit' ? isVisit : !isVisit && !CALLS.includes(channel);
}
