import type { Kafka } from 'kafkajs';
import { OffsetOutOfRange } from '../errors.js';
import type { LogListener } from './client.js';

const NAMESPACE = 'ConsumerGroup';
const RESET = 'Offset out of range, resetting to default offset';
const PROBE = 'is this line heard';

/**
 * Asked for an offset that the log does not hold, kafkajs goes on from the log's beginning as if nothing had happened
 * (kafkajs#1119), and has no event for it. It says so only in its log, right before it does it: that line is heard here.
 */
export class OutOfRangeWatch {
  #heard = false;
  onReset: (error: OffsetOutOfRange) => void = () => undefined;

  readonly listener: LogListener = (namespace, message, { topic, partition }) => {
    if (namespace !== NAMESPACE) return false;
    if (message === PROBE) return (this.#heard = true);
    if (message === RESET) {
      const at = { topic: String(topic), partition: Number(partition) };
      this.onReset(new OffsetOutOfRange(at, 'it was removed, or the log was cut off or made anew'));
    }
    return false;
  };

  /** Throws where the environment has silenced the line (KAFKAJS_LOG_LEVEL): then records could be lost unseen. */
  prove(kafka: Kafka): void {
    kafka.logger().namespace(NAMESPACE).error(PROBE);
    if (!this.#heard) throw new Error('KAFKAJS_LOG_LEVEL hides errors of kafkajs that must be heard: unset it');
  }
}
