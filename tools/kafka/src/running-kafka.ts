/** A broker for the laptop and for the tests. */
export type RunningKafka = Readonly<{
  /** `host:port` of each broker, as a client wants them. */
  brokers: readonly string[];
  /** How it runs, for whoever asks. */
  by: 'address' | 'docker' | 'maven';
  /** Stops it cleanly; its data stay in the folder (or are gone with the container). */
  stop: () => Promise<void>;
  /** Ends it without a word, as a power cut does. Data and ports stay. */
  kill: () => Promise<void>;
  /** Starts it again with the same data on the same ports, after `kill`, or after a clean stop of its own. */
  restart: () => Promise<void>;
}>;

/** What one way of running a broker must be able to do. */
export type BrokerProcess = Readonly<{
  /** Resolves when clients are served; rejects with the broker's last words where it does not come up. */
  start: () => Promise<void>;
  stop: () => Promise<void>;
  kill: () => Promise<void>;
}>;

/** Kafka's own line at the end of its start; the port opens a little earlier, when topics cannot be made yet. */
export const READY_LINE = 'Kafka Server started';
export const START_LIMIT_MS = 90_000;
