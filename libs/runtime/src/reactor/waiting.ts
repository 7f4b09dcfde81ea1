import type { TopicPartition } from '../broker/port.js';
import type { CalendarDate } from '@mora/kernel';
import type { Engine } from './engine.js';
import { mustWait } from './must-wait.js';

type Row = { open_day: CalendarDate | null; close_cursor: string | null; marked_day: CalendarDate | null };

/** Whether a stream that was not to be taken still is not. Read without a lock: whoever takes it then looks again. */
export async function stillWaits<S, E>(engine: Engine<S, E>, { topic, partition }: TopicPartition): Promise<boolean> {
  const { rows } = await engine.pool.query<Row>({
    name: 'lane-still-waits',
    text: `select l.open_day, l.close_cursor, i.marked_day from lane l
      left join lane_input i on i.space = l.space and i.partition = l.partition and i.stream = $3
      where l.space = $1 and l.partition = $2`,
    values: [engine.reactor.space, partition, topic],
  });
  const [row] = rows;
  if (row === undefined) return false;
  const lane = { partition, openDay: row.open_day, closeCursor: row.close_cursor };
  return mustWait(engine, lane, { stream: topic, markedDay: row.marked_day }, topic);
}
