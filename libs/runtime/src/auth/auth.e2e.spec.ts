import { exportSPKI, generateKeyPair, importJWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import request from 'supertest';
import { type RunningIssuer, startIssuer, type TokenSpec, useDatabase } from '@mora/testing';
import { BakeryModule } from '../service/fixtures/bakery.js';
import { type RunningService, startService } from '../service/start-service.js';

const db = useDatabase();
let issuer: RunningIssuer;
let bakery: RunningService;
const started: RunningService[] = [];

const start = async (env: Record<string, string> = {}) => {
  const service = await startService(BakeryModule, {
    env: {
      BUS: 'embedded',
      DATABASE_URL: db.url,
      OIDC_ISSUER: issuer.issuer,
      TIME_ZONE: 'UTC',
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'error',
      ...env,
    },
  });
  started.push(service);
  return service;
};

beforeAll(async () => {
  issuer = await startIssuer();
  bakery = await start();
});

afterAll(async () => {
  await Promise.all(started.map((service) => service.stop()));
  await issuer?.stop();
});

const good: TokenSpec = { tenant: 'bank-a', subject: 'li', roles: ['auditor'] };
const read = async (token: string | null, path = '/loans/bank-a:17', at = bakery) => {
  const asked = request(at.url).get(path);
  const { status, body } = await (token === null ? asked : asked.set('Authorization', `Bearer ${token}`));
  return [status, body.reason ?? 'let in'];
};

it.each<[string, Partial<TokenSpec>, number, string]>([
  // rule                                               what differs                     status  reason
  ['a good token is let in', {}, 200, 'let in'],
  ['an expired token is refused', { expiresIn: -31 }, 401, 'token-expired'],
  ['a clock that differs by less than 30 s is no reason', { expiresIn: -25 }, 200, 'let in'],
  ['a token meant for another is refused', { audience: 'payroll' }, 401, 'token-invalid'],
  ['a token without a tenant is refused', { tenant: undefined }, 401, 'token-without-tenant'],
  ['a token whose tenant is no tenant’s name is refused', { tenant: 'Bank A' }, 401, 'token-without-tenant'],
  ['another tenant’s loan is refused', { tenant: 'bank-b' }, 403, 'tenant-not-yours'],
  ['a tenant whose name begins alike is another', { tenant: 'bank' }, 403, 'tenant-not-yours'],
  ['whoever works for several entities sees each', { tenant: 'bank-b', tenants: ['bank-a'] }, 200, 'let in'],
  ['another role is refused', { roles: ['collector'] }, 403, 'role-missing'],
  ['no role is refused', { roles: [] }, 403, 'role-missing'],
  ['a role that Mora does not know is no role', { roles: ['AUDITOR', 'admin'] }, 403, 'role-missing'],
])('%s', async (_rule, differs, status, reason) => {
  expect(await read(await issuer.token({ ...good, ...differs }))).toEqual([status, reason]);
});

it('nobody comes in without a token', async () => {
  expect(await read(null)).toEqual([401, 'token-missing']);
  expect(await read('not.a.token')).toEqual([401, 'token-invalid']);
});

const claims = (): JWTPayload => ({ iss: issuer.issuer, aud: 'mora', sub: 'li', tenant: 'bank-a', roles: ['auditor'] });

it('a door that says why it takes no token lets everybody in, and makes nobody an actor', async () => {
  const token = await issuer.token(good);
  const sent = await request(bakery.url).post('/flour').set('Authorization', `Bearer ${token}`).send({ bags: 3 });
  expect([sent.status, sent.body]).toEqual([201, { bytes: 10, actor: null }]);
});

it.each([
  ['north-star', 'north-star'],
  [undefined, null],
  ['', null],
  [['north-star'], null],
])('the firm of an outside collector is read from the token: %j', async (claim, agency) => {
  const token = await issuer.token({ ...good, roles: ['agency'], claims: { agency: claim } });
  const { body } = await request(bakery.url).get('/rounds').set('Authorization', `Bearer ${token}`);
  expect(body).toEqual({ agency });
});

it('a token that nobody signed is refused', async () => {
  expect(await read(new UnsecuredJWT(claims()).setExpirationTime('5m').encode())).toEqual([401, 'token-invalid']);
});

it('a token signed with the published key as if it were a secret is refused', async () => {
  const [key] = await publishedKeys();
  const pem = await exportSPKI((await importJWK({ ...key, alg: 'RS256' })) as Parameters<typeof exportSPKI>[0]);
  const token = await new SignJWT(claims())
    .setProtectedHeader({ alg: 'HS256', kid: String(key?.['kid']) })
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(pem));
  expect(await read(token)).toEqual([401, 'token-invalid']);
});

it('a token signed by a stranger who borrows the key’s name is refused', async () => {
  const [key] = await publishedKeys();
  const { privateKey } = await generateKeyPair('RS256');
  const token = await new SignJWT(claims())
    .setProtectedHeader({ alg: 'RS256', kid: String(key?.['kid']) })
    .setExpirationTime('5m')
    .sign(privateKey);
  expect(await read(token)).toEqual([401, 'token-invalid']);
});

it('a token that never expires is refused', async () => {
  const token = await issuer.token({ ...good, claims: { exp: undefined } });
  expect(await read(token)).toEqual([401, 'token-invalid']);
});

it('a token of another issuer is refused', async () => {
  const other = await startIssuer();
  const token = await other.token(good);
  await other.stop();
  expect(await read(token)).toEqual([401, 'token-invalid']);
});

it('a tenant in the path is judged before the controller is reached', async () => {
  const token = await issuer.token({ ...good, tenant: 'bank-b' });
  expect(await read(token, '/tenants/bank-a/refused')).toEqual([403, 'tenant-not-yours']);
  expect(await read(token, '/tenants/bank-b/refused')).toEqual([409, 'oven-cold']);
});

it('an issuer that is away is weather: nobody is called a liar, and the next token asks again', async () => {
  const late = await startIssuer();
  const { issuer: url } = late;
  await late.stop();
  const service = await start({ OIDC_ISSUER: url });
  expect(await read(await issuer.token(good), undefined, service)).toEqual([503, 'identity-provider-away']);
  const back = await startIssuer({ port: Number(new URL(url).port) });
  expect(await read(await back.token(good), undefined, service)).toEqual([200, 'let in']);
  await back.stop();
});

it('finds tenant and roles where the bank’s identity provider puts them', async () => {
  const service = await start({ OIDC_TENANT_CLAIM: 'org', OIDC_ROLES_CLAIM: 'realm_access.roles' });
  const token = await issuer.token({
    ...good,
    roles: [],
    claims: { org: 'bank-a', realm_access: { roles: ['auditor'] } },
  });
  expect(await read(token, undefined, service)).toEqual([200, 'let in']);
});

async function publishedKeys(): Promise<Record<string, unknown>[]> {
  const { jwks_uri: uri } = (await (await fetch(`${issuer.issuer}/.well-known/openid-configuration`)).json()) as {
    jwks_uri: string;
  };
  return ((await (await fetch(uri)).json()) as { keys: Record<string, unknown>[] }).keys;
}
