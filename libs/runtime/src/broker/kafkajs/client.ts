import { Kafka, type LogEntry, logLevel } from 'kafkajs';
import type { BrokerLog } from '../broker-log.js';
import type { KafkajsSettings } from './options.js';

/** Hears each line that kafkajs logs, before anything follows from it. */
export type LogListener = (namespace: string, message: string, fields: Readonly<Record<string, unknown>>) => void;

/** Only these: some lines carry whole requests, or stacks that name them. */
const FIELDS = ['groupId', 'memberId', 'topic', 'partition', 'broker', 'error', 'retryCount', 'retryTime', 'duration'];

/** A kafkajs client whose log lines go where ours go. */
export function connectable(settings: KafkajsSettings, listener: LogListener = () => undefined): Kafka {
  const { brokers, clientId, ssl, sasl, log } = settings;
  return new Kafka({
    brokers: [...brokers],
    clientId,
    ...(ssl === undefined ? {} : { ssl }),
    ...(sasl === undefined ? {} : { sasl }),
    connectionTimeout: 5_000,
    requestTimeout: 30_000,
    retry: { initialRetryTime: 200, maxRetryTime: 5_000, retries: 6 },
    logLevel: logLevel.INFO,
    logCreator: () => (entry) => {
      listener(entry.namespace, entry.log.message, entry.log);
      pass(log, entry);
    },
  });
}

/** kafkajs calls an error whatever it is about to retry; an error to an operator is only a member that gives up. */
function pass(log: BrokerLog, { namespace, level, log: line }: LogEntry): void {
  const fields: Record<string, string | number | boolean> = { from: `kafkajs ${namespace}`.trim() };
  for (const name of FIELDS) {
    const value: unknown = line[name];
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') fields[name] = value;
  }
  log(level <= logLevel.WARN ? 'warn' : 'debug', line.message, fields);
}
