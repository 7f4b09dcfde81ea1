import type { PersonId } from '@mora/kernel';
import type { PersonState } from '../../domain/person/state.js';
import { NO_WRITES } from '../../domain/person/writes.js';

/** What stands in the row: ids, flags and counts. Nothing of it tells who the person is. */
type StateJson = Omit<PersonState, 'personId' | 'status' | 'vaultKnownUpTo' | 'ownWords' | 'writes'>;

export type PersonRow = Readonly<{ person_id: PersonId; status: PersonState['status']; state: StateJson }>;

/** Both ways name every field: a rest or a spread of so many costs more than all the rest of a decision. */
export const stateText = (state: PersonState): string =>
  JSON.stringify({
    party: state.party,
    consents: state.consents,
    optOuts: state.optOuts,
    optIns: state.optIns,
    flags: state.flags,
    relations: state.relations,
    loans: state.loans,
    wanted: state.wanted,
    history: state.history,
    allowances: state.allowances,
    lastActivityOn: state.lastActivityOn,
    told: state.told,
  } satisfies Record<keyof StateJson, unknown>);

/** What is joined to a person, and is of the whole bank. */
export type Joined = Pick<PersonState, 'vaultKnownUpTo' | 'ownWords'>;

export const personFrom = ({ person_id, status, state }: PersonRow, joined: Joined): PersonState => ({
  personId: person_id,
  status,
  party: state.party,
  consents: state.consents,
  optOuts: state.optOuts,
  ...(state.optIns !== undefined && { optIns: state.optIns }),
  flags: state.flags,
  relations: state.relations,
  loans: state.loans,
  wanted: state.wanted,
  history: state.history,
  allowances: state.allowances,
  lastActivityOn: state.lastActivityOn,
  told: state.told,
  vaultKnownUpTo: joined.vaultKnownUpTo,
  ownWords: joined.ownWords,
  writes: NO_WRITES,
});
