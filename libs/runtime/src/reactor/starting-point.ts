import type pg from 'pg';
import type { BrokerAdmin, BrokerConsumer, RecordBatch, TopicIdentity } from '../broker/port.js';
import { LogReplaced } from '../lanes/lane-input.js';

/**
 * What a lane's own position says of a batch that the broker hands over. The lane's position is the truth and the
 * broker's is a hint, which may be lost, or stand beyond a database that was put back from a backup.
 */
export class StartingPoint {
  /** Partitions that were sent back to the lane's position; the batch that comes then begins where the log does. */
  private readonly sought = new Set<string>();

  constructor(
    private readonly pool: pg.Pool,
    private readonly space: string,
    private readonly broker: Readonly<{ admin: BrokerAdmin; consumer: BrokerConsumer }>,
  ) {}

  assigned(): void {
    this.sought.clear();
  }

  /**
   * The log that the batch is of. Where the broker does not say, it is asked after the batch came, as a log that was
   * deleted and made anew in between never gets its old id back. Throws LogReplaced where the topic is gone.
   */
  async logOf({ topic, log: said }: RecordBatch): Promise<TopicIdentity> {
    const log = said ?? (await this.broker.admin.identify(topic));
    if (log === null) throw new LogReplaced(`the topic ${topic} is gone`);
    return log;
  }

  /**
   * The offset that was sought instead where the batch begins beyond what the lane has read; null where it is to be
   * taken. Throws LogReplaced where records are lost that nobody read, or the log ends before what was read.
   */
  async before(batch: RecordBatch, firstOffset: bigint): Promise<bigint | null> {
    const read = await this.positionOf(batch);
    const key = `${batch.topic}/${batch.partition}`;
    if (read !== null && batch.highWatermark < read) await this.requireEnd(batch, key, read);
    if (firstOffset <= (read ?? 0n)) {
      this.sought.delete(key);
      return null;
    }
    const low = (await this.marksOf(batch))?.low ?? 0n;
    const next = read ?? low; // a lane that has read nothing yet begins where the log does
    if (low > next) throw new LogReplaced(`${key} begins at ${low}; ${next} was to be read next`);
    if (firstOffset === next || this.sought.delete(key)) return null; // a gap inside the log: an aborted transaction
    this.sought.add(key);
    this.broker.consumer.seek(batch, next);
    return next;
  }

  /** A new leader may not know its own end for a moment, and the broker is asked before anybody is alarmed. */
  private async requireEnd(batch: RecordBatch, key: string, read: bigint): Promise<void> {
    const high = (await this.marksOf(batch))?.high ?? 0n;
    if (high < read) throw new LogReplaced(`${key} ends at ${high}; it was read up to ${read}`);
  }

  private async marksOf({ topic, partition }: RecordBatch) {
    return (await this.broker.admin.watermarks(topic))[partition];
  }

  private async positionOf({ topic, partition }: RecordBatch): Promise<bigint | null> {
    const { rows } = await this.pool.query<{ next_offset: bigint }>({
      name: 'lane-next-offset',
      text: `select next_offset from lane_input where space = $1 and partition = $2 and stream = $3`,
      values: [this.space, partition, topic],
    });
    return rows[0]?.next_offset ?? null;
  }
}
