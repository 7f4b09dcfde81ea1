import type { CalendarDate } from '@mora/kernel';
import type { TopicIdentity } from '../broker/port.js';
import type { Tx } from '../postgres.js';

/** How far one lane has read one stream, and the last day whose mark it has met there. */
export type LaneInput = Readonly<{
  stream: string;
  clusterId: string;
  topicId: string;
  nextOffset: bigint;
  /** The first day whose mark it has met; null as well where nobody remembers. */
  markedFrom: CalendarDate | null;
  markedDay: CalendarDate | null;
  markedCalendar: string | null;
  /** The last of the waiting subjects that the mark under way has judged; null where none is, or none is left. */
  judgedUpTo: string | null;
}>;

/** The log is not the one that was read before, or has lost records that were never read. Nothing is skipped: stop. */
export class LogReplaced extends Error {
  override readonly name = 'LogReplaced';
}

type Row = {
  stream: string;
  cluster_id: string;
  topic_id: string;
  next_offset: bigint;
  marked_from: CalendarDate | null;
  marked_day: CalendarDate | null;
  marked_calendar: string | null;
  judged_up_to: string | null;
};

const toInput = (row: Row): LaneInput => ({
  stream: row.stream,
  clusterId: row.cluster_id,
  topicId: row.topic_id,
  nextOffset: row.next_offset,
  markedFrom: row.marked_from,
  markedDay: row.marked_day,
  markedCalendar: row.marked_calendar,
  judgedUpTo: row.judged_up_to,
});

export async function inputsOf(tx: Tx, space: string, partition: number): Promise<LaneInput[]> {
  const rows = await tx.query<Row>(
    `select stream, cluster_id, topic_id, next_offset, marked_from, marked_day, marked_calendar, judged_up_to
     from lane_input where space = $1 and partition = $2 order by stream`,
    [space, partition],
  );
  return rows.map(toInput);
}

/** Throws LogReplaced where the lane has read another log under this name. */
export function sameLog(input: LaneInput | undefined, log: TopicIdentity, stream: string): void {
  if (input === undefined) return;
  if (input.clusterId === log.clusterId && input.topicId === log.topicId) return;
  throw new LogReplaced(
    `${stream} is another log than the one read before (topic ${log.topicId}, was ${input.topicId})`,
  );
}

export type Progress = Readonly<{
  space: string;
  partition: number;
  stream: string;
  log: TopicIdentity;
  nextOffset: bigint;
  mark?: Readonly<{ day: CalendarDate; calendar: string }>;
  judgedUpTo?: string | null;
}>;

export async function advance(tx: Tx, progress: Progress): Promise<void> {
  const { space, partition, stream, log, nextOffset, mark, judgedUpTo = null } = progress;
  await tx.query(
    `insert into lane_input (space, partition, stream, cluster_id, topic_id, next_offset, marked_from, marked_day,
                             marked_calendar, judged_up_to)
     values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9)
     on conflict (space, partition, stream) do update set next_offset = excluded.next_offset,
       marked_from = case when lane_input.marked_day is null then excluded.marked_from else lane_input.marked_from end,
       marked_day = greatest(excluded.marked_day, lane_input.marked_day), -- a relay may repeat an older mark
       marked_calendar = coalesce(excluded.marked_calendar, lane_input.marked_calendar),
       judged_up_to = excluded.judged_up_to`,
    [
      space,
      partition,
      stream,
      log.clusterId,
      log.topicId,
      nextOffset,
      mark?.day ?? null,
      mark?.calendar ?? null,
      judgedUpTo,
    ],
  );
}
