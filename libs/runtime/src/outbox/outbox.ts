import { hash } from 'node:crypto';
import type { CalendarDate } from '@mora/kernel';
import type { Tx } from '../postgres.js';

/** One announcement on its way out, in the lane that made it. */
export type OutboxRow = Readonly<{
  partition: number;
  id: string;
  stream: string;
  key: string | null;
  type: string;
  payload: string;
  targetPartition: number;
  tenant: string;
  businessDate: CalendarDate;
  causationId: string;
  correlationId: string;
  traceparent: string | null;
}>;

const ID_CHARACTERS = 32;

/** The same cause mints the same ids, so a replay cannot announce twice. */
export const derivedId = (cause: string, about: string, position: number): string =>
  hash('sha256', `${cause}|${about}|${position}`, 'hex').slice(0, ID_CHARACTERS);

/** Appends in the order given. The lane's lock is held, so positions of a lane stand in the order of its commits. */
export async function appendToOutbox(tx: Tx, space: string, rows: readonly OutboxRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `insert into outbox (space, partition, id, aggregatetype, aggregateid, type, payload, target_partition, tenant,
                         business_date, causation_id, correlation_id, traceparent)
     select $1, r.partition, r.id, r.stream, r.key, r.type, r.payload, r.target, r.tenant, r.day, r.cause, r.correlation,
            r.trace
     from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::text[],
                 $10::date[], $11::text[], $12::text[], $13::text[]) with ordinality
       as r (partition, id, stream, key, type, payload, target, tenant, day, cause, correlation, trace, nth)
     order by r.nth`,
    [
      space,
      rows.map((r) => r.partition),
      rows.map((r) => r.id),
      rows.map((r) => r.stream),
      rows.map((r) => r.key),
      rows.map((r) => r.type),
      rows.map((r) => r.payload),
      rows.map((r) => r.targetPartition),
      rows.map((r) => r.tenant),
      rows.map((r) => r.businessDate),
      rows.map((r) => r.causationId),
      rows.map((r) => r.correlationId),
      rows.map((r) => r.traceparent),
    ],
  );
}
