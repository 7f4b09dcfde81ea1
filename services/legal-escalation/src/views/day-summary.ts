import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { CalendarDate } from '@mora/kernel';
import { DATABASE } from '@mora/runtime';

export type Counted = Readonly<{ name: string; count: number }>;

/** What legal escalation did on a day, in numbers: nothing in them is of a person. */
export type DaySummary = Readonly<{
  on: CalendarDate;
  /** By what happened. */
  course: readonly Counted[];
  /** Of all loans with an open case, by its stage. */
  stages: readonly Counted[];
  /** Of all that people have to do, by its kind. */
  work: readonly Counted[];
}>;

@Injectable()
export class DaySummaries {
  constructor(@Inject(DATABASE) private readonly pool: pg.Pool) {}

  async of(tenant: string, on: CalendarDate): Promise<DaySummary> {
    const [course, stages, work] = await Promise.all([
      this.rows<Counted>(COURSE, [tenant, on]),
      this.rows<Counted>(STAGES, [tenant]),
      this.rows<Counted>(WORK, [tenant]),
    ]);
    return { on, course, stages, work };
  }

  /** The day that is open in the lane that is least far; null before the first. */
  async openDay(): Promise<CalendarDate | null> {
    const [row] = await this.rows<{ day: CalendarDate | null }>(OPEN_DAY, []);
    return row?.day ?? null;
  }

  private async rows<R>(sql: string, params: readonly unknown[]): Promise<readonly R[]> {
    return (await this.pool.query(sql, [...params])).rows as R[];
  }
}

const COURSE = `
  select what as name, count(*)::int as count from timeline
  where tenant = $1 and on_date = $2 group by 1 order by 1`;

const STAGES = `
  select stage as name, count(*)::int as count from legal_loan
  where tenant = $1 and stage is not null group by 1 order by 1`;

const WORK = `
  select kind as name, count(*)::int as count from work_item
  where tenant = $1 and state = 'open' group by 1 order by 1`;

const OPEN_DAY = `select min(open_day) as day from lane where space = 'loan'`;
