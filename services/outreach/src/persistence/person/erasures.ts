import { partyIdOf, type PersonId, tenantOf } from '@mora/kernel';
import { PARTIES_STREAM } from '@mora/contracts';
import type { Tx } from '@mora/runtime';
import type { ErasureRequest } from '../../domain/person/writes.js';

type Of = Readonly<{ person: PersonId; request: ErasureRequest }>;

/** What was asked for and could not be done yet, with the reasons. */
export async function saveErasureRequests(tx: Tx, all: readonly Of[]): Promise<void> {
  for (const { person, request } of all) await saveErasureRequest(tx, person, request);
}

/** Seldom: one at a time. */
export async function saveErasureRequest(
  tx: Tx,
  person: PersonId,
  { askedOn, by, because, refused, erasableOn }: ErasureRequest,
): Promise<void> {
  await tx.query(
    `insert into erasure_request (tenant, person_id, asked_on, by, because, refused, erasable_on)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [tenantOf(person), person, askedOn, by, because, refused, erasableOn],
  );
}

/**
 * Records of the person that wait or were set aside: sealed as they are, they would come back to life when an operator
 * replays them.
 */
export async function eraseTraces(tx: Tx, person: PersonId): Promise<void> {
  await tx.query(`delete from parked_record where space = 'person' and subject = $1 and stream = $2`, [
    person,
    PARTIES_STREAM,
  ]);
  await tx.query(
    `delete from dead_letter where stream = $1 and key in (convert_to($2, 'UTF8'), convert_to($3, 'UTF8'))`,
    [PARTIES_STREAM, person, partyIdOf(person)],
  );
}
