import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { type RunningService, startService } from '@mora/runtime';
import { type RunningIssuer, startIssuer, useDatabase } from '@mora/testing';
import { useLeakWatch } from '../src/http/fixtures/leak-watch.js';
import { OutreachModule } from '../src/outreach.module.js';
import { makeLink } from '../src/persistence/notices/opt-out-links.js';
import { reading } from '../src/persistence/person/reading.js';
import { loadPolicies } from '../src/policies/load.js';

const KEY = randomBytes(32).toString('base64');
const NOW = Date.parse('2026-03-10T10:00:00+08:00');
const base64 = (): string => randomBytes(32).toString('base64');

let issuer: RunningIssuer;
let service: RunningService;
let folder: string;
const watch = useLeakWatch(() => service?.url ?? null);
afterAll(async () => {
  await service?.stop();
  await issuer?.stop();
  rmSync(folder, { recursive: true, force: true });
});
const db = useDatabase({ keep: true, people: true });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mora-notices-'));
  const keyFile = join(folder, 'keys.json');
  const keys = { tenants: { demo: { current: 'k1', keys: { k1: base64() }, index: base64() } } };
  writeFileSync(keyFile, JSON.stringify(keys), { mode: 0o600 });
  issuer = await startIssuer();
  const env = {
    BUS: 'embedded',
    DATABASE_URL: db.url,
    OIDC_ISSUER: issuer.issuer,
    TIME_ZONE: 'Asia/Shanghai',
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'debug',
    KEY_FILE: keyFile,
    PARTY_SOURCES: 'crm=demo',
    PUBLIC_URL: 'https://bank.example',
    SMS_TOKEN: 'twilio-token',
    WEBHOOK_KEYS: KEY,
    LETTER_FOLDER: join(folder, 'letters'),
  };
  service = await startService(OutreachModule, { env, clock: { now: () => NOW }, logTo: watch.logTo });
  // A loan that somebody was written about has been through a day: its lane has one open.
  await db.pool.query(`update lane set open_day = '2026-03-10' where space = 'loan'`);
}, 60_000);

const bearer = async (role: string, subject = 'wang') =>
  `Bearer ${await issuer.token({ tenant: 'demo', subject, roles: [role] })}`;

const get = async (path: string, role: string) =>
  request(service.url)
    .get(path)
    .set('Authorization', await bearer(role));
const post = async (path: string, body: object, role: string, subject?: string) =>
  request(service.url)
    .post(path)
    .set('Authorization', await bearer(role, subject))
    .set('Idempotency-Key', randomBytes(8).toString('hex'))
    .send(body);

function webhook(path: string, body: string, over: Readonly<{ key?: string; at?: number; id?: string }> = {}) {
  const { key = KEY, at = NOW / 1_000, id = 'w-1' } = over;
  const mac = createHmac('sha256', Buffer.from(key, 'base64')).update(`${id}.${at}.${body}`).digest('base64');
  return request(service.url)
    .post(`/v1/provider-events/${path}`)
    .set({
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(at),
      'webhook-signature': `v1,${mac}`,
    })
    .send(body);
}

const RECEIPT = JSON.stringify({ notice: 'nobody-knows', status: 'delivered' });

describe('the doors that take no token', () => {
  it.each([
    ['as it should be', 202, {}],
    ['with another key', 401, { key: base64() }],
    ['six minutes old', 401, { at: NOW / 1_000 - 360 }],
  ])('a receipt signed %s is answered with %d', async (_name, status, over) => {
    const answers = [await webhook('sms-generic', RECEIPT, over), await webhook('smtp', RECEIPT, over)];
    expect(answers.map((answer) => answer.status)).toEqual([status, status]);
  });

  it('a signed body that says nothing that is known is told what is wrong, without its values', async () => {
    const answer = await webhook('sms-generic', JSON.stringify({ from: '', text: '金丝雀' }));
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).not.toContain('金丝雀');
  });

  it('Twilio’s own signature over the public address is believed, and no other', async () => {
    const form = { MessageSid: 'SM1', MessageStatus: 'delivered' };
    const path = '/v1/provider-events/sms-twilio?notice=n-1';
    const text = Object.entries(form).toSorted().flat().join('');
    const signature = createHmac('sha1', 'twilio-token').update(`https://bank.example${path}${text}`).digest('base64');
    const send = (signed: string) =>
      request(service.url).post(path).set('X-Twilio-Signature', signed).type('form').send(form);
    expect([(await send(signature)).status, (await send('AAAA')).status]).toEqual([202, 401]);
  });

  it('an opt-out link shows nobody anything, holds when it is old, and says so where nothing was done', async () => {
    const link = {
      loanId: 'demo:L-1',
      personId: 'demo:P-1',
      role: 'borrower',
      channel: 'sms',
      expiresAt: new Date(NOW - 1_000),
    };
    const token = await makeLink(reading(db.pool), 'demo', link as Parameters<typeof makeLink>[2]);
    const asked: string[] = [];
    const used: string[] = [];
    for (const one of [token, token, 'unknown']) {
      const path = `/v1/opt-out/${one}`;
      const [seen, done] = [
        await request(service.url).get(path),
        await request(service.url).post(path).type('form').send({ 'List-Unsubscribe': 'One-Click' }),
      ];
      expect([seen.status, done.status]).toEqual([200, one === token ? 200 : 404]);
      for (const { header } of [seen, done]) expect(header['referrer-policy']).toBe('no-referrer');
      asked.push(seen.text);
      used.push(done.text);
    }
    expect(new Set(asked).size).toBe(1);
    expect(used[0]).toContain('We no longer write to you in this way.');
    expect(used[1]).toBe(used[0]);
    expect(used[2]).toContain('nothing was changed');
    expect(asked.join('') + used.join('')).not.toMatch(/demo|P-1|L-1/u);
    expect(
      await db.lines(`select hash = sha256(convert_to('${token}', 'UTF8')), used_at is not null from opt_out_link`),
    ).toEqual(['true true']);
    expect(await db.lines(`select state->'optOuts'->0->>'channel' from person where person_id = 'demo:P-1'`)).toEqual([
      'sms',
    ]);
  });
});

describe('words', () => {
  const [shipped] = loadPolicies()
    .templates.all()
    .filter(({ id }) => id === 'sms-again');
  const { mark: _mark, ...words } = { ...shipped, mark: undefined, version: 2, effectiveFrom: '2026-04-01' };

  it('are looked at, kept as a draft, and let out by somebody else', async () => {
    const preview = await post('/v1/templates/preview', words, 'compliance');
    expect([preview.status, preview.body.findings, preview.body.rendered.length]).toEqual([200, [], 9]);
    expect((await post('/v1/templates', words, 'compliance', 'writer')).status).toBe(201);
    expect((await post('/v1/templates', words, 'compliance', 'writer')).body.reason).toBe('version-taken');
    const path = '/v1/templates/sms-again/2/publish';
    expect((await post(path, {}, 'compliance', 'writer')).body.reason).toBe('own-draft');
    expect((await post(path, {}, 'collector', 'reader')).status).toBe(403);
    expect((await post(path, {}, 'compliance', 'reader')).body).toMatchObject({
      state: 'published',
      publisher: 'reader',
    });
    expect((await post(path, {}, 'compliance', 'reader')).body.reason).toBe('already-published');
    const { templates } = (await get('/v1/templates', 'auditor')).body as {
      templates: { id: string; state: string }[];
    };
    expect(templates.filter(({ id }) => id === 'sms-again').map(({ state }) => state)).toEqual([
      'shipped',
      'published',
    ]);
  });

  it('that threaten, or leave out the amount, are never let out', async () => {
    const en = `${(shipped?.bodies.en ?? '').replace('{{amountOverdue}}', 'money')} Or you will be arrested.`;
    const unfit = { ...words, version: 3, bodies: { ...words.bodies, en } };
    expect((await post('/v1/templates', unfit, 'compliance', 'writer')).status).toBe(201);
    const answer = await post('/v1/templates/sms-again/3/publish', {}, 'compliance', 'reader');
    expect([answer.status, answer.body.reason]).toEqual([422, 'template-unfit']);
    expect(answer.body.detail).toBe('en disclosure-missing amount; en forbidden threat-of-arrest');
  });
});

describe('calls and visits', () => {
  const call = {
    loan: 'demo:L-1',
    person: 'demo:P-1',
    role: 'borrower',
    outcome: 'no-answer',
    at: '2026-03-10T09:59:00+08:00',
  };
  const visit = {
    ...call,
    outcome: 'not-at-home',
    decision: 'd-1',
    recorded: true,
  };

  it.each([
    ['a call without the gate’s yes', '/v1/calls', { ...call, direction: 'out' }, 409, 'no-reservation'],
    [
      'a call by a yes that nobody gave',
      '/v1/calls',
      { ...call, direction: 'out', decision: 'd-1' },
      409,
      'no-reservation',
    ],
    ['a call to come', '/v1/calls', { ...call, direction: 'in', at: '2026-03-10T10:02:00+08:00' }, 422, 'not-yet'],
    [
      'an outcome of nothing',
      '/v1/calls',
      { ...call, direction: 'in', outcome: 'entry-refused' },
      422,
      'outcome-unknown',
    ],
    ['a reason of nobody', '/v1/calls', { ...call, direction: 'in', reasonForDelinquency: 'x' }, 422, 'reason-unknown'],
    ['another bank’s loan', '/v1/calls', { ...call, direction: 'in', loan: 'other:L-1' }, 403, 'tenant-not-yours'],
    ['a visit without the gate’s yes', '/v1/visits', visit, 409, 'no-reservation'],
    ['a visit that names who came again', '/v1/visits', { ...visit, visitors: ['a', 'b'] }, 400, 'request-invalid'],
  ])('%s is refused', async (_name, path, body, status, code) => {
    const answer = await post(path, body, 'collector');
    expect([answer.status, answer.body.reason]).toEqual([status, code]);
  });

  it('tasks and notices are shown to whoever may see them', async () => {
    expect((await get('/v1/tasks', 'collector')).body).toEqual({ tasks: [] });
    expect((await get('/v1/notices?loan=demo:L-1', 'auditor')).body).toEqual({ notices: [] });
    expect((await get('/v1/notices/none', 'auditor')).body.reason).toBe('notice-unknown');
    expect((await get('/v1/notices', 'borrower')).status).toBe(403);
  });
});
