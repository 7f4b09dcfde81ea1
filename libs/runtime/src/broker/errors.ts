import type { TopicPartition } from './port.js';

/** The position that was to be read is no longer, or not yet, in the log. Going on elsewhere would lose records. */
export class OffsetOutOfRange extends Error {
  override readonly name = 'OffsetOutOfRange';
  constructor(
    readonly at: TopicPartition,
    detail: string,
  ) {
    super(`${at.topic}[${at.partition}] no longer holds the offset that was to be read: ${detail}`);
  }
}

/** A handler did not come back in its time. Keeping its membership alive any longer would hide it for ever. */
export class HandlerTimedOut extends Error {
  override readonly name = 'HandlerTimedOut';
  constructor(
    readonly at: TopicPartition,
    readonly deadlineMs: number,
  ) {
    super(`the handler of ${at.topic}[${at.partition}] did not come back within ${deadlineMs} ms`);
  }
}

/** The member restarted time and again and read nothing in between, or met what no restart mends. */
export class ConsumerGaveUp extends Error {
  override readonly name = 'ConsumerGaveUp';
}

/** The broker refuses a batch for its size, whatever the number of attempts. */
export class RecordTooLarge extends Error {
  override readonly name = 'RecordTooLarge';
}
