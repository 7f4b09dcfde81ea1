import { amountText, type Currency } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { Arrived, ClosedBySource, Counted } from '../handlers/intake-event.js';
import type { Totals } from '../intake/read-record.js';

type Sum = {
  source: string;
  day: string;
  door: number;
  partition: number;
  currency: string;
  count: number;
  minor: bigint;
};
type Lane = readonly [partition: number, counted: readonly Counted[]];

/** Adds what was taken to the counts of its days: one row a source, day, door, lane and currency. */
export async function addCounts(tx: Tx, lanes: readonly Lane[]): Promise<void> {
  const sums = [...summed(lanes).values()];
  if (sums.length === 0) return;
  await tx.query(
    `insert into day_count (source, day, door, partition, currency, records, minor)
     select * from unnest($1::text[], $2::date[], $3::int[], $4::int[], $5::text[], $6::bigint[], $7::numeric[])
     on conflict (source, day, door, partition, currency)
       do update set records = day_count.records + excluded.records, minor = day_count.minor + excluded.minor`,
    [
      sums.map((s) => s.source),
      sums.map((s) => s.day),
      sums.map((s) => s.door),
      sums.map((s) => s.partition),
      sums.map((s) => s.currency),
      sums.map((s) => s.count),
      sums.map((s) => s.minor.toString()),
    ],
  );
}

function summed(lanes: readonly Lane[]): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const [partition, all] of lanes) {
    for (const { source, day, door, control } of all) {
      const currency = control?.currency ?? '';
      const key = `${source}|${day}|${door}|${partition}|${currency}`;
      const sum = sums.get(key) ?? { source, day, door, partition, currency, count: 0, minor: 0n };
      sums.set(key, sum);
      sum.count += 1;
      sum.minor += control?.minor ?? 0n;
    }
  }
  return sums;
}

/** Keeps records that came before their day. */
export async function keepEarly(
  tx: Tx,
  early: readonly (readonly [loan: string, partition: number, Arrived])[],
): Promise<void> {
  if (early.length === 0) return;
  await tx.query(
    `insert into early_record (loan_id, partition, source, event_id, booked_on, door, currency, minor, type, bytes)
     select loan, partition, source, event_id, booked_on, door, currency, minor, type, bytes
     from unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::date[], $6::int[], $7::text[], $8::numeric[],
                 $9::text[], $10::bytea[]) with ordinality
       as e (loan, partition, source, event_id, booked_on, door, currency, minor, type, bytes, nth)
     order by nth`,
    [
      early.map(([loan]) => loan),
      early.map(([, partition]) => partition),
      early.map(([, , { booked }]) => booked.source),
      early.map(([, , { booked }]) => booked.eventId),
      early.map(([, , { booked }]) => booked.bookedOn),
      early.map(([, , { door }]) => door),
      early.map(([, , { control }]) => control?.currency ?? ''),
      early.map(([, , { control }]) => (control?.minor ?? 0n).toString()),
      early.map(([, , { type }]) => type),
      early.map(([, , { bytes }]) => bytes),
    ],
  );
}

/**
 * Notes what a source says it has sent. Where it does not name the first day, that is the day after its last close, or
 * the open day where this is its first. A close that comes again for the same day replaces the one before.
 */
export async function noteClose(tx: Tx, { close, openDay }: ClosedBySource): Promise<void> {
  const at = close.partition === null ? -1 : close.partition;
  await tx.query(
    `insert into source_close (source, date, door, from_date, from_declared, records, totals, event_id)
     select $1, $2::date, $3, least($2::date, coalesce($4::date,
              (select max(date) + 1 from source_close where source = $1 and door = $3 and date < $2::date), $5::date)),
            $4::date is not null, $6, $7::jsonb, $8
     on conflict (source, date, door) do update set from_date = excluded.from_date,
       from_declared = excluded.from_declared, records = excluded.records, totals = excluded.totals,
       event_id = excluded.event_id, received_at = now()`,
    [close.source, close.date, at, close.from, openDay, close.count, totalsJson(close.totals), close.eventId],
  );
}

const totalsJson = (totals: Totals): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(totals).map(([currency, minor]) => [currency, amountText(minor, currency as Currency)]),
    ),
  );
