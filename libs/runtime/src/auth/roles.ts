import { SetMetadata } from '@nestjs/common';

/** Everybody that Mora knows. A role of the bank's directory that is none of these is passed over. */
export const ROLES = [
  'ledger-client', // the machine of an upstream ledger
  'reporting-client', // a machine that reads what is published
  'service', // another service of this installation
  'collector',
  'negotiator',
  'legal',
  'supervisor',
  'compliance', // templates, policies, who has read personal data
  'auditor',
  'operator', // works for a tenant: holds, dead letters, days
  'platform-operator', // runs the installation: what names no tenant
  'agency', // a collector of an outside firm, which the token names
  'borrower',
] as const;

export type Role = (typeof ROLES)[number];

export const ALLOWED_ROLES = Symbol('mora: the roles that may use a route');
export const OPEN = Symbol('mora: a route without a token');

/** Whoever has one of these roles may use the route. A route without it stops the service from starting. */
export const Roles = (...roles: readonly [Role, ...Role[]]) => SetMetadata(ALLOWED_ROLES, roles);

/** No token needed: for health and metrics, and not exported to services. */
export const Open = () => SetMetadata(OPEN, 'of every service');

/**
 * No token can be had here: the sender signs, or holds a secret that the controller checks itself. The reason is logged at
 * every start, so that whoever runs the service sees which of its doors take no token.
 */
export const Unauthenticated = (reason: string) => SetMetadata(OPEN, reason);

/** The roles that may use a route: its own, else its controller's. */
export function rolesOf(route: object, controller: object): readonly Role[] {
  const own = Reflect.getMetadata(ALLOWED_ROLES, route) as readonly Role[] | undefined;
  return own ?? (Reflect.getMetadata(ALLOWED_ROLES, controller) as readonly Role[] | undefined) ?? [];
}
