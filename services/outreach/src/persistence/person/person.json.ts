import type { PersonId } from '@mora/kernel';
import type { PersonState } from '../../domain/person/state.js';
import { NO_WRITES } from '../../domain/person/writes.js';

/** What stands in the row: ids, flags and counts. Nothing of it tells who the person is. */
type StateJson = Omit<PersonState, 'personId' | 'status' | 'vaultKnownUpTo' | 'ownWords' | 'writes'>;

export type PersonRow = Readonly<{ person_id: PersonId; status: PersonState['status']; state: StateJson }>;

export function stateText({
  personId: _id,
  status: _status,
  vaultKnownUpTo: _known,
  ownWords: _words,
  writes: _writes,
  ...kept
}: PersonState) {
  return JSON.stringify(kept satisfies StateJson);
}

/** What is joined to a person, and is of the whole bank. */
export type Joined = Pick<PersonState, 'vaultKnownUpTo' | 'ownWords'>;

export const personFrom = (row: PersonRow, joined: Joined): PersonState => ({
  personId: row.person_id,
  status: row.status,
  ...row.state,
  ...joined,
  writes: NO_WRITES,
});
