import { type Line as Looked, nextTimer, whatMoves } from '@mora/scenario';
import { type Broker, type Clock, kafkajsBroker, openPool } from '@mora/runtime';
import { type Hearer, LineTap } from './line-tap.js';
import type { ServiceName } from './system.js';

/** The line of services, as somebody sees it who stands beside it. */
export type Line = Readonly<{
  /** What is not read, sent or done yet at the instant of the clock; null where all is at rest. */
  moves: () => Promise<string | null>;
  /** Begins to read what the public streams say, and tells it to whoever wants to hear. */
  watch: (hearers: readonly Hearer[]) => Promise<LineTap>;
  /** Reads all that was said up to now. */
  readOn: () => Promise<void>;
  /** The next instant at which outreach does something by itself. */
  nextTimer: () => Promise<number | null>;
  close: () => Promise<void>;
}>;

type LineOrder = Readonly<{
  services: readonly ServiceName[];
  databases: Readonly<Record<ServiceName, Readonly<{ url: string }>>>;
  /** Null: the brokers are those of a Kafka. */
  broker: Broker | null;
  brokers: readonly string[] | null;
  clock: Clock;
  onCrash: (error: Error) => void;
}>;

/** One connection a service: when to let the clock of the simulated bank go on no service can say for all of them. */
export function openLine({ services, databases, broker, brokers, clock, onCrash }: LineOrder): Line {
  const pools = Object.fromEntries(
    services.map((name) => [name, openPool({ url: databases[name].url, max: 1, name: 'mora-start' })]),
  ) as Looked['pools'];
  const bus = broker ?? kafkajsBroker({ brokers: [...(brokers ?? [])], clientId: 'mora-start' });
  let admin: ReturnType<Broker['admin']> | null = null;
  let tap: LineTap | null = null;
  return {
    moves: async () => whatMoves({ services, pools, clock }, await (admin ??= bus.admin())),
    watch: async (hearers) => {
      tap = new LineTap(bus, hearers, onCrash);
      await tap.start();
      return tap;
    },
    readOn: async () => tap?.readOn(await (admin ??= bus.admin())),
    nextTimer: () => nextTimer({ pools }),
    close: async () => {
      await tap?.stop();
      await Promise.all(Object.values(pools).map((pool) => pool.end()));
      if (broker === null) await bus.close();
    },
  };
}
