import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@mora/postgres';
import { runCommand, runs } from './command.js';
import { type BrokerProcess, READY_LINE, START_LIMIT_MS } from './running-kafka.js';

const IMAGE = 'apache/kafka:4.3.1';
const POLL_MS = 250;

/** A client alone is not enough: the engine behind it must answer. */
export const dockerCanRun = (): Promise<boolean> => runs('docker', ['info']);

/**
 * A broker in a container that is only ever killed and started again, so that its data and its port stay.
 * The command line is used and not a library: containers of test libraries end with the process that made them,
 * which a fault run must outlive.
 */
export async function brokerByDocker(): Promise<BrokerProcess & { brokers: readonly string[] }> {
  const name = `mora-kafka-${randomBytes(4).toString('hex')}`;
  const port = await freePort();
  await runCommand('docker', ['create', '--name', name, '-p', `127.0.0.1:${port}:9092`, ...environment(port), IMAGE]);
  return {
    brokers: [`127.0.0.1:${port}`],
    start: async () => {
      const since = new Date().toISOString();
      await runCommand('docker', ['start', name]);
      await ready(name, since);
    },
    stop: async () => void (await runCommand('docker', ['rm', '--force', '--volumes', name])),
    kill: async () => void (await runCommand('docker', ['kill', name])),
  };
}

/** Listeners inside and outside; the outside one is what clients on this machine are told. */
const environment = (port: number): string[] =>
  Object.entries({
    KAFKA_NODE_ID: 1,
    KAFKA_PROCESS_ROLES: 'broker,controller',
    KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
    KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
    KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
    KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: 1,
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: 1,
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: 1,
    KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: 0,
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: false,
  }).flatMap(([key, value]) => ['-e', `${key}=${value}`]);

async function ready(name: string, since: string): Promise<void> {
  const until = Date.now() + START_LIMIT_MS;
  while (Date.now() < until) {
    const words = await runCommand('docker', ['logs', '--since', since, name]);
    if (words.includes(READY_LINE)) return;
    await sleep(POLL_MS);
  }
  throw new Error(`Kafka did not start in the container ${name} within ${START_LIMIT_MS} ms`);
}
