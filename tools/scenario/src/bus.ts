import { join } from 'node:path';
import { type Broker, embeddedBroker, kafkajsBroker, openPool } from '@mora/runtime';
import type pg from 'pg';

/** What the services of a run talk over, and how each of them finds it. */
export type Bus = Readonly<{
  broker: Broker;
  /** Settings of the services. */
  env: Readonly<Record<string, string>>;
  /** The database of the embedded log. */
  log: Readonly<{ url: string; pool: pg.Pool }> | null;
  stop: () => Promise<void>;
}>;

export type BusStarter = (
  about: Readonly<{ folder: string; makeDatabase: (name: string) => Promise<string> }>,
) => Promise<Bus>;

/** The database of the embedded log, for whoever looks at its records there. Throws where a run has another bus. */
export function embeddedLogOf({ bus }: Readonly<{ bus: pg.Pool | null }>): pg.Pool {
  if (bus === null) throw new Error('this run has no embedded log');
  return bus;
}

const BUS_CONNECTIONS = 12;

/** A log in PostgreSQL, read by whoever runs in this process. */
export const embeddedBus: BusStarter = async ({ makeDatabase }) => {
  const url = await makeDatabase('bus');
  const pool = openPool({ url, max: BUS_CONNECTIONS, name: 'scenario-bus' });
  const broker = embeddedBroker({ pool });
  return {
    broker,
    env: { BUS: 'embedded' },
    log: { url, pool },
    stop: async () => {
      await broker.close();
      await pool.end();
    },
  };
};

/** A real Kafka, the one that is named or one of its own. */
export const kafkaBus =
  (brokers: string | undefined): BusStarter =>
  async ({ folder }) => {
    // As with the database: only who runs a world loads it.
    const { startKafka } = await import('@mora/kafka');
    const kafka = await startKafka({ folder: join(folder, 'kafka'), brokers });
    const broker = kafkajsBroker({ brokers: kafka.brokers, clientId: 'scenario' });
    const admin = broker.admin();
    return {
      // Whoever waits asks it again and again, and each admin is a connection.
      broker: { ...broker, admin: () => admin },
      env: { BUS: 'kafka', KAFKA_BROKERS: kafka.brokers.join(',') },
      log: null,
      stop: async () => {
        await broker.close();
        await kafka.stop();
      },
    };
  };
