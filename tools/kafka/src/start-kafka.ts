import { anyAnswers } from './answers.js';
import { brokerByDocker, dockerCanRun } from './by-docker.js';
import { brokerByMaven, mavenCanRun } from './by-maven.js';
import { type BrokerProcess, type RunningKafka } from './running-kafka.js';

export type StartKafkaOptions = Readonly<{
  /** Where the broker keeps its data when it runs from Maven's jars; the same folder again is the same cluster. */
  folder: string;
  /** `host:port` list of a broker that is there already: the value of KAFKA_BROKERS, which only a tool's main reads. */
  brokers?: string | undefined;
}>;

const NO_WAY = `No Kafka can be had. One of three ways is needed:
  1. KAFKA_BROKERS=host:port names a broker that runs already;
  2. a Docker engine that answers (docker info);
  3. Java 17 or later, and Maven to fetch the broker's jars once (java -version, mvn -v).`;

const ANSWER_LIMIT_MS = 5_000;

/** The broker that was named does not answer. */
export class NoAnswer extends Error {}

/** None of the three ways is there; not that one of them failed. */
export class NoKafka extends Error {}

/**
 * The broker that is named, else one in Docker, else one of Maven's jars on Java. Resolves when it serves clients.
 * Throws NoAnswer where the one that is named does not answer.
 */
export async function startKafka({ folder, brokers }: StartKafkaOptions): Promise<RunningKafka> {
  if (brokers) return elsewhere(brokers.split(',').map((broker) => broker.trim()));
  if (await dockerCanRun()) return started('docker', await brokerByDocker());
  if (await mavenCanRun()) return started('maven', await brokerByMaven(folder));
  throw new NoKafka(NO_WAY);
}

async function started(
  by: 'docker' | 'maven',
  broker: BrokerProcess & { brokers: readonly string[] },
): Promise<RunningKafka> {
  await broker.start();
  return {
    by,
    brokers: broker.brokers,
    stop: broker.stop,
    kill: broker.kill,
    restart: async () => {
      await broker.kill().catch(() => undefined); // it may be dead already, which is what `kill` left behind
      await broker.start();
    },
  };
}

async function elsewhere(brokers: readonly string[]): Promise<RunningKafka> {
  if (!brokers.every((broker) => /^[^\s/]+:\d{1,5}$/.test(broker)))
    throw new NoAnswer(`KAFKA_BROKERS is a list of host:port with commas, and not ${brokers.join(',')}`);
  if (!(await anyAnswers(brokers, ANSWER_LIMIT_MS)))
    throw new NoAnswer(`No broker answers at ${brokers.join(', ')} (KAFKA_BROKERS).`);
  const notOurs = (): Promise<void> =>
    Promise.reject(new Error(`The broker at ${brokers.join(',')} was not started here, and is not ended from here`));
  return { by: 'address', brokers, stop: () => Promise.resolve(), kill: notOurs, restart: notOurs };
}
