import { type PersonId, tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { Sealing, Vault } from '@mora/vault';
import type { SealedRow } from '../../domain/assessment/rows.js';
import type { RowWriter } from '../loan/row-writer.js';

/** Whatever is sealed here has an id of its own; only the name of a document may be told again. */
const VERSION = 1;

/** Seals what persons have stated, and keeps for which loan it was: by that it is found when they are to be forgotten. */
export function sealedWriter(vault: Vault): RowWriter {
  async function save(tx: Tx, all: readonly object[]): Promise<void> {
    const rows = all as readonly SealedRow[];
    await vault.sealAll(tx, byPerson(rows));
    const given = new Map(rows.map((row) => [`${row.personId} ${row.loanId}`, row]));
    const last = [...given.values()].toSorted((a, b) => (a.personId < b.personId ? -1 : 1));
    await tx.query(GIVEN, [
      last.map(({ personId }) => personId),
      last.map(({ loanId }) => loanId),
      last.map(({ loanId }) => tenantOf(loanId)),
      last.map(({ on }) => on),
    ]);
  }
  return { table: 'sealed', save };
}

function byPerson(rows: readonly SealedRow[]): ReadonlyMap<PersonId, readonly Sealing[]> {
  // One statement seals all of a chunk, so that what was told twice in it must be there once.
  const last = new Map(rows.map((row) => [`${row.personId} ${row.field} ${row.ordinal}`, row]));
  const byId = new Map<PersonId, Sealing[]>();
  for (const { personId, field, ordinal, value } of last.values()) {
    const sealing: Sealing = { field, ordinal, version: VERSION, value };
    const known = byId.get(personId);
    if (known === undefined) byId.set(personId, [sealing]);
    else known.push(sealing);
  }
  return byId;
}

// Of who is erased nothing is kept, not even that something was given.
const GIVEN = `
  insert into figures_given as known (person_id, loan_id, tenant, last_on)
  select r.* from unnest($1::text[], $2::text[], $3::text[], $4::date[]) as r (person_id, loan_id, tenant, last_on)
  where not exists (
    select 1 from subject_key k where k.person_id = r.person_id and k.destroyed_at is not null)
  on conflict (person_id, loan_id) do update set last_on = greatest(known.last_on, excluded.last_on)`;
