import type { KafkaConfig } from 'kafkajs';
import { type BrokerLog, noBrokerLog } from '../broker-log.js';

export type KafkajsOptions = Readonly<{
  /** `host:port` of some brokers; the others are found through them. */
  brokers: readonly string[];
  clientId: string;
  ssl?: KafkaConfig['ssl'];
  sasl?: KafkaConfig['sasl'];
  /** Of topics made by `ensureTopics`; -1 leaves it to the broker's own default. */
  replicationFactor?: number;
  /** A member that has not been heard of for so long is taken out of the group. */
  sessionTimeoutMs?: number;
  heartbeatMs?: number;
  /** A handler that takes longer breaks the member. */
  handlerDeadlineMs?: number;
  /** How long a fetch waits for records; also how long an answer to `resume` may take. */
  maxWaitMs?: number;
  maxBytesPerPartition?: number;
  /** How often the positions reached are left with the broker, as a hint. */
  hintMs?: number;
  /** How long `stop` waits for handlers under way; the good-byes to the broker take a few seconds more at most. */
  stopMs?: number;
  /** Attempts, about a second apart, to go on after an outage before kafkajs starts anew as another member. */
  outageRetries?: number;
  /** Restarts of kafkajs without a record or a heartbeat in between, after which the member gives up. */
  maxRestarts?: number;
  log?: BrokerLog;
}>;

export type KafkajsSettings = Required<Omit<KafkajsOptions, 'ssl' | 'sasl'>> & Pick<KafkajsOptions, 'ssl' | 'sasl'>;

export const withDefaults = (options: KafkajsOptions): KafkajsSettings => ({
  replicationFactor: -1,
  sessionTimeoutMs: 30_000,
  heartbeatMs: 3_000,
  handlerDeadlineMs: 60_000,
  maxWaitMs: 500,
  maxBytesPerPartition: 1024 * 1024,
  hintMs: 5_000,
  stopMs: 12_000,
  outageRetries: 90,
  maxRestarts: 20,
  log: noBrokerLog,
  ...options,
});
