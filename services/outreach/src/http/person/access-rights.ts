import type { Actor, Role } from '@mora/runtime';
import { Problem } from '@mora/runtime';
import { type AccessPurpose, VaultRefusal } from '../../vault/vault.js';

/** Who may ask the vault for what purpose. What is not named here is refused. */
const PURPOSES_OF: Readonly<Partial<Record<Role, readonly AccessPurpose[]>>> = {
  collector: ['contact', 'case-work'],
  agency: ['contact'],
  negotiator: ['contact', 'case-work'],
  legal: ['contact', 'case-work', 'court-document'],
  supervisor: ['case-work', 'complaint', 'subject-access', 'matching'],
  service: ['notice', 'court-document', 'matching'],
};

/** Throws the problem 403 `purpose-not-yours`. */
export function requirePurpose({ roles }: Actor, purpose: AccessPurpose): void {
  if (roles.some((role) => PURPOSES_OF[role]?.includes(purpose) === true)) return;
  throw new Problem(403, 'purpose-not-yours', 'Your roles do not allow this purpose.');
}

/** The vault's no, as a problem: 410 `erased` or 404 `person-unknown`. */
export function refusedBy(error: unknown): never {
  if (!(error instanceof VaultRefusal)) throw error;
  const isErased = error.code === 'erased';
  const detail = isErased ? 'The person has been erased.' : 'Nothing is kept of such a person.';
  throw new Problem(isErased ? 410 : 404, error.code, detail);
}
