import { endsOf, lagOf, type Line as Looked, nextTimer, whatMoves } from '@mora/scenario';
import { type Broker, type Clock, kafkajsBroker, openPool } from '@mora/runtime';
import { type LineTap, tapLine } from './line-tap.js';
import type { LineView } from './line-view.js';
import type { ServiceName } from './system.js';

/** The line of services, as somebody sees it who looks into their databases from outside. */
export type Line = Readonly<{
  /** What is not read, sent or done yet at the instant of the clock; null where all is at rest. */
  moves: () => Promise<string | null>;
  /** Begins to read what the public streams say. */
  watch: () => Promise<void>;
  /** Where all loans stand by what was read, how much is said, and who is behind. */
  view: () => Promise<LineView>;
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
  const bus = broker ?? kafkajsBroker({ brokers: [...(brokers ?? [])], clientId: 'mora-start' });
  let admin: ReturnType<Broker['admin']> | null = null;
  let tap: Promise<LineTap> | null = null;
  return {
    moves: async () => {
      admin ??= bus.admin();
      return whatMoves({ services, pools, clock }, await admin);
    },
    watch: async () => void (await (tap ??= tapLine(bus))),
    view: async () => {
      admin ??= bus.admin();
      const { stages, rates } = await (tap ??= tapLine(bus));
      const lags = await lagOf({ services, pools }, await endsOf({ services }, await admin));
      return {
        stages: stages(),
        rates: rates(),
        lags: [...lags].map(([service, records]) => ({ service, records })),
      };
    },
    nextTimer: () => nextTimer({ pools }),
    overdueLoans: async () => (await pools.outreach.query<{ id: string }>(OVERDUE)).rows.map(({ id }) => id),
    close: async () => {
      await (await tap)?.stop();
      await Promise.all(Object.values(pools).map((pool) => pool.end()));
      if (broker === null) await bus.close();
    },
  };
}
