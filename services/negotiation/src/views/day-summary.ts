import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { CalendarDate } from '@mora/kernel';
import { DATABASE } from '@mora/runtime';

export type Counted = Readonly<{ name: string; count: number }>;
export type OfferCount = Readonly<{ kinds: string; state: string; count: number }>;

/** What negotiation did on a day, in numbers: nothing in them is of a person. */
export type DaySummary = Readonly<{
  on: CalendarDate;
  /** By what happened: opened, offer-made, offer-accepted, plan-activated, instalment-kept, plan-broken and the rest. */
  course: readonly Counted[];
  /** Negotiations that ended on the day, by their outcome. */
  rounds: readonly Counted[];
  /** Offers that were made on the day, by what they are and what has become of them. */
  offers: readonly OfferCount[];
  /** Of all plans that there are, by their state. */
  plans: readonly Counted[];
  /** What ledgers were asked on the day, by what has become of it. */
  requests: readonly Counted[];
}>;

@Injectable()
export class DaySummaries {
  constructor(@Inject(DATABASE) private readonly pool: pg.Pool) {}

  async of(tenant: string, on: CalendarDate): Promise<DaySummary> {
    const [course, rounds, offers, plans, requests] = await Promise.all([
      this.rows<Counted>(COURSE, [tenant, on]),
      this.rows<Counted>(ROUNDS, [tenant, on]),
      this.rows<OfferCount>(OFFERS, [tenant, on]),
      this.rows<Counted>(PLANS, [tenant]),
      this.rows<Counted>(REQUESTS, [tenant, on]),
    ]);
    return { on, course, rounds, offers, plans, requests };
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

const ROUNDS = `
  select outcome as name, count(*)::int as count from round
  where tenant = $1 and closed_on = $2 group by 1 order by 1`;

const OFFERS = `
  select array_to_string(kinds, '+') as kinds, state, count(*)::int as count from offer
  where tenant = $1 and made_on = $2 group by 1, 2 order by 1, 2`;

const PLANS = `select state as name, count(*)::int as count from plan where tenant = $1 group by 1 order by 1`;

const REQUESTS = `
  select state as name, count(*)::int as count from ledger_request
  where tenant = $1 and asked_on = $2 group by 1 order by 1`;

const OPEN_DAY = `select min(open_day) as day from lane where space = 'loan'`;
