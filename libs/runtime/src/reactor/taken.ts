import type { CalendarDate } from '@mora/kernel';
import type { Item } from './item.js';
import type { Cause } from './lane-context.js';
import type { DoorAnswer, Refusals } from './lanes.js';

/** What left no trace: its id may be used again when the state has changed. What waits has left one. */
export const notTaken = <E>(items: readonly Item<E>[], answers: readonly DoorAnswer[], refusals: Refusals): string[] =>
  items
    .filter((_, n) => answers[n]?.kind === 'refused' || (refusals === 'answer' && answers[n]?.kind === 'held'))
    .map((item) => item.id);

/** A record as the cause of what it brings about. */
export const causeOf = <E>(item: Item<E>, day: CalendarDate): Cause => ({
  id: item.id,
  correlationId: item.correlationId,
  traceparent: item.traceparent,
  partition: item.partition,
  day,
});
