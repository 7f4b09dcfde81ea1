import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { CalendarDate } from '@mora/kernel';
import { DATABASE } from '@mora/runtime';

/** What somebody did to a day, with how the sources of that somebody's tenant stood at that moment. */
export type DayAction = Readonly<{
  id: string;
  at: string;
  actor: string;
  day: CalendarDate;
  action: string;
  reason: string;
  sources: readonly Readonly<{ source: string; state: string }>[];
}>;

type Row = Omit<DayAction, 'id' | 'at'> & { id: bigint; at: Date };

/** The days that were closed by hand: read only, nothing here is ever changed or forgotten. */
@Injectable()
export class DayActions {
  constructor(@Inject(DATABASE) private readonly pool: pg.Pool) {}

  /** The latest first, a page at a time. */
  async list(tenant: string, before: string | null, limit: number): Promise<readonly DayAction[]> {
    const { rows } = await this.pool.query<Row>(
      `select id, at, actor, day, action, reason, state as sources from day_action
       where tenant = $1 and ($2::bigint is null or id < $2) order by id desc limit $3`,
      [tenant, before, limit],
    );
    return rows.map(({ id, at, ...row }) => ({ ...row, id: String(id), at: at.toISOString() }));
  }
}
