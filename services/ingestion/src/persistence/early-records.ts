import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { CalendarDate } from '@mora/kernel';
import { DATABASE, type Tx } from '@mora/runtime';
import { readingFrom } from './pool-tx.js';

export type EarlyRecord = Readonly<{ position: bigint; door: number; bytes: Buffer }>;

/** Records that came before their day. */
@Injectable()
export class EarlyRecords {
  constructor(@Inject(DATABASE) private readonly pool: pg.Pool) {}

  /** The next page of those whose day has opened, in the order in which they came. */
  async due(openDay: CalendarDate, limit: number): Promise<readonly EarlyRecord[]> {
    return readingFrom(this.pool).query<EarlyRecord>(
      `select position, door, bytes from early_record where booked_on <= $1 order by booked_on, position limit $2`,
      [openDay, limit],
    );
  }

  /** In the transaction that takes them. */
  async done(tx: Tx, records: readonly EarlyRecord[]): Promise<void> {
    await tx.query(`delete from early_record where position = any($1::bigint[])`, [records.map((r) => r.position)]);
  }
}
