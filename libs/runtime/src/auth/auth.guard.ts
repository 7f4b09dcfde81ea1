import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../tokens.js';
import type { CommonConfig } from '../service/config/common-settings.js';
import { Problem } from '../service/http/problem.js';
import type { TracedRequest } from '../service/http/request.js';
import { type Actor, requireTenant } from './actor.js';
import { actorOf } from './claims.js';
import { OPEN, rolesOf } from './roles.js';
import { TokenVerifier } from './token-verifier.js';

/** On every route: no token, no role, or another tenant's loan in the path, and the controller is never reached. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    @Inject(TokenVerifier) private readonly verifier: TokenVerifier,
    @Inject(CONFIG) private readonly config: CommonConfig,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (Reflect.hasMetadata(OPEN, context.getHandler())) return true;
    const allowed = rolesOf(context.getHandler(), context.getClass());
    const request = context.switchToHttp().getRequest<TracedRequest>();
    const actor = await this.actor(request);
    if (!actor.roles.some((role) => allowed.includes(role)))
      throw new Problem(403, 'role-missing', 'Your roles do not allow this.');
    for (const tenant of tenantsInPath(request)) requireTenant(actor, tenant);
    request.actor = actor;
    return true;
  }

  private async actor(request: TracedRequest): Promise<Actor> {
    const token = /^Bearer ([^\s]+)$/i.exec(request.header('authorization') ?? '')?.[1];
    if (token === undefined) throw new Problem(401, 'token-missing', 'Send a bearer token.');
    const names = { tenant: this.config.OIDC_TENANT_CLAIM, roles: this.config.OIDC_ROLES_CLAIM };
    return actorOf(await this.verifier.verify(token), names);
  }
}

/** `:tenant`, and the tenant before the colon of a `:loanId` or `:personId`: ids that stand for themselves in all of Mora. */
function tenantsInPath({ params }: TracedRequest): string[] {
  const named = params['tenant'] === undefined ? [] : [String(params['tenant'])];
  const ids = ['loanId', 'personId'].flatMap((name) => params[name] ?? []);
  return [...named, ...ids.map((id) => id.split(':', 1)[0] ?? '')];
}
