import type { PersonId, TenantId } from '@mora/kernel';
import { type Actor, inTransaction, Pii, runtimeMigrations } from '@mora/runtime';
import { useDatabase } from '@mora/testing';
import { keysInMemory } from '../handlers/person/fixtures.js';
import { personMigrations } from '../persistence/person/migrations.js';
import { accesses } from './access-log.js';
import { type Sealing, Vault, VaultRefusal } from './vault.js';

const db = useDatabase({ migrations: [...runtimeMigrations, ...personMigrations], people: true });
const TENANT = 'demo' as TenantId;
const [PERSON, OTHER] = ['demo:P-1', 'demo:P-2'] as [PersonId, PersonId];
const LI: Actor = { tenant: TENANT, subject: 'li', roles: ['supervisor'] };

let now: number;
let vault: Vault;
beforeEach(() => {
  now = 0;
  vault = new Vault(db.pool, keysInMemory(), () => now);
});

const field = (name: string, value: string, version = 1, over: Partial<Sealing> = {}): Sealing => ({
  field: name,
  ordinal: '',
  version,
  value: new Pii(value),
  ...over,
});
const mobile = (value: string, version = 1) => field('point', value, version, { ordinal: 'mobile-1', index: 'phone' });
const seal = (person: PersonId, ...fields: readonly Sealing[]) =>
  inTransaction(db.pool, (tx) => vault.seal(tx, person, fields));
const read = async (person: PersonId, ...fields: readonly string[]) => {
  const values = await vault.read({ person, fields, purpose: 'case-work', actor: LI, reference: 'case-7' });
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.reveal()]));
};

it('gives back what was sealed, by the names of the fields', async () => {
  await seal(
    PERSON,
    field('name', '金丝雀张三'),
    mobile('+86 139 1234 5678'),
    field('point', 'canary.bird@b.cn', 1, { ordinal: 'mail-1' }),
  );
  expect(await read(PERSON, 'name', 'point/mobile-1')).toEqual({
    name: '金丝雀张三',
    'point/mobile-1': '+86 139 1234 5678',
  });
  expect(await read(PERSON, 'point')).toEqual({
    'point/mail-1': 'canary.bird@b.cn',
    'point/mobile-1': '+86 139 1234 5678',
  });
});

it('answers many asks at once, each with its own or with why it gets nothing, and writes each of them down', async () => {
  const [GONE, STRANGER] = ['demo:P-3', 'demo:P-4'] as [PersonId, PersonId];
  await seal(PERSON, field('name', '金丝雀张三'), mobile('+86 139 1234 5678'));
  await seal(OTHER, field('name', '金丝雀李四'), mobile('+86 138 0000 0000'));
  await seal(GONE, field('name', 'Canary'));
  await inTransaction(db.pool, (tx) => vault.erase(tx, GONE, 'li', 'asked for'));
  const ask = (person: PersonId, ...fields: readonly string[]) => {
    return { person, fields, purpose: 'notice' as const, actor: LI, reference: `n-${person}` };
  };
  const asks = [ask(OTHER, 'name'), ask(GONE, 'name'), ask(PERSON, 'name', 'point/mobile-1'), ask(STRANGER, 'name')];
  const found = await vault.readAll([...asks, ask(OTHER, 'point/other')]);
  expect(
    found.map((one) =>
      one instanceof VaultRefusal ? one.code : Object.values(one).map((value) => (value as Pii<string>).reveal()),
    ),
  ).toEqual([['金丝雀李四'], 'erased', ['金丝雀张三', '+86 139 1234 5678'], 'person-unknown', []]);
  expect(await db.lines(`select person_id, fields::text, reference from vault_access order by position`)).toEqual([
    'demo:P-2 {name} n-demo:P-2',
    'demo:P-3 {name} n-demo:P-3',
    'demo:P-1 {name,point/mobile-1} n-demo:P-1',
    'demo:P-4 {name} n-demo:P-4',
    'demo:P-2 {point/other} n-demo:P-2',
  ]);
});

it('keeps nothing that can be read without the key', async () => {
  await seal(PERSON, field('name', 'Canary Q. Zhang'));
  const dump = await db.lines(`select row_to_json(party_field)::text, encode(sealed, 'escape') from party_field`);
  expect(dump.join()).not.toContain('Zhang');
});

it('seals the same value twice to other bytes, and with another key for another person', async () => {
  await seal(PERSON, field('name', 'Canary Q. Zhang'));
  await seal(OTHER, field('name', 'Canary Q. Zhang'));
  expect(
    await db.lines(
      `select count(distinct sealed), count(distinct wrapped) from party_field join subject_key using (person_id)`,
    ),
  ).toEqual(['2 2']);
});

it('keeps the newest version', async () => {
  await seal(PERSON, field('name', 'new', 3));
  await seal(PERSON, field('name', 'old', 2));
  expect(await read(PERSON, 'name')).toEqual({ name: 'new' });
});

it.each([
  ['another person', `update party_field set person_id = '${OTHER}' where person_id = '${PERSON}'`, OTHER],
  ['another field', `update party_field set field = 'idNumber'`, PERSON],
  ['another version', `update party_field set version = 9`, PERSON],
  ['a changed byte', `update party_field set sealed = set_byte(sealed, 30, get_byte(sealed, 30) # 1)`, PERSON],
])('does not open what was moved to %s', async (_what, move, person) => {
  await seal(PERSON, field('name', 'Canary Q. Zhang'));
  await seal(OTHER, field('birthDate', '1990-01-01'));
  await db.pool.query(move);
  await expect(read(person, 'name', 'idNumber')).rejects.toThrow('a sealed value does not open');
});

describe('the access log', () => {
  it('has who, what, whom and why', async () => {
    await seal(PERSON, field('name', 'Canary Q. Zhang'));
    await read(PERSON, 'name');
    const [row] = await accesses(db.pool, { tenant: TENANT, person: PERSON, before: null, limit: 10 });
    expect(row).toMatchObject({
      personId: PERSON,
      actor: 'li',
      roles: ['supervisor'],
      purpose: 'case-work',
      fields: ['name'],
      reference: 'case-7',
    });
  });

  it('is written before anything is handed out: where it cannot be, nothing is', async () => {
    await seal(PERSON, field('name', 'Canary Q. Zhang'));
    await db.pool.query(`alter table vault_access add constraint closed check (false) not valid`);
    await expect(read(PERSON, 'name')).rejects.toThrow('closed');
    await db.pool.query(`alter table vault_access drop constraint closed`);
  });

  it('has those who asked in vain too', async () => {
    await expect(read(PERSON, 'name')).rejects.toMatchObject({ code: 'person-unknown' });
    expect(await db.lines(`select person_id, purpose from vault_access`)).toEqual([`${PERSON} case-work`]);
  });

  it('is of one tenant', async () => {
    await seal(PERSON, field('name', 'Canary Q. Zhang'));
    await read(PERSON, 'name');
    const other = await accesses(db.pool, { tenant: 'bank' as TenantId, person: null, before: null, limit: 10 });
    expect(other).toEqual([]);
  });
});

describe('a person who is erased', () => {
  const erase = (person: PersonId) => inTransaction(db.pool, (tx) => vault.erase(tx, person, 'li', 'asked for'));

  it('cannot be read, though the key was open a moment before', async () => {
    await seal(PERSON, field('name', 'Canary Q. Zhang'));
    await read(PERSON, 'name');
    await erase(PERSON);
    await expect(read(PERSON, 'name')).rejects.toMatchObject({ code: 'erased' });
  });

  it('cannot be read by another process that has the key open either', async () => {
    const keys = keysInMemory();
    const [one, two] = [new Vault(db.pool, keys, () => now), new Vault(db.pool, keys, () => now)];
    await inTransaction(db.pool, (tx) => one.seal(tx, PERSON, [field('name', 'Canary Q. Zhang')]));
    const ask = {
      person: PERSON,
      fields: ['name'],
      purpose: 'notice' as const,
      actor: { system: 'outreach' },
      reference: null,
    };
    await two.read(ask);
    await inTransaction(db.pool, (tx) => one.erase(tx, PERSON, 'li', 'asked for'));
    await expect(two.read(ask)).rejects.toMatchObject({ code: 'erased' });
  });

  it('gets no key again: what is sealed afterwards is not kept', async () => {
    await seal(PERSON, field('name', 'Canary Q. Zhang'));
    await erase(PERSON);
    await seal(PERSON, field('notice:n-1', 'Dear Canary Q. Zhang'));
    expect(await db.lines(`select count(*) from party_field`)).toEqual(['0']);
    expect(await db.lines(`select wrapped is null from subject_key`)).toEqual(['true']);
  });
});

describe('looking for somebody by a value', () => {
  it.each([
    ['+86 139-1234-5678', [PERSON]],
    ['+8613912345678', [PERSON]],
    ['+8613912345679', []],
  ])('finds whose number %s is', async (number, found) => {
    await seal(PERSON, mobile('+86 139 1234 5678'));
    await seal(OTHER, mobile('+86 139 0000 0000'));
    expect(await vault.find(TENANT, 'phone', new Pii(number))).toEqual(found);
  });

  // prettier-ignore
  it.each([
    // as the record has it    living in    as the provider sends it    found
    ['13912345678',            'CN',        '+8613912345678',           true],
    ['139 1234 5678',          'CN-31',     '8613912345678',            true],
    ['+86 139-1234-5678',      'CN',        '13912345678',              true],
    ['0086 139 1234 5678',     'CN',        '+8613912345678',           true],
    ['１３９１２３４５６７８',   'CN',        '+8613912345678',           true],
    ['0912-345-678',           'TW',        '+886912345678',            true],
    ['+886 912 345 678',       'TW',        '0912345678',               true],
    ['(415) 555-2671',         'US-CA',     '+14155552671',             true],
    ['415-555-2671',           null,        '+14155552671',             true],
    ['13912345678',            null,        '+8613912345678',           true],
    ['+14155552671',           'CN',        '(415) 555-2671',           true],
    ['0912-345-678',           'TW',        '+86912345678',             false],
    ['13912345678',            'CN',        '+8613912345679',           false],
    ['12345',                  'CN',        '12345',                    true],
  ])('a number kept as %s of somebody in %s is found by %s: %s', async (kept, jurisdiction, sent, isFound) => {
    await seal(PERSON, { ...mobile(kept), jurisdiction });
    expect(await vault.find(TENANT, 'phone', new Pii(sent), ['CN', 'TW', 'US'])).toEqual(isFound ? [PERSON] : []);
  });

  it('finds nobody of another tenant, and no mail by a number', async () => {
    await seal(PERSON, mobile('+8613912345678'));
    expect(await vault.find('bank' as TenantId, 'phone', new Pii('+8613912345678'))).toEqual([]);
    expect(await vault.find(TENANT, 'email', new Pii('+8613912345678'))).toEqual([]);
  });
});
