import type { CalendarDate } from '@mora/kernel';
import type { BrokerRecord } from '../broker/port.js';
import type { Tx } from '../postgres.js';
import { MARK_TYPE } from '../reactor/decode.js';
import { headersJson } from '../reactor/item.js';

export type ParkedMark = Readonly<{ id: string; day: CalendarDate; stream: string; record: BrokerRecord }>;

/**
 * Lets the mark of an informing stream wait behind each held subject of a lane, or behind those named: what their
 * waiting records are decided with must not depend on when they are released. Once for each, however often it comes.
 */
export async function parkMark(
  tx: Tx,
  space: string,
  partition: number,
  { id, day, stream, record }: ParkedMark,
  subjects: readonly string[] | null,
): Promise<void> {
  if (subjects?.length === 0) return;
  await tx.query(
    `insert into parked_record (space, subject, day, stream, source_partition, record_offset, event_id, type, headers,
                                value)
     select space, subject, $4, $5, partition, $6, $7, $8, $9, $10 from held_subject h
     where space = $1 and partition = $2 and ($3::text[] is null or subject = any($3::text[]))
       and not exists (
         select 1 from parked_record p where p.space = h.space and p.subject = h.subject and p.event_id = $7)
     order by subject`,
    [space, partition, subjects, day, stream, record.offset, id, MARK_TYPE, headersJson(record), record.value],
  );
}
