import { createHash, randomBytes } from 'node:crypto';
import type { LoanId, PersonId } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { Channel, Role } from '../../domain/words.js';

type Db = Pick<Tx, 'query'>;

export type OptOutLink = Readonly<{
  loanId: LoanId;
  personId: PersonId;
  role: Role;
  channel: Channel;
  expiresAt: Date;
}>;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** A secret for whoever is written to; its hash alone is kept. */
export async function makeLink(db: Db, tenant: string, link: OptOutLink): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const { loanId, personId, role, channel, expiresAt } = link;
  await db.query(
    `insert into opt_out_link (hash, tenant, loan_id, person_id, role, channel, expires_at)
      values ($1, $2, $3, $4, $5, $6, $7)`,
    [hashOf(token), tenant, loanId, personId, role, channel, expiresAt],
  );
  return token;
}

/** Null where there is no such link. One that is old still says what it said: it can only restrict. */
export async function linkOf(db: Db, token: string): Promise<OptOutLink | null> {
  const [row] = await db.query<OptOutLink>(
    `select loan_id as "loanId", person_id as "personId", role, channel, expires_at as "expiresAt"
      from opt_out_link where hash = $1`,
    [hashOf(token)],
  );
  return row ?? null;
}

export async function linkUsed(db: Db, token: string, now: Date): Promise<void> {
  await db.query(`update opt_out_link set used_at = coalesce(used_at, $2) where hash = $1`, [hashOf(token), now]);
}
