import { type Attempt, isDunning } from './attempts.js';
import type { Finding } from './book.js';
import { finding, type Known } from './known.js';
import { CALLS, DUNNING_HOURS, landOf, type Limit, LIMITS, NOTICE_HOURS, QUIET_DAYS_US } from './limits.js';
import { daysApart, localAt } from './local.js';

export function hours({ attempt, person }: Known): Finding[] {
  if (attempt.purpose === 'reply') return [];
  const [from, to, rule] = isDunning(attempt) ? DUNNING_HOURS[landOf(person.jurisdiction)] : NOTICE_HOURS;
  const agreed = person.hours !== null && landOf(person.jurisdiction) !== 'US' ? person.hours.split('-') : null;
  const [first, last] = (agreed ?? [from, to]) as [string, string];
  const { time } = localAt(person.timeZone, attempt.at);
  return time >= first && time < last ? [] : [finding('hours', rule, attempt, `${time} in ${person.timeZone}`)];
}

const doesCount = ({ counts }: Limit, { conversation }: Attempt): boolean =>
  counts === 'attempts' || (counts === 'conversations' ? conversation === true : conversation === false);

/** Every contact is counted together with those before it in each window that it falls into. */
export function caps(known: readonly Known[]): Finding[] {
  return LIMITS.flatMap((limit) => {
    const { land, channels, per, most, within, rule } = limit;
    const ours = known.filter(
      ({ attempt, person }) =>
        isDunning(attempt) &&
        channels.includes(attempt.channel) &&
        (land === null || landOf(person.jurisdiction) === land) &&
        doesCount(limit, attempt),
    );
    const groups = groupedBy(ours, ({ attempt }) =>
      per === 'person' ? attempt.personId : `${attempt.personId}|${attempt.loan}`,
    );
    return [...groups.values()].flatMap((group) =>
      group.flatMap((one, place) => {
        const before = group.slice(0, place + 1).filter((other) => isWithin(other, one, within));
        if (before.length <= most) return [];
        return [finding('caps', rule, one.attempt, `is number ${before.length} of ${most} (${one.attempt.channel})`)];
      }),
    );
  });
}

function isWithin(other: Known, one: Known, within: Limit['within']): boolean {
  const zone = one.person.timeZone;
  if (within === 'day') return localAt(zone, other.attempt.at).date === localAt(zone, one.attempt.at).date;
  return other.attempt.at > one.attempt.at - within * 86_400_000;
}

export function quietAfterTalk(known: readonly Known[]): Finding[] {
  const calls = known.filter(
    ({ attempt, person }) =>
      CALLS.includes(attempt.channel) && isDunning(attempt) && landOf(person.jurisdiction) === 'US',
  );
  const dateOf = ({ attempt, person }: Known): string => localAt(person.timeZone, attempt.at).date;
  return calls.flatMap((one, place) => {
    const talk = calls
      .slice(0, place)
      .findLast(
        ({ attempt }) =>
          attempt.conversation === true &&
          attempt.personId === one.attempt.personId &&
          attempt.loan === one.attempt.loan,
      );
    if (talk === undefined || daysApart(dateOf(talk), dateOf(one)) >= QUIET_DAYS_US) return [];
    return [finding('caps', 'P-US-2b', one.attempt, `a talk was on ${dateOf(talk)}`)];
  });
}

function groupedBy<T>(list: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}
