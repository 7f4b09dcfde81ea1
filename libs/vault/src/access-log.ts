import type pg from 'pg';
import type { PersonId, TenantId } from '@mora/kernel';
import { reading } from '@mora/runtime';
import type { VaultAsk } from './vault.js';

export type Access = VaultAsk & Readonly<{ tenant: TenantId }>;

/** Its own transaction, committed before anything is handed out: no row, no value. */
export async function keepAccess(pool: pg.Pool, { tenant, person, actor, fields, ...ask }: Access): Promise<void> {
  const isSystem = 'system' in actor;
  await reading(pool).query(
    `insert into vault_access (tenant, person_id, actor, roles, purpose, fields, reference)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      tenant,
      person,
      isSystem ? `system:${actor.system}` : actor.subject,
      isSystem ? [] : actor.roles,
      ask.purpose,
      fields,
      ask.reference,
    ],
  );
}

export type AccessRow = Readonly<{
  position: bigint;
  at: Date;
  personId: PersonId;
  actor: string;
  roles: string[];
  purpose: string;
  fields: string[];
  reference: string | null;
}>;

/** Who has read what of a person, or of all of a tenant: the latest first. */
export async function accesses(
  pool: pg.Pool,
  {
    tenant,
    person,
    before,
    limit,
  }: Readonly<{ tenant: TenantId; person: string | null; before: bigint | null; limit: number }>,
): Promise<readonly AccessRow[]> {
  const { rows } = await pool.query<AccessRow>(
    `select position, at, person_id as "personId", actor, roles, purpose, fields, reference from vault_access
     where tenant = $1 and ($2::text is null or person_id = $2) and ($3::bigint is null or position < $3)
     order by position desc limit $4`,
    [tenant, person, before, limit],
  );
  return rows;
}
