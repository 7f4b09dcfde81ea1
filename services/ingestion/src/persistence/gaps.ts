import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { CalendarDate } from '@mora/kernel';
import { DATABASE, type Tx } from '@mora/runtime';

/** A loan whose records wait because an earlier one, by the ledger's own number, has not come. */
export type Gap = Readonly<{
  loan: string;
  source: string;
  /** Null where not even the first has come. */
  lastTaken: number | null;
  waiting: Readonly<{ from: number; to: number; records: number }>;
  since: CalendarDate;
  /** It lasts longer than was agreed with the source. */
  expired: boolean;
}>;

type Row = Omit<Gap, 'lastTaken' | 'waiting'> & { last: bigint | null; from: number; to: number; records: number };

/** Who does something to a gap, and why. */
export type Act = Readonly<{ tenant: string; actor: string; loan: string; reason: string; outcome: string }>;

@Injectable()
export class Gaps {
  constructor(@Inject(DATABASE) private readonly pool: pg.Pool) {}

  /** A page of them by loan; `after` is the last loan of the page before. */
  async list(tenant: string, after: string, limit: number): Promise<readonly Gap[]> {
    const { rows } = await this.pool.query<Row>(
      `select loan_id as loan, source, last_sequence as last, (waiting -> 0 ->> 'sequence')::float8 as "from",
         (waiting -> -1 ->> 'sequence')::float8 as "to", jsonb_array_length(waiting) as records,
         gap_since as since, gap_expired as expired
       from loan_intake where gap_since is not null and tenant = $1 and loan_id > $2 order by loan_id limit $3`,
      [tenant, after, limit],
    );
    return rows.map(({ loan, source, last, from, to, records, since, expired }) => {
      const lastTaken = last === null ? null : Number(last);
      return { loan, source, lastTaken, waiting: { from, to, records }, since, expired };
    });
  }

  /** In the transaction of what is done, so that nothing is done that nobody can be asked about. */
  async writeDown(tx: Tx, { tenant, actor, loan, reason, outcome }: Act): Promise<void> {
    await tx.query(
      `insert into operator_action (tenant, actor, action, target, reason, outcome)
       values ($1, $2, 'gap skip', $3, $4, $5)`,
      [tenant, actor, loan, reason, outcome],
    );
  }
}
