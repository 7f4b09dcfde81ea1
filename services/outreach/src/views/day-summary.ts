import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { CalendarDate } from '@mora/kernel';
import { DATABASE } from '@mora/runtime';

export type Counted = Readonly<{ name: string; count: number }>;
export type ChannelCount = Readonly<{ channel: string; state: string; count: number }>;
export type DecisionCount = Readonly<{ channel: string; outcome: string; count: number }>;

/** What outreach did on a day, in numbers: nothing in them is of a person. */
export type DaySummary = Readonly<{
  on: CalendarDate;
  decisions: readonly DecisionCount[];
  /** Every rule that objected: a refusal by three rules counts at each of them. */
  refusals: readonly Counted[];
  notices: readonly ChannelCount[];
  /** Of all promises that there are, by what has become of each part. */
  promises: readonly Counted[];
}>;

@Injectable()
export class DaySummaries {
  constructor(@Inject(DATABASE) private readonly pool: pg.Pool) {}

  async of(tenant: string, on: CalendarDate): Promise<DaySummary> {
    const [decisions, refusals, notices, promises] = await Promise.all([
      this.rows<DecisionCount>(DECISIONS, [tenant, on]),
      this.rows<Counted>(REFUSALS, [tenant, on]),
      this.rows<ChannelCount>(NOTICES, [tenant, on]),
      this.rows<Counted>(PROMISES, [tenant]),
    ]);
    return { on, decisions, refusals, notices, promises };
  }

  /** The day that is open in the lane of loans that is least far; null before the first. */
  async openDay(): Promise<CalendarDate | null> {
    const [row] = await this.rows<{ day: CalendarDate | null }>(OPEN_DAY, []);
    return row?.day ?? null;
  }

  private async rows<R>(sql: string, params: readonly unknown[]): Promise<readonly R[]> {
    return (await this.pool.query(sql, [...params])).rows as R[];
  }
}

const DECISIONS = `
  select channel, outcome, count(*)::int as count from contact_decision
  where tenant = $1 and business_date = $2 group by 1, 2 order by 1, 2`;

const REFUSALS = `
  select rule as name, count(*)::int as count from contact_decision, unnest(rules) rule
  where tenant = $1 and business_date = $2 group by 1 order by 2 desc, 1`;

// A notice is of the day on which it was allowed.
const NOTICES = `
  select n.channel, n.state, count(*)::int as count
  from contact_decision d join notice n on n.decision_id = d.decision_id
  where d.tenant = $1 and d.business_date = $2 and d.outcome = 'allowed' group by 1, 2 order by 1, 2`;

const PROMISES = `
  select part ->> 'state' as name, count(*)::int as count from promise, jsonb_array_elements(parts) part
  where tenant = $1 group by 1 order by 1`;

const OPEN_DAY = `select min(open_day) as day from lane where space = 'loan'`;
