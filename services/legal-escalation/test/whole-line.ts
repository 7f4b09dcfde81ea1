import { setTimeout as sleep } from 'node:timers/promises';
import {
  DELINQUENCY_STREAM,
  LEDGER_REQUESTS_STREAM,
  LEGAL_STREAM,
  LOAN_STREAM,
  NEGOTIATION_STREAM,
  OUTREACH_STREAM,
} from '@mora/contracts';
import { addDays, type CalendarDate } from '@mora/kernel';
import { type Broker, embeddedBroker } from '@mora/runtime';
import { useLegal } from '../src/http/fixtures.js';
import { PARTITIONS, Upstream } from './streams.js';

const PATIENCE_MS = 45_000;
const LOOK_MS = 25;
const CONSUMED = [LOAN_STREAM, DELINQUENCY_STREAM, OUTREACH_STREAM, NEGOTIATION_STREAM];
export const OPENS_ON = '2026-03-09' as CalendarDate;

export type Published = Readonly<{ type: string; data: Readonly<Record<string, unknown>> }>;

/** The service as it runs in a bank, on a bus of its own; whoever uses it plays the ledger and everybody upstream. */
export function useWholeLine(settings: Readonly<Record<string, string>> = {}) {
  let broker: Broker | undefined;
  // Read when the service starts, so that a spec may fill in until then where something else listens.
  const legal = useLegal(Object.assign(settings, { PARTITIONS: String(PARTITIONS) }), (db) => {
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

  async function isTaken(): Promise<boolean> {
    const admin = await bus().admin();
    for (const stream of CONSUMED) {
      const lines = await legal.db.lines(
        `select partition, next_offset from lane_input where space = 'loan' and stream = $1`,
        [stream],
      );
      const next = new Map(lines.map((line) => line.split(' ') as [string, string]));
      const ends = await admin.watermarks(stream);
      if (ends.some(({ high }, partition) => BigInt(next.get(String(partition)) ?? 0) < high)) return false;
    }
    return true;
  }

  async function isQuiet(): Promise<boolean> {
    if (!(await isTaken())) return false;
    const [busy] = await legal.db.lines(
      `select exists (select 1 from outbox)
         or exists (select 1 from timer join lane using (space, partition) where due_at <= $1 and due_day <= open_day)`,
      [legal.clock.now],
    );
    return busy === 'false';
  }

  /**
   * A day ends: what others have told of it is heard, a little after midnight everybody upstream has closed it; then it
   * is ten in the morning.
   */
  async function close(day: CalendarDate): Promise<void> {
    await until('heard', isTaken);
    legal.clock.now = Date.parse(`${addDays(day, 1)}T00:30:00+08:00`);
    await new Upstream(bus()).close(day);
    await until(`${day} is closed`, async () => {
      const [open] = await legal.db.lines(`select min(open_day)::text from lane where space = 'loan'`);
      return (open ?? '') > day;
    });
    legal.clock.now = Date.parse(`${addDays(day, 1)}T10:00:00+08:00`);
    await quiet();
  }

  /** Every day up to this one. */
  async function closeUpTo(from: CalendarDate, last: CalendarDate): Promise<void> {
    for (let day = from; day <= last; day = addDays(day, 1)) await close(day);
  }

  /** What stands on a stream of a loan, in order. */
  async function on(stream: string, loan: string): Promise<readonly Published[]> {
    const { rows } = await legal.db.pool.query<Published>(
      `select r.headers->>'ce_type' as type, convert_from(r.value, 'UTF8')::jsonb as data
       from bus.record r join bus.topic t on t.id = r.topic_id
       where t.name = $1 and r.headers->>'ce_subject' = $2 order by r.partition, r."offset"`,
      [stream, loan],
    );
    return rows;
  }

  return {
    db: legal.db,
    clock: legal.clock,
    logged: legal.logged,
    get: legal.get,
    post: legal.post,
    bearer: legal.bearer,
    get service() {
      return legal.service;
    },
    get upstream() {
      return new Upstream(bus());
    },
    quiet,
    close,
    closeUpTo,
    published: async (loan: string): Promise<readonly Published[]> =>
      (await on(LEGAL_STREAM, loan)).map(({ type, data }) => ({
        type: type.replace(/^mora\.legal\.(.*)\.v1$/, '$1'),
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
