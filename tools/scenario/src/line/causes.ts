import { createHash } from 'node:crypto';
import { DELINQUENCY_STREAM, LEGAL_STREAM, LOAN_STREAM, NEGOTIATION_STREAM, OUTREACH_STREAM } from '@mora/contracts';
import { addDays, type CalendarDate } from '@mora/kernel';
import type { ServiceName, World } from '../world.js';

/** Who says it, and whose marks it waits for. Those that set timers say things by instants, too, which leave no row. */
const SAID: readonly Readonly<{ stream: string; service: ServiceName; informing: readonly string[] }>[] = [
  { stream: DELINQUENCY_STREAM, service: 'delinquency-classification', informing: [] },
  { stream: LEGAL_STREAM, service: 'legal-escalation', informing: [OUTREACH_STREAM, NEGOTIATION_STREAM] },
  { stream: LOAN_STREAM, service: 'ingestion', informing: [] },
];

/**
 * Announcements whose cause nobody has applied: each must be a message in the inbox of the service that said it, or the
 * end of a day that has passed. Answers how many were looked at, and those that rest on nothing.
 */
export async function uncaused(
  { bus, pools }: Pick<World, 'bus' | 'pools'>,
  from: CalendarDate,
  days: number,
): Promise<Readonly<{ looked: number; without: readonly string[] }>> {
  let looked = 0;
  const without: string[] = [];
  for (const { stream, service, informing } of SAID) {
    const { rows } = await bus.query<{ cause: string; type: string }>(CAUSES, [stream]);
    const taken = await pools[service].query<{ id: string }>(`select event_id as id from inbox`);
    const known = new Set(taken.rows.map(({ id }) => id));
    for (let n = 0; n < days; n += 1) {
      const day = addDays(from, n);
      known.add(derived(service, `close|${day}`));
      informing.forEach((one) => known.add(derived(service, `known|${one}|${day}`)));
    }
    looked += rows.length;
    without.push(...rows.filter(({ cause }) => !known.has(cause)).map(({ type, cause }) => `${type} by ${cause}`));
  }
  return { looked, without };
}

const CAUSES = `
  select distinct r.headers->>'ce_causationid' as cause, r.headers->>'ce_type' as type
  from bus.record r join bus.topic t on t.id = r.topic_id
  where t.name = $1 and r.key is not null order by 1, 2`;

/** The id that an end of a day has as a cause, worked out once more. */
const derived = (service: string, about: string): string =>
  createHash('sha256').update(`${service}|loan|${about}|0`).digest('hex').slice(0, 32);
