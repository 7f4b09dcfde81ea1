import { Kafka, type LogEntry, logLevel, type RetryOptions } from 'kafkajs';
import type { BrokerLog } from '../broker-log.js';
import type { KafkajsSettings } from './options.js';

/** Hears each line that kafkajs logs, before anything follows from it; true keeps the line out of our log. */
export type LogListener = (namespace: string, message: string, fields: Readonly<Record<string, unknown>>) => boolean;

const ignore: LogListener = () => false;

/** Only these: some lines carry whole requests, or stacks that name them. */
const FIELDS = ['groupId', 'memberId', 'topic', 'partition', 'broker', 'error', 'retryCount', 'retryTime', 'duration'];

/** For whoever waits for an answer: about ten seconds. */
export const BRIEF: RetryOptions = { initialRetryTime: 200, maxRetryTime: 2_000, retries: 6 };

/**
 * For a member of a group: a second at a time. It outlasts a broker's restart as the member that it was. kafkajs would
 * else start a new one, which waits until the group has given up the old one: a whole session.
 */
export const patient = (retries: number): RetryOptions => ({ initialRetryTime: 200, maxRetryTime: 1_000, retries });

/** A kafkajs client whose log lines go where ours go. */
export function connectable(settings: KafkajsSettings, retry: RetryOptions, listener: LogListener = ignore): Kafka {
  const { brokers, clientId, ssl, sasl, log } = settings;
  return new Kafka({
    brokers: [...brokers],
    clientId,
    ...(ssl === undefined ? {} : { ssl }),
    ...(sasl === undefined ? {} : { sasl }),
    connectionTimeout: 5_000,
    requestTimeout: 30_000,
    retry,
    logLevel: logLevel.INFO,
    logCreator: () => (entry) => {
      if (!listener(entry.namespace, entry.log.message, entry.log)) pass(log, entry);
    },
  });
}

/** Said of every producer that does not try for ever; ours is thrown away after a failure, see there. */
const LIMITED_RETRIES = 'Limiting retries for the idempotent producer';

/** kafkajs calls an error whatever it is about to retry; an error to an operator is only a member that gives up. */
function pass(log: BrokerLog, { namespace, level, log: line }: LogEntry): void {
  const fields: Record<string, string | number | boolean> = { from: `kafkajs ${namespace}`.trim() };
  for (const name of FIELDS) {
    const value: unknown = line[name];
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') fields[name] = value;
  }
  const matters = level <= logLevel.WARN && !line.message.startsWith(LIMITED_RETRIES);
  log(matters ? 'warn' : 'debug', line.message, fields);
}
