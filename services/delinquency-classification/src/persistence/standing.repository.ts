import { Injectable } from '@nestjs/common';
import { type LoanId, tenantOf } from '@mora/kernel';
import { type DuePage, together, type Tx } from '@mora/runtime';
import { Policies } from '../domain/policies.js';
import type { Move, Standing } from '../domain/standing.js';
import { type KnownRow, scheduleText, standingFrom, stateText } from './standing.json.js';

/** One row a loan, and the rows of its history. All statements take whole chunks. */
@Injectable()
export class StandingRepository {
  constructor(private readonly policies: Policies) {}

  async load(tx: Tx, loanIds: readonly string[]): Promise<Map<string, Standing>> {
    const rows = await tx.query<KnownRow>(
      `select loan_id, as_of, next_transition_on, state, schedule from loan_standing where loan_id = any($1::text[])`,
      [loanIds],
    );
    return new Map(rows.map((row) => [row.loan_id, standingFrom(row)]));
  }

  async save(tx: Tx, changed: ReadonlyMap<string, Standing>, partitionOf: (loanId: string) => number): Promise<void> {
    const standings = [...changed.values()];
    const [table, scheme] = [this.policies.active.tables[0] ?? '', this.policies.active.schemes[0] ?? ''];
    const upserted = tx.query(UPSERT, [
      standings.map((s) => s.loanId),
      standings.map((s) => tenantOf(s.loanId)),
      standings.map((s) => partitionOf(s.loanId)),
      standings.map((s) => s.asOf),
      standings.map((s) => s.judgement.status),
      standings.map((s) => s.judgement.oldestUnpaidOn),
      standings.map((s) => s.judgement.buckets[table] ?? null),
      standings.map((s) => s.judgement.classes[scheme] ?? null),
      standings.map((s) => s.facts.currency),
      standings.map((s) => s.judgement.overdue.total),
      standings.map((s) => s.episodes.open?.id ?? null),
      standings.map((s) => s.nextTransitionOn),
      standings.map(stateText),
      standings.map((s) => scheduleText(s.facts)),
    ]);
    await together([upserted, this.append(tx, standings)]);
  }

  /** A page of the loans of a partition that this day changes, by id. */
  async due(tx: Tx, { partition, on, after, limit }: DuePage): Promise<string[]> {
    const rows = await tx.query<{ loan_id: LoanId }>(DUE, [partition, on, after ?? '', limit]);
    return rows.map((row) => row.loan_id);
  }

  private async append(tx: Tx, standings: readonly Standing[]): Promise<void> {
    const rows = standings.flatMap((standing) => standing.moves.map((move): [Standing, Move] => [standing, move]));
    if (rows.length === 0) return;
    await tx.query(APPEND, [
      rows.map(([s]) => tenantOf(s.loanId)),
      rows.map(([s]) => s.loanId),
      rows.map(([, m]) => m.validOn),
      rows.map(([, m]) => m.recordedOn),
      rows.map(([, m]) => m.judgement.status),
      rows.map(([, m]) => m.judgement.delinquent),
      rows.map(([, m]) => m.judgement.oldestUnpaidOn),
      rows.map(([, m]) => JSON.stringify(m.judgement.buckets)),
      rows.map(([, m]) => JSON.stringify(m.judgement.classes)),
      rows.map(([s]) => s.facts.currency),
      rows.map(([, m]) => m.judgement.overdue.total),
      rows.map(([, m]) => JSON.stringify(m.judgement.overdue)),
      rows.map(([, m]) => m.episodeId),
    ]);
  }
}

/**
 * Day by day through the index of what is due, so that a page costs as much as it holds. Asked for in one piece, a
 * plan that does not know the days reads the whole partition in the order of its ids.
 */
export const DUE = `
  with recursive days as (
    (select next_transition_on as day from loan_standing where partition = $1 and next_transition_on <= $2
     order by next_transition_on limit 1)
    union all
    select (select next_transition_on from loan_standing
            where partition = $1 and next_transition_on > days.day and next_transition_on <= $2
            order by next_transition_on limit 1)
    from days where days.day is not null)
  select loan.loan_id from days
  cross join lateral (
    select loan_id from loan_standing
    where partition = $1 and next_transition_on = days.day and loan_id > $3
    order by partition, next_transition_on, loan_id limit $4) as loan
  order by loan.loan_id limit $4`;

const UPSERT = `
  insert into loan_standing as known (loan_id, tenant, partition, as_of, status, oldest_unpaid_on, bucket, class,
    currency, overdue_minor, episode_id, next_transition_on, state, schedule)
  select * from unnest($1::text[], $2::text[], $3::int[], $4::date[], $5::text[], $6::date[], $7::text[], $8::text[],
    $9::text[], $10::bigint[], $11::text[], $12::date[], $13::json[], $14::json[])
  on conflict (loan_id) do update set as_of = excluded.as_of, status = excluded.status,
    oldest_unpaid_on = excluded.oldest_unpaid_on, bucket = excluded.bucket, class = excluded.class,
    overdue_minor = excluded.overdue_minor, episode_id = excluded.episode_id,
    next_transition_on = excluded.next_transition_on, state = excluded.state,
    schedule = coalesce(excluded.schedule, known.schedule)`;

// The order of the rows is the order of their positions: by loan, the later day last.
const APPEND = `
  insert into standing_history (tenant, loan_id, valid_on, recorded_on, status, delinquent, oldest_unpaid_on, buckets,
    classes, currency, overdue_minor, overdue, episode_id)
  select tenant, loan, valid_on, recorded_on, status, delinquent, oldest, buckets, classes, currency, minor, overdue,
    episode
  from unnest($1::text[], $2::text[], $3::date[], $4::date[], $5::text[], $6::bool[], $7::date[], $8::jsonb[],
    $9::jsonb[], $10::text[], $11::bigint[], $12::jsonb[], $13::text[]) with ordinality
    as r (tenant, loan, valid_on, recorded_on, status, delinquent, oldest, buckets, classes, currency, minor, overdue,
      episode, nth)
  order by nth`;
