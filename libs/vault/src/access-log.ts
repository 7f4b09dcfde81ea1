import type pg from 'pg';
import type { PersonId, TenantId } from '@mora/kernel';
import { reading } from '@mora/runtime';
import type { VaultAsk } from './vault.js';

export type Access = VaultAsk & Readonly<{ tenant: TenantId }>;

/** Its own transaction, committed before anything is handed out: no row, no value. One statement for all. */
export async function keepAccesses(pool: pg.Pool, all: readonly Access[]): Promise<void> {
  const actors = all.map(({ actor }) => ('system' in actor ? { subject: `system:${actor.system}`, roles: [] } : actor));
  await reading(pool).query(KEEP, [
    all.map(({ tenant }) => tenant),
    all.map(({ person }) => person),
    actors.map(({ subject }) => subject),
    actors.map(({ roles }) => JSON.stringify(roles)),
    all.map(({ purpose }) => purpose),
    all.map(({ fields }) => JSON.stringify(fields)),
    all.map(({ reference }) => reference),
  ]);
}

// An array of lists would have to be even; each list comes as a text and is taken apart by the row.
const KEEP = `
  insert into vault_access (tenant, person_id, actor, roles, purpose, fields, reference)
  select tenant, person, actor, array(select jsonb_array_elements_text(roles)), purpose,
    array(select jsonb_array_elements_text(fields)), reference
  from unnest($1::text[], $2::text[], $3::text[], $4::jsonb[], $5::text[], $6::jsonb[], $7::text[])
    with ordinality as asked (tenant, person, actor, roles, purpose, fields, reference, nth)
  order by nth`;

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
