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

/** Why things were said that stand on the streams, as whoever reads them meets it. */
export class Causes {
  /** By stream and type of what was said. */
  private readonly byStream = new Map(SAID.map(({ stream }) => [stream, new Map<string, Set<string>>()]));

  readonly note = (stream: string, headers: Readonly<Record<string, string>>): void => {
    const { ce_subject: subject, ce_causationid: cause = '', ce_type: type = '' } = headers;
    const byType = this.byStream.get(stream);
    if (byType === undefined || subject === undefined) return;
    const known = byType.get(type);
    if (known === undefined) byType.set(type, new Set([cause]));
    else known.add(cause);
  };

  /**
   * Announcements whose cause nobody has applied: each must be a message in the inbox of the service that said it, or
   * the end of a day that has passed. Answers how many were looked at, and those that rest on nothing.
   */
  async unapplied(
    { pools }: Pick<World, 'pools'>,
    from: CalendarDate,
    days: number,
  ): Promise<Readonly<{ looked: number; without: readonly string[] }>> {
    let looked = 0;
    const without: string[] = [];
    for (const { stream, service, informing } of SAID) {
      const taken = await pools[service].query<{ id: string }>(`select event_id as id from inbox`);
      const known = new Set(taken.rows.map(({ id }) => id));
      for (let n = 0; n < days; n += 1) {
        const day = addDays(from, n);
        known.add(derived(service, `close|${day}`));
        informing.forEach((one) => known.add(derived(service, `known|${one}|${day}`)));
      }
      for (const [type, causes] of this.byStream.get(stream) ?? []) {
        looked += causes.size;
        without.push(...[...causes].filter((one) => !known.has(one)).map((one) => `${type} by ${one}`));
      }
    }
    return { looked, without };
  }
}

/** The id that an end of a day has as a cause, worked out once more. */
const derived = (service: string, about: string): string =>
  createHash('sha256').update(`${service}|loan|${about}|0`).digest('hex').slice(0, 32);
