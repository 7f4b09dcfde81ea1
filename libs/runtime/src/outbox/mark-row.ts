import type { CalendarDate } from '@mora/kernel';
import { derivedId, type OutboxRow } from './outbox.js';

type Marked = Readonly<{
  service: string;
  space: string;
  stream: string;
  partition: number;
  day: CalendarDate;
  calendar: string;
  type: string;
}>;

/** The mark of a day, of all tenants; its id is the same however often the day is closed again after a death. */
export function markRow({ service, space, stream, partition, day, calendar, type }: Marked): OutboxRow {
  const id = derivedId(`${service}|${space}|${partition}`, 'mark', 0);
  return {
    partition,
    id: derivedId(id, day, 0),
    stream,
    key: null,
    type,
    payload: JSON.stringify({ date: day, calendar }),
    targetPartition: partition,
    tenant: '*',
    businessDate: day,
    causationId: id,
    correlationId: id,
    traceparent: null,
  };
}
