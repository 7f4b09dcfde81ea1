import { createRemoteJWKSet, jwtVerify } from 'jose';
import { type RunningIssuer, startIssuer } from './index.js';

let running: RunningIssuer;

beforeAll(async () => {
  running = await startIssuer();
});

afterAll(() => running?.stop());

async function claimsOf(token: string) {
  const { issuer } = running;
  const discovered = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as { jwks_uri: string };
  const keys = createRemoteJWKSet(new URL(discovered.jwks_uri));
  return (await jwtVerify(token, keys, { issuer, audience: 'mora' })).payload;
}

it('gives a token that verifies by discovery, with tenant, subject and roles', async () => {
  const token = await running.token({ tenant: 'bank-a', subject: 'li', roles: ['legal'], expiresIn: 60 });
  const claims = await claimsOf(token);
  expect(claims).toMatchObject({ tenant: 'bank-a', sub: 'li', roles: ['legal'] });
  expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(60);
});

it('gives the same over HTTP, to whoever asks as a client would', async () => {
  const answer = await fetch(`${running.issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      tenant: 'bank-a',
      subject: 'wang',
      roles: 'supervisor,auditor',
    }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  expect(await claimsOf(token)).toMatchObject({ tenant: 'bank-a', sub: 'wang', roles: ['supervisor', 'auditor'] });
});
