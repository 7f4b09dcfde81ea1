import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { CalendarDate, Currency } from '@mora/kernel';
import { DATABASE } from '@mora/runtime';
import type { Overdue } from '../domain/amounts.js';
import type { Standing } from '../domain/standing.js';
import { type KnownRow, standingFrom } from './standing.json.js';

export type HistoryRow = Readonly<{
  valid_on: CalendarDate;
  recorded_on: CalendarDate;
  status: string;
  delinquent: boolean;
  oldest_unpaid_on: CalendarDate | null;
  buckets: Readonly<Record<string, string>>;
  classes: Readonly<Record<string, string>>;
  currency: Currency;
  overdue: Overdue;
  episode_id: string | null;
}>;
export type BucketRow = Readonly<{ bucket: string; currency: Currency; loans: bigint; minor: bigint }>;
export type TransitionRow = Readonly<{
  from: string;
  to: string;
  currency: Currency;
  loans: bigint;
  minor_from: bigint;
  minor_to: bigint;
}>;
export type Ask = Readonly<{ tenant: string; ladder: string; knownOn: CalendarDate | null }>;

/** What the HTTP doors read. One statement a question; every one names the tenant. */
@Injectable()
export class PortfolioQueries {
  constructor(@Inject(DATABASE) private readonly pool: pg.Pool) {}

  /** The standing, and the day that is open in the loan's lane. */
  async current(
    tenant: string,
    loanId: string,
  ): Promise<Readonly<{ standing: Standing; openDay: CalendarDate }> | null> {
    const { rows } = await this.pool.query<KnownRow & { open_day: CalendarDate }>(CURRENT, [tenant, loanId]);
    const row = rows[0];
    return row === undefined ? null : { standing: standingFrom(row), openDay: row.open_day };
  }

  async past(
    tenant: string,
    loanId: string,
    asOf: CalendarDate,
    knownOn: CalendarDate | null,
  ): Promise<HistoryRow | null> {
    const { rows } = await this.pool.query<HistoryRow>(PAST, [tenant, loanId, asOf, knownOn]);
    return rows[0] ?? null;
  }

  /** The last day that has closed in every lane; null before the first. A lane that has met no mark has closed none. */
  async lastClosedDay(): Promise<CalendarDate | null> {
    const { rows } = await this.pool.query<{ day: CalendarDate | null }>(
      `select case when count(*) = count(open_day) then min(open_day) - 1 end as day from lane where space = 'loan'`,
    );
    return rows[0]?.day ?? null;
  }

  async buckets({ tenant, ladder, knownOn }: Ask, asOf: CalendarDate): Promise<readonly BucketRow[]> {
    return (await this.pool.query<BucketRow>(BUCKETS, [tenant, asOf, knownOn, ladder])).rows;
  }

  async transitions(
    { tenant, ladder, knownOn }: Ask,
    from: CalendarDate,
    to: CalendarDate,
  ): Promise<readonly TransitionRow[]> {
    return (await this.pool.query<TransitionRow>(TRANSITIONS, [tenant, from, to, knownOn, ladder])).rows;
  }
}

const CURRENT = `
  select s.loan_id, s.as_of, s.next_transition_on, s.state, s.schedule, lane.open_day
  from loan_standing s join lane on lane.space = 'loan' and lane.partition = s.partition
  where s.tenant = $1 and s.loan_id = $2`;

const PAST = `
  select valid_on, recorded_on, status, delinquent, oldest_unpaid_on, buckets, classes, currency, overdue, episode_id
  from standing_history
  where tenant = $1 and loan_id = $2 and valid_on <= $3 and ($4::date is null or recorded_on <= $4)
  order by position desc limit 1`;

// How every loan of the tenant stood on a day: of the rows known by then, the last that is valid by it.
const stoodOn = (day: string, knownOn: string, ladder: string): string => `
  select distinct on (loan_id) loan_id, status, currency, overdue_minor,
    coalesce(buckets ->> ${ladder}, classes ->> ${ladder}) as step
  from standing_history
  where tenant = $1 and valid_on <= ${day}::date and (${knownOn}::date is null or recorded_on <= ${knownOn}::date)
  order by loan_id, position desc`;

const BUCKETS = `
  select step as bucket, currency, count(*) as loans, sum(overdue_minor)::bigint as minor
  from (${stoodOn('$2', '$3', '$4')}) as loan
  where status = 'active' and step is not null group by 1, 2`;

const TRANSITIONS = `
  with a as (${stoodOn('$2', '$4', '$5')}), b as (${stoodOn('$3', '$4', '$5')})
  select coalesce(a.step, 'new') as "from", case when b.status = 'active' then b.step else b.status end as "to",
    b.currency, count(*) as loans, coalesce(sum(a.overdue_minor), 0)::bigint as minor_from,
    sum(b.overdue_minor)::bigint as minor_to
  from b left join a using (loan_id)
  where (a.loan_id is null or a.status = 'active') and (a.loan_id is not null or b.status = 'active')
    and b.step is not null
  group by 1, 2, 3`;
