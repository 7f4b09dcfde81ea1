import type { PersonId } from '@mora/kernel';

const MARK = '@parties-';

/** The pseudo person that a source's heartbeats of one partition are taken under: its lane is their order. */
export const sourceSubject = (tenant: string, source: string, partition: number): PersonId =>
  `${tenant}:${MARK}${source}-${partition}` as PersonId;

export const isSource = (person: PersonId): boolean => person.slice(person.indexOf(':') + 1).startsWith(MARK);

/** No party may be taken for a source. */
export const isPartyId = (partyId: string): boolean => !partyId.startsWith('@');
