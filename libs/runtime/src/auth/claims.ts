import { tenantId, type TenantId } from '@mora/kernel';
import type { JWTPayload } from 'jose';
import { Problem } from '../service/http/problem.js';
import type { Actor } from './actor.js';
import { type Role, ROLES } from './roles.js';

/** Where the bank's identity provider puts what we need; dots step inside, as in `realm_access.roles`. */
export type ClaimNames = Readonly<{ tenant: string; roles: string }>;

/** The actor that a verified token speaks for. Throws the problem 401 where it names no tenant. */
export function actorOf(payload: JWTPayload, names: ClaimNames): Actor {
  const own = claimAt(payload, names.tenant);
  const others = texts(payload['tenants']);
  const agency = payload['agency'];
  return {
    tenant: tenant(own),
    ...(others.length > 0 && { tenants: others.map(tenant) }),
    subject: String(payload.sub),
    roles: texts(claimAt(payload, names.roles)).filter(isRole),
    ...(typeof agency === 'string' && agency !== '' && { agency }),
  };
}

function tenant(claim: unknown): TenantId {
  try {
    return tenantId(typeof claim === 'string' ? claim : ''); // a missing claim must not become a tenant named `undefined`
  } catch (cause) {
    throw Object.assign(new Problem(401, 'token-without-tenant', 'The token names no tenant.'), { cause });
  }
}

function claimAt(payload: JWTPayload, path: string): unknown {
  if (Object.hasOwn(payload, path)) return payload[path]; // a name such as https://bank.example/roles holds dots itself
  return path.split('.').reduce<unknown>((at, name) => {
    const inside = typeof at === 'object' && at !== null && Object.hasOwn(at, name);
    return inside ? (at as Record<string, unknown>)[name] : undefined;
  }, payload);
}

const texts = (claim: unknown): readonly string[] =>
  Array.isArray(claim) ? claim.filter((item) => typeof item === 'string') : [];

const isRole = (name: string): name is Role => (ROLES as readonly string[]).includes(name);
