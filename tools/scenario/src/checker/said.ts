import { type Attempt, isDunning } from './attempts.js';
import type { Finding } from './book.js';
import { finding } from './known.js';
import { localAt } from './local.js';
import type { Log } from './log.js';

/** What binds every purpose but those that the law demands, from the moment at which it was said. */
export function optOuts(attempts: readonly Attempt[], { optOuts: said }: Log): Finding[] {
  return attempts.flatMap((attempt) => {
    if (!isDunning(attempt) && attempt.purpose !== 'service') return [];
    const last = (channel: string) =>
      said.findLast(
        ({ data }) =>
          data.personId === attempt.personId && data.channel === channel && Date.parse(data.at) < attempt.at,
      );
    const bound = [attempt.channel, 'all'].filter((channel) => last(channel)?.data.lifted === false);
    return bound.length === 0 ? [] : [finding('opt-outs', 'H-1', attempt, `opted out of ${bound.join(', ')}`)];
  });
}

/** A dispute or a complaint stops dunning of its loan until it is closed; a death and the like until it is lifted. */
export function stops(attempts: readonly Attempt[], { stops: said, flagged }: Log): Finding[] {
  return attempts.filter(isDunning).flatMap((attempt) => {
    const before = said.filter(({ loan, time }) => loan === attempt.loan && time < attempt.at);
    const open = before.filter(
      ({ data }) => data.opens && !before.some((other) => other.data.id === data.id && !other.data.opens),
    );
    const legal = flagged.filter(
      ({ data, time }) => data.personId === attempt.personId && data.legal.length > 0 && time < attempt.at,
    );
    const why = [...open.map(({ data }) => data.kind), ...legal.flatMap(({ data }) => data.legal)];
    return why.length === 0 ? [] : [finding('stops', 'H-2', attempt, why.join(', '))];
  });
}

/** Who owes nothing overdue any more is not collected from, from the day after it was paid. */
export function cured(attempts: readonly Attempt[], { episodes }: Log, bankZone: string): Finding[] {
  return attempts.flatMap((attempt) => {
    if (attempt.purpose !== 'collection') return [];
    const { date } = localAt(bankZone, attempt.at);
    const last = episodes.findLast(({ loan, businessDate }) => loan === attempt.loan && businessDate < date);
    return last?.opens === true ? [] : [finding('stops', 'cured', attempt, 'nothing was overdue')];
  });
}
