import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { DATABASE } from '@mora/runtime';

/** A request by the key of its sender; the hash is of all that it asks for. */
export type Keyed = Readonly<{ tenant: string; route: string; key: string; hash: Buffer }>;
export type Answered = Readonly<{ status: number; body: object }>;
export type Claim = Readonly<{ kind: 'new' | 'reused' } | ({ kind: 'answered' } & Answered)>;

type Row = { hash: Buffer; status: number | null; answer: object | null };

const FORGOTTEN_AT_ONCE = 100;

/** Requests by their keys. They are remembered for a week; records themselves are known for ever by their own ids. */
@Injectable()
export class IdempotentRequests {
  constructor(@Inject(DATABASE) private readonly pool: pg.Pool) {}

  /** `new` also where the same request came before and was never answered: it may go on. */
  async claim({ tenant, route, key, hash }: Keyed): Promise<Claim> {
    await this.pool.query(FORGET, [FORGOTTEN_AT_ONCE]);
    const { rowCount } = await this.pool.query(
      `insert into idempotent_request (tenant, route, key, hash) values ($1, $2, $3, $4) on conflict do nothing`,
      [tenant, route, key, hash],
    );
    if (rowCount === 1) return { kind: 'new' };
    const known = await this.find(tenant, route, key);
    if (known !== null && !known.hash.equals(hash)) return { kind: 'reused' };
    return answeredIn(known) ?? { kind: 'new' };
  }

  /** Keeps the answer, and hands back the one that counts: of two requests at once the first. */
  async answer({ tenant, route, key }: Keyed, { status, body }: Answered): Promise<Answered> {
    const { rowCount } = await this.pool.query(
      `update idempotent_request set status = $4, answer = $5
       where tenant = $1 and route = $2 and key = $3 and status is null`,
      [tenant, route, key, status, JSON.stringify(body)],
    );
    if (rowCount === 1) return { status, body };
    return answeredIn(await this.find(tenant, route, key)) ?? { status, body };
  }

  private async find(tenant: string, route: string, key: string): Promise<Row | null> {
    const { rows } = await this.pool.query<Row>(
      `select hash, status, answer from idempotent_request where tenant = $1 and route = $2 and key = $3`,
      [tenant, route, key],
    );
    return rows[0] ?? null;
  }
}

function answeredIn(row: Row | null): (Readonly<{ kind: 'answered' }> & Answered) | null {
  if (row === null || row.status === null || row.answer === null) return null;
  return { kind: 'answered', status: row.status, body: row.answer };
}

const FORGET = `
  delete from idempotent_request where ctid = any(array(
    select ctid from idempotent_request where at < now() - interval '7 days' limit $1 for update skip locked))`;
