import { type Line as Looked, nextTimer, whatMoves } from '@mora/scenario';
import { type Broker, type Clock, kafkajsBroker, openPool } from '@mora/runtime';
import type { ServiceName } from './system.js';

/** The line of services, as somebody sees it who looks into their databases from outside. */
export type Line = Readonly<{
  /** What is not read, sent or done yet at the instant of the clock; null where all is at rest. */
  moves: () => Promise<string | null>;
  /** The next instant at which outreach does something by itself. */
  nextTimer: () => Promise<number | null>;
  /** Loans that are overdue as outreach knows them. */
  overdueLoans: () => Promise<readonly string[]>;
  close: () => Promise<void>;
}>;

type LineOrder = Readonly<{
  services: readonly ServiceName[];
  databases: Readonly<Record<ServiceName, Readonly<{ url: string }>>>;
  /** Null: the brokers are those of a Kafka. */
  broker: Broker | null;
  brokers: readonly string[] | null;
  clock: Clock;
}>;

const OVERDUE = `select loan_id as id from outreach_loan where episode_id is not null order by 1`;

/** One connection a service: the line is looked at a few times a day of the bank. */
export function openLine({ services, databases, broker, brokers, clock }: LineOrder): Line {
  const pools = Object.fromEntries(
    services.map((name) => [name, openPool({ url: databases[name].url, max: 1, name: 'mora-start' })]),
  ) as Looked['pools'];
  const own = broker === null ? kafkajsBroker({ brokers: [...(brokers ?? [])], clientId: 'mora-start' }) : null;
  const bus = broker ?? own;
  let admin: ReturnType<Broker['admin']> | null = null;
  return {
    moves: async () => {
      if (bus === null) return null;
      admin ??= bus.admin();
      return whatMoves({ services, pools, clock }, await admin);
    },
    nextTimer: () => nextTimer({ pools }),
    overdueLoans: async () => (await pools.outreach.query<{ id: string }>(OVERDUE)).rows.map(({ id }) => id),
    close: async () => {
      await Promise.all(Object.values(pools).map((pool) => pool.end()));
      await own?.close();
    },
  };
}
