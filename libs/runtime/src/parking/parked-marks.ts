import type { CalendarDate } from '@mora/kernel';
import type { Tx } from '../postgres.js';
import { MARK_TYPE } from '../reactor/decode.js';

type ParkedMark = Readonly<{
  id: string;
  /** The open day on which it was told. */
  on: CalendarDate;
  stream: string;
  day: CalendarDate;
  calendar: string;
}>;

/**
 * Lets a day that has become known of an informing stream wait behind each held subject of a lane, or behind those named:
 * what their waiting records are decided with must not depend on when they are released. Once for each, however often it
 * comes. It is written as the mark that it is of, which may have come days before the lane had closed its day.
 */
export async function parkMark(
  tx: Tx,
  space: string,
  partition: number,
  { id, on, stream, day, calendar }: ParkedMark,
  subjects: readonly string[] | null,
): Promise<void> {
  if (subjects?.length === 0) return;
  const headers = JSON.stringify({ ce_id: id, ce_type: MARK_TYPE, ce_businessdate: day });
  const value = Buffer.from(JSON.stringify({ date: day, calendar }));
  await tx.query(
    `insert into parked_record (space, subject, day, stream, source_partition, event_id, type, headers, value)
     select space, subject, $4, $5, partition, $6, $7, $8, $9 from held_subject h
     where space = $1 and partition = $2 and ($3::text[] is null or subject = any($3::text[]))
       and not exists (
         select 1 from parked_record p where p.space = h.space and p.subject = h.subject and p.event_id = $6)
     order by subject`,
    [space, partition, subjects, on, stream, id, MARK_TYPE, headers, value],
  );
}
