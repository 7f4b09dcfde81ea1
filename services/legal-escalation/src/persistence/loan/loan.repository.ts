import { Injectable } from '@nestjs/common';
import { addDays, type CalendarDate, type LoanId, tenantOf } from '@mora/kernel';
import { type DuePage, together, type Tx, type WaitingPage } from '@mora/runtime';
import type { LoanState } from '../../domain/loan/state.js';
import { ledgerText, loanFrom, type LoanRow, stateText } from './loan.json.js';
import { batchesOf } from './writers.js';

/** One row a loan, and the rows that its parts write. All of it in whole chunks. */
@Injectable()
export class LoanRepository {
  async load(tx: Tx, loanIds: readonly string[]): Promise<Map<string, LoanState>> {
    const rows = await tx.query<LoanRow>(LOAD, [loanIds]);
    return new Map(rows.map((row) => [row.loan_id, loanFrom(row)]));
  }

  async save(tx: Tx, changed: ReadonlyMap<string, LoanState>, partitionOf: (loan: string) => number): Promise<void> {
    const states = [...changed.values()];
    const batches = batchesOf(states.flatMap(({ writes }) => writes));
    await together([
      this.upsert(tx, states, partitionOf),
      ...batches.map(({ writer, rows }) => writer.save(tx, rows, partitionOf)),
    ]);
  }

  /** A page of the loans of a partition that want to be looked at by a day, by id. */
  async due(tx: Tx, { partition, on, after, limit }: DuePage): Promise<string[]> {
    const rows = await tx.query<{ loan_id: LoanId }>(DUE, [partition, on, after ?? '', limit]);
    return rows.map((row) => row.loan_id);
  }

  /** A page of the loans of a partition that wait for the mark of a stream, by id. */
  async waiting(tx: Tx, { partition, stream, after, limit }: WaitingPage): Promise<string[]> {
    const rows = await tx.query<{ loan_id: LoanId }>(WAITING, [partition, [stream], after ?? '', limit]);
    return rows.map((row) => row.loan_id);
  }

  private async upsert(tx: Tx, states: readonly LoanState[], partitionOf: (loan: string) => number): Promise<void> {
    await tx.query(UPSERT, [
      states.map(({ loanId }) => loanId),
      states.map(({ loanId }) => tenantOf(loanId)),
      states.map(({ loanId }) => partitionOf(loanId)),
      states.map(({ reviewOn }) => reviewOn),
      states.map(({ waits }) => JSON.stringify(waits)),
      states.map(({ parts }) => parts.matter.matter?.stage ?? null),
      states.map(({ parts }) => parts.clock.nextDate),
      states.map(({ parts }) => parts.clock.clocks.some(({ provisional }) => provisional)),
      states.map(({ parts }) => parts.gate.current?.passed ?? false),
      states.map(({ parts }) => parts.matter.matter?.caseId ?? null),
      states.map(({ parts }) => parts.parties.links.find(({ role }) => role === 'borrower')?.personId ?? null),
      states.map(({ parts }) => parts.ledger.product),
      states.map(overdueSince),
      states.map(stateText),
      states.map(ledgerText),
    ]);
  }
}

/** Day nought of its days past due, so that a selection by them needs no sum. */
function overdueSince({ parts: { arrears } }: LoanState): CalendarDate | null {
  const { episode } = arrears;
  return episode === null ? null : addDays(episode.asOf, -episode.daysPastDue);
}

const LOAD = `
  select loan_id, review_on, waits, state, ledger from legal_loan where loan_id = any($1::text[])`;

/**
 * Day by day through the index of what is due, so that a page costs as much as it holds. Asked for in one piece, a
 * plan that does not know the days reads the whole partition in the order of its ids.
 */
const DUE = `
  with recursive days as (
    (select review_on as day from legal_loan where partition = $1 and review_on <= $2 order by review_on limit 1)
    union all
    select (select review_on from legal_loan
            where partition = $1 and review_on > days.day and review_on <= $2 order by review_on limit 1)
    from days where days.day is not null)
  select loan.loan_id from days
  cross join lateral (
    select loan_id from legal_loan
    where partition = $1 and review_on = days.day and loan_id > $3
    order by partition, review_on, loan_id limit $4) as loan
  order by loan.loan_id limit $4`;

export const WAITING = `
  select loan_id from legal_loan
  where waits <> '{}' and waits @> $2::text[] and partition = $1 and loan_id > $3
  order by loan_id limit $4`;

// An array of lists would have to be even; each list comes as a text and is taken apart by the row.
const UPSERT = `
  insert into legal_loan as known (loan_id, tenant, partition, review_on, waits, stage, next_date, provisional,
    gate_passed, case_id, person_id, product, dpd_since, state, ledger)
  select loan, tenant, partition, review_on, array(select jsonb_array_elements_text(waits)), stage, next_date,
    provisional, gate_passed, case_id, person, product, dpd_since, state, ledger
  from unnest($1::text[], $2::text[], $3::int[], $4::date[], $5::jsonb[], $6::text[], $7::date[], $8::bool[],
    $9::bool[], $10::text[], $11::text[], $12::text[], $13::date[], $14::json[], $15::json[])
    as r (loan, tenant, partition, review_on, waits, stage, next_date, provisional, gate_passed, case_id, person,
      product, dpd_since, state, ledger)
  on conflict (loan_id) do update set review_on = excluded.review_on, waits = excluded.waits, stage = excluded.stage,
    next_date = excluded.next_date, provisional = excluded.provisional, gate_passed = excluded.gate_passed,
    case_id = excluded.case_id, person_id = excluded.person_id, product = excluded.product,
    dpd_since = excluded.dpd_since, state = excluded.state, ledger = coalesce(excluded.ledger, known.ledger)`;
