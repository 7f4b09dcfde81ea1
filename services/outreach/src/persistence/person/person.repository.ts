import { Injectable } from '@nestjs/common';
import { type PersonId, tenantOf } from '@mora/kernel';
import { together, type Tx } from '@mora/runtime';
import type { PersonState } from '../../domain/person/state.js';
import { stranger } from '../../domain/person/step.js';
import { isSource } from '../../domain/person/sources.js';
import { Vault } from '../../vault/vault.js';
import { ownWordsOf } from '../notices/own-words.js';
import { saveAllowances } from './allowances.js';
import { saveBreaches } from './breaches.js';
import { saveDecisions } from './decisions.js';
import { eraseTraces, saveErasureRequests } from './erasures.js';
import { knownUpTo, saveHeartbeats } from './party-sources.js';
import { personFrom, type PersonRow, stateText } from './person.json.js';
import { sealParties } from './vault-rows.js';

/** One row a person, and what goes with it: decisions, allowances, fields for the vault. All of it in whole chunks. */
@Injectable()
export class PersonRepository {
  constructor(private readonly vault: Vault) {}

  /** Of whom nothing is kept there is a state all the same: how far the party records are known is of everybody. */
  async load(tx: Tx, subjects: readonly string[]): Promise<Map<string, PersonState>> {
    const persons = subjects as readonly PersonId[];
    const asked = tx.query<PersonRow>(LOAD, [persons]);
    const tenants = [...new Set(persons.map(tenantOf))];
    const [rows, known, words] = await Promise.all([asked, knownUpTo(tx, tenants), ownWordsOf(tx, tenants)]);
    const kept = new Map(rows.map((row) => [row.person_id, row]));
    return new Map(
      persons.map((person) => {
        const row = kept.get(person);
        const tenant = tenantOf(person);
        const joined = { vaultKnownUpTo: known.get(tenant) ?? null, ownWords: words.get(tenant) ?? [] };
        return [person, row === undefined ? { ...stranger(person), ...joined } : personFrom(row, joined)];
      }),
    );
  }

  /** A key is destroyed behind everything else that is sealed here, so that nothing of the erased is sealed after it. */
  async save(tx: Tx, changed: ReadonlyMap<string, PersonState>, partitionOf: (id: string) => number): Promise<void> {
    const states = [...changed.values()];
    const erased = states.filter(({ writes }) => writes.erasure !== null);
    await together([
      this.upsert(tx, states, partitionOf),
      saveDecisions(
        tx,
        states.flatMap(({ writes }) => writes.decisions),
      ),
      saveAllowances(
        tx,
        withPerson(states, 'allowances', (person, allowance) => ({ person, allowance })),
      ),
      saveBreaches(
        tx,
        states.flatMap(({ writes }) => writes.breaches),
      ),
      saveHeartbeats(
        tx,
        withPerson(states, 'heartbeats', (person, heartbeat) => ({ person, heartbeat })),
      ),
      saveErasureRequests(
        tx,
        withPerson(states, 'erasureRequests', (person, request) => ({ person, request })),
      ),
      sealParties(tx, this.vault, states),
    ]);
    for (const { personId, writes } of erased) {
      const { by, because } = writes.erasure as NonNullable<typeof writes.erasure>;
      await this.vault.erase(tx, personId, by, because);
      await eraseTraces(tx, personId);
    }
  }

  private async upsert(tx: Tx, all: readonly PersonState[], partitionOf: (id: string) => number): Promise<void> {
    const states = all.filter(({ personId }) => !isSource(personId));
    if (states.length === 0) return;
    await tx.query(UPSERT, [
      states.map((s) => s.personId),
      states.map((s) => tenantOf(s.personId)),
      states.map((s) => partitionOf(s.personId)),
      states.map((s) => s.status),
      states.map((s) => s.party?.version ?? null),
      states.map(stateText),
    ]);
  }
}

type Listed = 'allowances' | 'heartbeats' | 'erasureRequests';

const withPerson = <K extends Listed, T>(
  states: readonly PersonState[],
  list: K,
  pair: (person: PersonId, one: PersonState['writes'][K][number]) => T,
): T[] => states.flatMap(({ personId, writes }) => writes[list].map((one) => pair(personId, one)));

const LOAD = `select person_id, status, state from person where person_id = any($1::text[])`;

const UPSERT = `
  insert into person (person_id, tenant, partition, status, vault_version, state)
  select * from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::bigint[], $6::json[])
  on conflict (person_id) do update
    set status = excluded.status, vault_version = excluded.vault_version, state = excluded.state`;
