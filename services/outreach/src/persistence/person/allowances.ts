import { type PersonId, tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { Allowance } from '../../domain/person/state.js';

type Of = Readonly<{ person: PersonId; allowance: Allowance }>;

/** The last word of each allowance stays; it is said once for all of a chunk. */
export async function saveAllowances(tx: Tx, all: readonly Of[]): Promise<void> {
  if (all.length === 0) return;
  const last = [...new Map(all.map((one) => [one.allowance.id, one])).values()];
  await tx.query(SAVE, [
    last.map(({ allowance }) => allowance.id),
    last.map(({ person }) => tenantOf(person)),
    last.map(({ allowance }) => allowance.agencyId),
    last.map(({ allowance }) => allowance.loanId),
    last.map(({ person }) => person),
    last.map(({ allowance }) => allowance.channel),
    last.map(({ allowance }) => allowance.granted),
    last.map(({ allowance }) => allowance.used),
    last.map(({ allowance }) => allowance.givenBack),
    last.map(({ allowance }) => allowance.from),
    last.map(({ allowance }) => allowance.until),
  ]);
}

export type AllowanceRow = Readonly<{ granted: number; used: number; givenBack: number }>;

export async function allowanceOf(db: Pick<Tx, 'query'>, tenant: string, id: string): Promise<AllowanceRow | null> {
  const [row] = await db.query<AllowanceRow>(
    `select granted, used, given_back as "givenBack" from allowance where tenant = $1 and allowance_id = $2`,
    [tenant, id],
  );
  return row ?? null;
}

const SAVE = `
  insert into allowance (allowance_id, tenant, agency_id, loan_id, person_id, channel, granted, used, given_back,
    valid_from, valid_until)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::int[],
    $9::int[], $10::date[], $11::date[])
  on conflict (allowance_id) do update set used = excluded.used, given_back = excluded.given_back`;
