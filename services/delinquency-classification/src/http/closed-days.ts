import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '@mora/kernel';
import { Problem } from '@mora/runtime';
import { PortfolioQueries } from '../persistence/portfolio.queries.js';

export const NOT_CLOSED = 'A day that is asked for has not closed in every lane yet; `detail` names the last that has';

/** What is said of a day holds only when every lane has closed it: before, some loans would be a day behind the others. */
@Injectable()
export class ClosedDays {
  constructor(private readonly queries: PortfolioQueries) {}

  /** Throws the problem 409 `no-day-closed` before the first. */
  async last(): Promise<CalendarDate> {
    const day = await this.queries.lastClosedDay();
    if (day === null) throw new Problem(409, 'no-day-closed', 'No day has closed yet.');
    return day;
  }

  /** Throws the problem 409 `day-not-closed` where one of the days that are named is later than the last closed one. */
  async require(...days: readonly (CalendarDate | null | undefined)[]): Promise<void> {
    const named = days.filter((day) => day !== null && day !== undefined);
    if (named.length === 0) return;
    const last = await this.queries.lastClosedDay();
    if (last !== null && named.every((day) => day <= last)) return;
    const detail = last === null ? 'No day has closed yet.' : `The last closed day is ${last}.`;
    throw new Problem(409, 'day-not-closed', detail);
  }
}
