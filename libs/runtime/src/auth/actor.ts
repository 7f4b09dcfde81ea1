import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { TenantId } from '@mora/kernel';
import { Problem } from '../service/http/problem.js';
import type { TracedRequest } from '../service/http/request.js';
import type { Role } from './roles.js';

/** Who acts, by the token. Never by the body. */
export type Actor = Readonly<{
  tenant: TenantId;
  /** Further entities of the bank that this actor works for. */
  tenants?: readonly TenantId[];
  /** The identity provider's id of the person or the machine (`sub`). */
  subject: string;
  roles: readonly Role[];
  /** The outside firm that an actor of the role `agency` works for. */
  agency?: string;
}>;

export const actsFor = (actor: Actor, tenant: string): boolean =>
  actor.tenant === tenant || (actor.tenants?.some((other) => other === tenant) ?? false);

/** Throws the problem 403 `tenant-not-yours`. For tenants that stand in a body; those in a path the guard has judged. */
export function requireTenant(actor: Actor, tenant: string): void {
  if (!actsFor(actor, tenant)) throw new Problem(403, 'tenant-not-yours', 'Your token is for another tenant.');
}

/** `@CurrentActor() actor: Actor` in a controller. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<TracedRequest>();
  if (actor === undefined) throw new Problem(401, 'token-missing');
  return actor;
});
