import type { PersonId } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { PersonState } from '../../domain/person/state.js';
import type { Sealing, Vault } from '../../vault/vault.js';

/** What the ledger says of a person; anything else in the vault was put there by us and stays. */
const OF_PARTY = ['name', 'idNumber', 'birthDate', 'attorney', 'point'];

/** Seals the party records of a chunk; what a record does not name any more is deleted. */
export async function sealParties(tx: Tx, vault: Vault, states: readonly PersonState[]): Promise<void> {
  const brought = states.flatMap(({ personId, writes }) => {
    const { party } = writes;
    if (party === null) return [];
    const fields = party.fields.map((field): Sealing => ({ version: party.version, ...field }));
    return [{ personId, version: party.version, fields }];
  });
  if (brought.length === 0) return;
  await vault.sealAll(
    tx,
    new Map<PersonId, readonly Sealing[]>(brought.map(({ personId, fields }) => [personId, fields])),
  );
  await tx.query(
    `delete from party_field using unnest($1::text[], $2::bigint[]) as now_known (person, known)
     where person_id = person and version < known and field = any($3::text[])`,
    [brought.map(({ personId }) => personId), brought.map(({ version }) => version), OF_PARTY],
  );
}
