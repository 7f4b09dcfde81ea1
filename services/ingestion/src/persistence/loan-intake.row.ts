import { type CalendarDate, type Currency, type LoanId, tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { Booked } from '../domain/booked.js';
import type { LoanIntake } from '../domain/loan-intake.js';

type Row = {
  loan_id: string;
  source: string | null;
  registered: boolean;
  currency: Currency | null;
  last_sequence: bigint | null;
  latest_value_date: CalendarDate | null;
  latest_booking_id: string | null;
  history_until: CalendarDate | null;
  gap_since: CalendarDate | null;
  gap_expired: boolean;
  recent: [sequence: number, digest: string][];
  waiting: Booked[];
};

export async function loadLoans(tx: Tx, loanIds: readonly string[]): Promise<Map<string, LoanIntake>> {
  const rows = await tx.query<Row>(
    `select loan_id, source, registered, currency, last_sequence, latest_value_date, latest_booking_id, history_until,
            gap_since, gap_expired, recent, waiting
     from loan_intake where loan_id = any($1::text[])`,
    [loanIds],
  );
  return new Map(rows.map((row) => [row.loan_id, toLoan(row)]));
}

const toLoan = (row: Row): LoanIntake => ({
  source: row.source ?? '',
  registered: row.registered,
  currency: row.currency,
  lastSequence: row.last_sequence === null ? null : Number(row.last_sequence),
  recent: row.recent.map(([sequence, digest]) => ({ sequence, digest })),
  latest:
    row.latest_value_date === null
      ? null
      : { valueDate: row.latest_value_date, bookingId: row.latest_booking_id ?? '' },
  waiting: row.waiting,
  gapSince: row.gap_since,
  gapExpired: row.gap_expired,
  historyUntil: row.history_until,
});

/** One upsert for all loans of the transaction. */
export async function saveLoans(
  tx: Tx,
  loans: readonly (readonly [string, LoanIntake])[],
  partitionOf: (subject: string) => number,
): Promise<void> {
  if (loans.length === 0) return;
  const states = loans.map(([, loan]) => loan);
  await tx.query(UPSERT, [
    loans.map(([id]) => id),
    loans.map(([id]) => partitionOf(id)),
    loans.map(([id]) => tenantOf(id as LoanId)),
    states.map((loan) => loan.source),
    states.map((loan) => loan.registered),
    states.map((loan) => loan.currency),
    states.map((loan) => loan.lastSequence),
    states.map((loan) => loan.latest?.valueDate ?? null),
    states.map((loan) => loan.latest?.bookingId ?? null),
    states.map((loan) => loan.historyUntil),
    states.map((loan) => loan.gapSince),
    states.map((loan) => loan.gapExpired),
    states.map(({ recent }) => JSON.stringify(recent.map(({ sequence, digest }) => [sequence, digest]))),
    states.map(({ waiting }) => (waiting.length === 0 ? '[]' : JSON.stringify(waiting))),
  ]);
}

const UPSERT = `
  insert into loan_intake (loan_id, partition, tenant, source, registered, currency, last_sequence, latest_value_date,
                           latest_booking_id, history_until, gap_since, gap_expired, recent, waiting)
  select * from unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::boolean[], $6::text[], $7::bigint[],
                       $8::date[], $9::text[], $10::date[], $11::date[], $12::boolean[], $13::json[], $14::jsonb[])
  on conflict (loan_id) do update set registered = excluded.registered, currency = excluded.currency,
    last_sequence = excluded.last_sequence, latest_value_date = excluded.latest_value_date,
    latest_booking_id = excluded.latest_booking_id, history_until = excluded.history_until,
    gap_since = excluded.gap_since, gap_expired = excluded.gap_expired, recent = excluded.recent,
    waiting = excluded.waiting`;
