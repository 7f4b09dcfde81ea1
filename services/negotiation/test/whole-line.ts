import { setTimeout as sleep } from 'node:timers/promises';
import { DELINQUENCY_STREAM, LEDGER_REQUESTS_STREAM, LOAN_STREAM, NEGOTIATION_STREAM } from '@mora/contracts';
import { addDays, type CalendarDate } from '@mora/kernel';
import { type Broker, embeddedBroker } from '@mora/runtime';
import { useNegotiation } from '../src/http/fixtures.js';
import { PARTITIONS, Upstream } from './streams.js';

const PATIENCE_MS = 45_000;
const LOOK_MS = 25;
const SPINE = [LOAN_STREAM, DELINQUENCY_STREAM];
export const OPENS_ON = '2026-03-09' as CalendarDate;

export type Published = Readonly<{ type: string; data: Readonly<Record<string, unknown>> }>;

/** The service as it runs in a bank, on a bus of its own; whoever uses it plays the ledger and everybody upstream. */
export function useWholeLine() {
  let broker: Broker | undefined;
  const negotiation = useNegotiation({ PARTITIONS: String(PARTITIONS) }, (db) => {
    broker = embeddedBroker({ pool: db.pool });
    db.stopFirst(() => broker?.close() ?? Promise.resolve());
    return broker;
  });
  const bus = (): Broker => {
    if (broker === undefined) throw new Error('the bus is not there yet');
    return broker;
  };

  /** Everything that was put on the streams has been taken, and everything that it brought about has left. */
  const quiet = (): Promise<void> => until('quiet', async () => (await isQuiet()) && isQuiet());

  async function isQuiet(): Promise<boolean> {
    const admin = await bus().admin();
    for (const stream of SPINE) {
      const lines = await negotiation.db.lines(
        `select partition, next_offset from lane_input where space = 'loan' and stream = $1`,
        [stream],
      );
      const next = new Map(lines.map((line) => line.split(' ') as [string, string]));
      const ends = await admin.watermarks(stream);
      if (ends.some(({ high }, partition) => BigInt(next.get(String(partition)) ?? 0) < high)) return false;
    }
    const [busy] = await negotiation.db.lines(
      `select exists (select 1 from outbox)
         or exists (select 1 from timer join lane using (space, partition) where due_at <= $1 and due_day <= open_day)`,
      [negotiation.clock.now],
    );
    return busy === 'false';
  }

  /** A day ends: a little after midnight everybody upstream has closed it; then it is ten in the morning. */
  async function close(day: CalendarDate): Promise<void> {
    negotiation.clock.now = Date.parse(`${addDays(day, 1)}T00:30:00+08:00`);
    await new Upstream(bus()).close(day);
    await until(`${day} is closed`, async () => {
      const [open] = await negotiation.db.lines(`select min(open_day)::text from lane where space = 'loan'`);
      return (open ?? '') > day;
    });
    negotiation.clock.now = Date.parse(`${addDays(day, 1)}T10:00:00+08:00`);
    await quiet();
  }

  /** Every day up to this one. */
  async function closeUpTo(from: CalendarDate, last: CalendarDate): Promise<void> {
    for (let day = from; day <= last; day = addDays(day, 1)) await close(day);
  }

  /** What stands on a stream of a loan, in order. */
  async function on(stream: string, loan: string): Promise<readonly Published[]> {
    const { rows } = await negotiation.db.pool.query<Published>(
      `select r.headers->>'ce_type' as type, convert_from(r.value, 'UTF8')::jsonb as data
       from bus.record r join bus.topic t on t.id = r.topic_id
       where t.name = $1 and r.headers->>'ce_subject' = $2 order by r.partition, r."offset"`,
      [stream, loan],
    );
    return rows;
  }

  return {
    db: negotiation.db,
    clock: negotiation.clock,
    logged: negotiation.logged,
    get: negotiation.get,
    post: negotiation.post,
    put: negotiation.put,
    get service() {
      return negotiation.service;
    },
    get upstream() {
      return new Upstream(bus());
    },
    quiet,
    close,
    closeUpTo,
    published: async (loan: string): Promise<readonly Published[]> =>
      (await on(NEGOTIATION_STREAM, loan)).map(({ type, data }) => ({
        type: type.replace(/^mora\.negotiation\.(.*)\.v1$/, '$1'),
        data,
      })),
    asks: (loan: string): Promise<readonly Published[]> => on(LEDGER_REQUESTS_STREAM, loan),
  };
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`never: ${what}`);
    await sleep(LOOK_MS);
  }
}
