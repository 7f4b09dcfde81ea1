import { Writable } from 'node:stream';
import request from 'supertest';
import { type RunningIssuer, startIssuer, useDatabase } from '@mora/testing';
import { BakeryModule, ForgetfulModule } from './fixtures/bakery.js';
import { type MachineryFactory, noMachinery } from './machinery.js';
import { type RunningService, startService } from './start-service.js';

const db = useDatabase();
let issuer: RunningIssuer;
let service: RunningService;
let loggedLines: string[];
let wrong: { live: string | null; ready: string | null };

const loggedTo = (lines: string[]) =>
  new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(chunk.toString()), done()) });

const env = () => ({
  BUS: 'embedded',
  DATABASE_URL: db.url,
  OIDC_ISSUER: issuer.issuer,
  TIME_ZONE: 'Asia/Shanghai',
  HOST: '127.0.0.1',
  PORT: '0',
  LOG_LEVEL: 'debug',
});

const moody: MachineryFactory = (context) => ({
  ...noMachinery(context),
  live: () => wrong.live,
  ready: () => wrong.ready,
});

const http = () => request(service.url);
const bearer = async (roles: readonly string[], tenant = 'bank-a') =>
  `Bearer ${await issuer.token({ tenant, subject: 'li', roles })}`;

beforeAll(async () => {
  issuer = await startIssuer();
  loggedLines = [];
  service = await startService(BakeryModule, { env: env(), machinery: moody, logTo: loggedTo(loggedLines) });
});

beforeEach(() => {
  wrong = { live: null, ready: null };
});

afterAll(async () => {
  await service?.stop();
  await issuer?.stop();
});

it('takes an order of whoever has one of the roles, and tells the controller who it is', async () => {
  const answer = await http()
    .post('/orders')
    .set('Authorization', await bearer(['collector']))
    .send({ bread: 'rye', loaves: 2 });
  expect([answer.status, answer.body]).toEqual([201, { bread: 'rye', loaves: 2, by: 'li', bytes: 26 }]);
});

it('reads a CloudEvent’s body as JSON', async () => {
  const answer = await http()
    .post('/orders')
    .set('Authorization', await bearer(['collector']))
    .type('application/cloudevents+json')
    .send(JSON.stringify({ bread: 'rye', loaves: 2 }));
  expect(answer.status).toBe(201);
});

it('lists every wrong field of a body in plain words', async () => {
  const answer = await http()
    .post('/orders')
    .set('Authorization', await bearer(['collector']))
    .send({ bread: 'RYE', loaves: 0, jam: true });
  expect(answer.type).toBe('application/problem+json');
  expect(answer.body).toEqual({
    type: 'urn:mora:problem:request-invalid',
    title: 'Bad Request',
    status: 400,
    reason: 'request-invalid',
    detail: 'jam is not known here; bread must be one word in small letters; loaves must not be less than 1',
    fields: [
      { field: 'jam', says: ['is not known here'] },
      { field: 'bread', says: ['must be one word in small letters'] },
      { field: 'loaves', says: ['must not be less than 1'] },
    ],
  });
});

it.each([
  // rule                                      method  path                            body      status  reason
  ['a rule’s refusal has its own reason', 'get', '/tenants/bank-a/refused', '', 409, 'oven-cold'],
  ['what is not there is a problem too', 'get', '/nowhere', '', 404, 'not-found'],
  ['a fault of ours says nothing of its inside', 'get', '/broken', '', 500, 'internal-server-error'],
  ['a body that is no JSON is quoted to nobody', 'post', '/orders', '{"name":"Zhang', 400, 'body-not-json'],
  ['a body beyond the limit is not read', 'post', '/orders', `"${'x'.repeat(1_100_000)}"`, 413, 'payload-too-large'],
] as const)('%s', async (_rule, method, path, body, status, reason) => {
  const asked = http()
    [method](path)
    .set('Authorization', await bearer(['auditor', 'collector']));
  const answer = await (body === '' ? asked : asked.type('application/json').send(body));
  expect([answer.type, answer.status, answer.body.reason]).toEqual(['application/problem+json', status, reason]);
  expect(answer.text).not.toMatch(/Zhang|at .*\.ts|node_modules/);
});

it('writes nobody’s name into the log when a request fails', async () => {
  await http()
    .get('/broken')
    .set('Authorization', await bearer(['auditor']));
  const failed = loggedLines.filter((line) => line.includes('a request failed'));
  expect(failed.join()).toContain('"route":"/broken"');
  expect(loggedLines.join()).not.toMatch(/Zhang|138 0000/);
});

it('shows its doors and can take a token on the page, without a token', async () => {
  expect((await http().get('/docs')).text).toContain('swagger');
  const { body } = await http().get('/docs-json');
  expect(body.components.securitySchemes.bearer).toMatchObject({ type: 'http', scheme: 'bearer' });
  expect(body.security).toEqual([{ bearer: [] }]);
  expect(body.paths['/orders'].post.description).toBe('For: ledger-client, collector.');
  expect(Object.keys(body.paths['/orders'].post.responses)).toEqual(['201', '400', '401', '403']);
});

it('documents the fields of a body by the rules that it is checked by', async () => {
  const { body } = await http().get('/docs-json');
  expect(body.components.schemas.OrderDto).toEqual({
    type: 'object',
    properties: {
      bread: { type: 'string', pattern: '^[a-z]+$' },
      loaves: { type: 'integer', minimum: 1 },
      wishes: { type: 'array', items: { type: 'string' } },
    },
    required: ['bread', 'loaves'],
  });
});

it('is live and ready while the machinery is', async () => {
  expect((await http().get('/health/live')).status).toBe(200);
  expect((await http().get('/health/ready')).body.details).toMatchObject({
    machinery: { status: 'up' },
    database: { status: 'up' },
  });
});

it('is not live when the machinery has stood still, and says so', async () => {
  wrong.live = 'the loop has not turned for 61 s';
  const answer = await http().get('/health/live');
  expect([answer.status, answer.body.error.machinery.message]).toEqual([503, 'the loop has not turned for 61 s']);
});

it('is not ready, and yet live, before it has joined', async () => {
  wrong.ready = 'not joined';
  expect((await http().get('/health/ready')).status).toBe(503);
  expect((await http().get('/health/live')).status).toBe(200);
});

it('counts itself under names that dashboards know', async () => {
  const { text } = await http().get('/metrics');
  for (const name of ['mora_lag_records', 'mora_outbox_rows', 'mora_dead_letters_total', 'process_cpu_seconds_total'])
    expect(text).toContain(`# TYPE ${name} `);
  expect(text).toContain('service="bakery"');
});

it('a command carries a key, which counts within its tenant', async () => {
  const heat = async (tenant: string, key: string) => {
    const asked = http()
      .post('/ovens/heat')
      .set('Authorization', await bearer(['collector'], tenant));
    const { body } = await (key === '' ? asked : asked.set('Idempotency-Key', key));
    return body.key ?? body.reason;
  };
  expect(await heat('bank-a', 'monday-1')).toBe('bank-a:monday-1');
  expect(await heat('bank-b', 'monday-1')).toBe('bank-b:monday-1');
  expect(await heat('bank-a', '')).toBe('idempotency-key-missing');
  expect(await heat('bank-a', 'short')).toBe('idempotency-key-missing');
});

it('does not start while a route does not say who may use it', async () => {
  await expect(startService(ForgetfulModule, { env: env(), logTo: loggedTo([]) })).rejects.toThrow(
    'GET forgotten (ForgetfulController.forgotten)',
  );
});

it('runs beside another of its kind in one process, each with its own metrics', async () => {
  const second = await startService(BakeryModule, { env: env(), logTo: loggedTo([]) });
  expect((await request(second.url).get('/health/ready')).status).toBe(200);
  expect(await second.stop()).toBe(true);
  expect((await http().get('/health/ready')).status).toBe(200);
});

it('stops the work first, while doors and database are still open, and then cuts off who hangs on', async () => {
  const order: string[] = [];
  const machinery: MachineryFactory = (context) => ({
    ...noMachinery(context),
    stop: async (deadlineMs) => {
      const { status } = await request(second.url).get('/health/ready');
      await context.pool.query('select 1');
      order.push(`ready ${status} while stopping, deadline ${deadlineMs}`);
    },
  });
  const second = await startService(BakeryModule, { env: env(), machinery, logTo: loggedTo([]) });
  const hanging = request(second.url)
    .get('/never')
    .set('Authorization', await bearer(['auditor']))
    .then(
      () => 'answered',
      (error: { code: string }) => error.code,
    );
  expect(await second.stop()).toBe(true);
  expect(order).toEqual(['ready 503 while stopping, deadline 20000']);
  expect(await hanging).toMatch(/ECONNRESET|ECONNREFUSED/);
});

it('says so when the work was not finished within the deadline', async () => {
  const stuck: MachineryFactory = (context) => ({ ...noMachinery(context), stop: () => new Promise(() => undefined) });
  const second = await startService(BakeryModule, {
    env: { ...env(), STOP_DEADLINE_MS: '50' },
    machinery: stuck,
    logTo: loggedTo([]),
  });
  expect(await second.stop()).toBe(false);
});

it('leaves nothing open behind a start that fails', async () => {
  const machinery: MachineryFactory = (context) => ({
    ...noMachinery(context),
    start: () => Promise.reject(new Error('no broker')),
  });
  const failing = startService(BakeryModule, { env: { ...env(), DATABASE_POOL: '7' }, machinery, logTo: loggedTo([]) });
  await expect(failing).rejects.toThrow('no broker');
});
