import type { ServiceName, System } from './system.js';

/** What is under way in a service: records that it has still to take, and announcements that it has still to send. */
export type Lag = Readonly<{ service: ServiceName; records: number }>;

const COUNTED = /^(?:mora_lag_records|mora_outbox_rows)\b\S* (\d+)$/gm;

/** As each service tells it at its own door; it looks every few seconds. */
export const lagsOf = ({ urls }: System): Promise<readonly Lag[]> =>
  Promise.all(
    (Object.entries(urls) as [ServiceName, string][]).map(async ([service, url]) => {
      const response = await fetch(`${url}/metrics`);
      if (!response.ok) throw new Error(`${url}/metrics answers ${response.status}`);
      return { service, records: lagIn(await response.text()) };
    }),
  );

/** The sum of all streams and partitions in the metrics of a service. */
export const lagIn = (metrics: string): number =>
  [...metrics.matchAll(COUNTED)].reduce((sum, [, count]) => sum + Number(count), 0);
