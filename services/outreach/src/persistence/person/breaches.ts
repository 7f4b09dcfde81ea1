import { tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { Breach } from '../../domain/person/writes.js';

/** What firms did beyond what they were allowed, for a whole chunk; the same one again changes nothing. */
export async function saveBreaches(tx: Tx, all: readonly Breach[]): Promise<void> {
  if (all.length === 0) return;
  await tx.query(
    `insert into agency_breach (breach_id, tenant, agency_id, loan_id, kind, at, known_on)
     select id, tenant, agency, loan, kind, to_timestamp(at / 1000.0), known_on
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::date[])
       as b (id, tenant, agency, loan, kind, at, known_on)
     on conflict (breach_id) do nothing`,
    [
      all.map(({ id }) => id),
      all.map(({ loanId }) => tenantOf(loanId)),
      all.map(({ agencyId }) => agencyId),
      all.map(({ loanId }) => loanId),
      all.map(({ kind }) => kind),
      all.map(({ at }) => at),
      all.map(({ knownOn }) => knownOn),
    ],
  );
}
