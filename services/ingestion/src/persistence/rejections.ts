import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { DATABASE, payloadHash } from '@mora/runtime';
import type { Rejection } from '../intake/rejection.js';

export type KeptRejection = Rejection &
  Readonly<{ tenant: string; door: string; source: string; eventId: string; position: number; bytes: Buffer }>;

export type ListedRejection = Readonly<{
  id: string;
  source: string;
  eventId: string;
  stage: string;
  reason: string;
  field: string;
  message: string;
  position: number;
  attempts: number;
  firstAt: string;
  lastAt: string;
}>;

type Row = Omit<ListedRejection, 'id' | 'position' | 'firstAt' | 'lastAt'> & {
  id: bigint;
  position: bigint;
  firstAt: Date;
  lastAt: Date;
};

const COLUMNS = `id, source, event_id as "eventId", stage, reason, field, message, position, attempts,
  first_at as "firstAt", last_at as "lastAt"`;

/** Records that were sent back, with their bytes as they came. */
@Injectable()
export class Rejections {
  constructor(@Inject(DATABASE) private readonly pool: pg.Pool) {}

  async keep(all: readonly KeptRejection[]): Promise<void> {
    if (all.length === 0) return;
    const distinct = [
      ...new Map(all.map((one) => [`${one.tenant}|${one.reason}|${one.bytes.toString()}`, one])).values(),
    ];
    await this.pool.query(
      `insert into rejection (tenant, door, source, event_id, stage, reason, field, message, position, hash, bytes)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                            $8::text[], $9::bigint[], $10::bytea[], $11::bytea[])
       on conflict (tenant, door, hash, reason) do update
         set attempts = rejection.attempts + 1, last_at = now(), position = excluded.position`,
      [
        distinct.map((r) => r.tenant),
        distinct.map((r) => r.door),
        distinct.map((r) => r.source),
        distinct.map((r) => r.eventId),
        distinct.map((r) => r.stage),
        distinct.map((r) => r.reason),
        distinct.map((r) => r.field),
        distinct.map((r) => r.message),
        distinct.map((r) => r.position),
        distinct.map((r) => payloadHash(r.bytes)),
        distinct.map((r) => r.bytes),
      ],
    );
  }

  /** The latest first. */
  async list(tenant: string, before: string | null, limit: number): Promise<readonly ListedRejection[]> {
    const { rows } = await this.pool.query<Row>(
      `select ${COLUMNS} from rejection where tenant = $1 and ($2::bigint is null or id < $2)
       order by id desc limit $3`,
      [tenant, before, limit],
    );
    return rows.map(listed);
  }

  async bytesOf(tenant: string, id: string): Promise<Buffer | null> {
    const { rows } = await this.pool.query<{ bytes: Buffer }>(
      `select bytes from rejection where tenant = $1 and id = $2::bigint`,
      [tenant, id],
    );
    return rows[0]?.bytes ?? null;
  }
}

const listed = ({ id, position, firstAt, lastAt, ...row }: Row): ListedRejection => ({
  ...row,
  id: String(id),
  position: Number(position),
  firstAt: firstAt.toISOString(),
  lastAt: lastAt.toISOString(),
});
