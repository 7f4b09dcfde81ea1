import type { Actor, Role } from '@mora/runtime';
import { Problem } from '@mora/runtime';
import type { AccessPurpose } from '../../vault/vault.js';

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
