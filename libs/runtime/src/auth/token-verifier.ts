import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { Problem } from '../service/http/problem.js';

/** Signatures by a key pair only: a shared secret, or none at all, is never taken. */
export const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const CLOCK_TOLERANCE_S = 30;
const DISCOVERY_DEADLINE_MS = 5_000;

export type VerifierOptions = Readonly<{ issuer: string; audience: string }>;

/** Judges tokens by the issuer's published keys, which it finds by discovery at the first token, and caches. */
export class TokenVerifier {
  private keys: Promise<JWTVerifyGetKey> | null = null;

  constructor(private readonly options: VerifierOptions) {}

  /** Throws the problem 401 where the token is no good, 503 where the issuer cannot be asked. */
  async verify(token: string): Promise<JWTPayload> {
    const keys = await this.issuerKeys();
    try {
      const { payload } = await jwtVerify(token, keys, {
        ...this.options,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_S,
        requiredClaims: ['exp', 'sub'],
      });
      return payload;
    } catch (error) {
      throw refusalOf(error);
    }
  }

  private issuerKeys(): Promise<JWTVerifyGetKey> {
    this.keys ??= discover(this.options.issuer).catch((error: unknown) => {
      this.keys = null; // the next token asks again
      throw away(error);
    });
    return this.keys;
  }
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(url, { signal: AbortSignal.timeout(DISCOVERY_DEADLINE_MS), redirect: 'error' });
  if (!response.ok) throw new Error(`the issuer answered ${response.status}`);
  const found = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
  if (found.issuer !== issuer) throw new Error('the issuer calls itself by another name');
  return createRemoteJWKSet(new URL(String(found.jwks_uri)));
}

function refusalOf(error: unknown): Problem {
  if (error instanceof errors.JWTExpired) return new Problem(401, 'token-expired', 'The token has expired.');
  if (isOfIssuer(error)) return away(error);
  return new Problem(401, 'token-invalid', 'The token is not one that this service takes.');
}

/** The keys could not be had, or were none: that says nothing about the token. */
function isOfIssuer(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true;
  return ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'].includes(error.code);
}

function away(cause: unknown): Problem {
  const problem = new Problem(503, 'identity-provider-away', 'The identity provider cannot be asked just now.');
  problem.cause = cause;
  return problem;
}
