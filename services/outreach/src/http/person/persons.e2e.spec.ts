import { PARTIES_STREAM } from '@mora/contracts';
import { embeddedBroker } from '@mora/runtime';
import {
  canariesIn,
  CANARIES,
  everythingIn,
  heartbeat,
  OTHER,
  partyOf,
  PERSON,
} from '../../handlers/person/fixtures.js';
import { useOutreach } from './fixtures.js';

const outreach = useOutreach();
const fieldsOf = (
  body: object,
  as: Parameters<typeof outreach.post>[2] = { role: 'supervisor' },
  person: string = PERSON,
) => outreach.post(`/v1/persons/${person}/fields`, body, as);

describe('the door of party records', () => {
  it('answers every line', async () => {
    const { status, body } = await outreach.parties([
      partyOf('P-1', 1),
      partyOf('P-1', 1),
      { ...partyOf('P-1', 1), businessdate: '2026-03-08' },
      partyOf('P-2', 1),
      heartbeat('2026-03-09'),
      `{"name":"${CANARIES.name}"`,
      { ...partyOf('P-3', 1), source: 'nobody' },
      { ...partyOf('P-3', 1), data: { name: CANARIES.name } },
    ]);
    expect(status).toBe(200);
    const answers = body.answers as { outcome: string; reason?: string }[];
    expect(answers.map(({ outcome, reason = '' }) => `${outcome} ${reason}`.trim())).toEqual([
      'accepted',
      'duplicate',
      'conflict conflict',
      'accepted',
      'accepted',
      'rejected not-json',
      'rejected unknown-source',
      'rejected contract',
    ]);
    expect(canariesIn(JSON.stringify(body))).toEqual([]);
  });

  it.each<[string, Parameters<typeof outreach.parties>[1], number, string]>([
    ['a collector', { role: 'collector' }, 403, 'role-missing'],
  ])('is closed to %s', async (_who, as, status, reason) => {
    const answer = await outreach.parties([partyOf('P-1', 1)], as);
    expect([answer.status, answer.body.reason]).toEqual([status, reason]);
  });

  it('takes nothing of another tenant than the token’s', async () => {
    const { body } = await outreach.parties([partyOf('P-7', 1)], { role: 'ledger-client', tenant: 'bank' });
    expect(body.answers).toMatchObject([{ outcome: 'rejected', reason: 'tenant-not-yours' }]);
  });
});

it('takes the same records from the ledger’s topic', async () => {
  const producer = embeddedBroker({ pool: outreach.db.pool }).producer();
  await producer.connect();
  const record = { partition: 0, key: 'P-9', headers: {}, value: Buffer.from(JSON.stringify(partyOf('P-9', 1))) };
  await producer.send([{ topic: PARTIES_STREAM, records: [record] }]);
  const seen = () => outreach.get('/v1/persons/demo:P-9');
  for (let n = 0; n < 200 && (await seen()).status !== 200; n += 1) await new Promise((done) => setTimeout(done, 50));
  expect((await seen()).body).toMatchObject({ personId: 'demo:P-9', status: 'known' });
});

describe('a person', () => {
  it('is shown without anything that is personal', async () => {
    const { status, body, headers } = await outreach.get(`/v1/persons/${PERSON}`);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toMatchObject({
      personId: PERSON,
      status: 'known',
      jurisdiction: 'CN',
      reachable: expect.arrayContaining(['sms', 'call', 'letter']),
      points: expect.arrayContaining([expect.objectContaining({ id: 'mobile-1', kind: 'mobile', dead: false })]),
    });
    expect(canariesIn(JSON.stringify(body))).toEqual([]);
  });

  it.each([
    [`/v1/persons/demo:nobody`, { role: 'collector' }, 404, 'person-unknown'],
    [`/v1/persons/${PERSON}`, { role: 'collector', tenant: 'bank' }, 403, 'tenant-not-yours'],
    [`/v1/persons/${PERSON}`, { role: 'borrower' }, 403, 'role-missing'],
    [`/v1/persons/demo`, { role: 'collector', tenant: 'demo' }, 400, 'request-invalid'],
  ] as const)('%s as %j is answered %i %s', async (path, as, status, reason) => {
    const answer = await outreach.get(path, as);
    expect([answer.status, answer.body.reason]).toEqual([status, reason]);
  });
});

describe('fields of the vault', () => {
  it('are handed out for a purpose, and it is kept who asked', async () => {
    const asked = { fields: ['name', 'point/mobile-1'], purpose: 'complaint', reference: 'complaint-7' };
    const { status, body, headers } = await fieldsOf(asked, { role: 'supervisor', subject: 'li' });
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(body).toEqual({ fields: { name: CANARIES.name, 'point/mobile-1': CANARIES.mobile } });
    const log = await outreach.get(`/v1/vault/accesses?person=${PERSON}`, { role: 'auditor' });
    expect(log.body.accesses[0]).toMatchObject({ personId: PERSON, actor: 'li', roles: ['supervisor'], ...asked });
  });

  it.each([
    ['no purpose', { fields: ['name'] }, { role: 'supervisor' }, 400, 'request-invalid'],
    [
      'a field that is not kept',
      { fields: ['shoe'], purpose: 'case-work' },
      { role: 'supervisor' },
      400,
      'request-invalid',
    ],
    ['what was sent', { fields: ['notice:n-1'], purpose: 'case-work' }, { role: 'supervisor' }, 400, 'request-invalid'],
    [
      'a purpose of others',
      { fields: ['name'], purpose: 'court-document' },
      { role: 'collector' },
      403,
      'purpose-not-yours',
    ],
    [
      'a contact that nobody allowed',
      { fields: ['name'], purpose: 'contact' },
      { role: 'collector' },
      403,
      'no-reservation',
    ],
    [
      'an agency without a contact',
      { fields: ['name'], purpose: 'contact' },
      { role: 'agency', agency: 'a-1' },
      403,
      'no-reservation',
    ],
    [
      'an agency that wants more',
      { fields: ['name'], purpose: 'case-work' },
      { role: 'agency', agency: 'a-1' },
      403,
      'purpose-not-yours',
    ],
    ['the role of an operator', { fields: ['name'], purpose: 'case-work' }, { role: 'operator' }, 403, 'role-missing'],
  ] as const)('are refused for %s', async (_what, body, as, status, reason) => {
    const before = await outreach.db.lines(`select count(*) from vault_access`);
    const answer = await fieldsOf(body, as);
    expect([answer.status, answer.body.reason]).toEqual([status, reason]);
    expect(canariesIn(JSON.stringify(answer.body))).toEqual([]);
    expect(await outreach.db.lines(`select count(*) from vault_access`)).toEqual(before);
  });

  it('are refused of somebody who is not known', async () => {
    const answer = await fieldsOf({ fields: ['name'], purpose: 'complaint' }, { role: 'supervisor' }, 'demo:nobody');
    expect([answer.status, answer.body.reason]).toEqual([404, 'person-unknown']);
  });

  it('are logged for auditors of the tenant alone', async () => {
    const other = await outreach.get('/v1/vault/accesses', { role: 'auditor', tenant: 'bank' });
    expect(other.body).toEqual({ accesses: [] });
    const collector = await outreach.get('/v1/vault/accesses', { role: 'collector' });
    expect(collector.status).toBe(403);
  });
});

describe('an erasure', () => {
  const erase = (person: string, key: string) =>
    outreach.post(`/v1/persons/${person}/erasure`, { because: 'asked for in a letter' }, { role: 'compliance', key });

  it('forgets one and touches nobody else', async () => {
    expect((await erase(OTHER, 'erase-other')).body).toEqual({ personId: OTHER, outcome: 'erased' });
    expect((await erase(OTHER, 'erase-other')).body).toEqual({ personId: OTHER, outcome: 'erased' });
    const gone = await fieldsOf({ fields: ['name'], purpose: 'complaint' }, { role: 'supervisor' }, OTHER);
    expect([gone.status, gone.body.reason]).toEqual([410, 'erased']);
    const here = await fieldsOf({ fields: ['name'], purpose: 'complaint' });
    expect(here.body.fields.name).toBe(CANARIES.name);
    await outreach.parties([partyOf('P-2', 2)]);
    expect((await outreach.get(`/v1/persons/${OTHER}`)).body).toMatchObject({ status: 'erased', points: [] });
  });

  it('of nobody is answered so', async () => {
    const answer = await erase('demo:nobody', 'erase-nobody');
    expect([answer.status, answer.body.reason]).toEqual([404, 'person-unknown']);
  });
});

it('shows nothing of a person in any table, topic of ours, or metric', async () => {
  const topics = await outreach.db.lines(
    `select row_to_json(record)::text from bus.record join bus.topic on topic_id = topic.id where name <> $1`,
    [PARTIES_STREAM],
  );
  expect(canariesIn(topics.join())).toEqual([]);
  expect(canariesIn(await everythingIn(outreach.db, 'bus'))).toEqual([]);
  expect(canariesIn((await outreach.get('/metrics')).text)).toEqual([]);
});
