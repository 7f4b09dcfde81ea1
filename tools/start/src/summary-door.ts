import { addDays, type CalendarDate } from '@mora/kernel';
import { patiently, type Patience, Weather } from '@mora/ledger-simulator';
import type { ServiceName, System } from './system.js';

const READER = { tenant: 'demo', subject: 'start', roles: ['reporting-client'] };

type Summary = Readonly<{ openDay: CalendarDate | null }>;

/** What a service did on a day, as it tells it itself, as soon as that day has closed in all of its lanes. */
export const summaryOn = <V extends Summary>(
  system: System,
  service: ServiceName,
  day: CalendarDate,
  patience: Patience,
): Promise<V> =>
  patiently(async () => {
    const view = await summaryOf<V>(system, service, day);
    if (view.openDay !== null && view.openDay < addDays(day, 1)) {
      throw new Weather(`${day} is not closed yet in ${service}`);
    }
    return view;
  }, patience);

async function summaryOf<V>({ urls, issuer }: System, service: ServiceName, on: CalendarDate): Promise<V> {
  const url = `${urls[service]}/v1/summary?on=${on}`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${await issuer.token(READER)}` } });
  if (!response.ok) throw new Error(`${url} answers ${response.status}: ${await response.text()}`);
  return (await response.json()) as V;
}
