import { PARTIES_STREAM } from '@mora/contracts';
import { type BrokerRecord, releaseSubject, runDoorChunk } from '@mora/runtime';
import { canariesIn, CANARIES, everythingIn, heartbeat, OTHER, partyOf, PERSON, usePersonLanes } from './fixtures.js';

const lanes = usePersonLanes();
const LOG = { clusterId: 'cluster', topicId: 'parties', partitions: 1 };

let offset: bigint;
beforeEach(() => {
  offset = -1n;
});

const recordOf = (value: unknown, headers: Record<string, string> = {}): BrokerRecord => ({
  offset: (offset += 1n),
  key: Buffer.from(CANARIES.mobile), // keys are the ledger's own affair
  headers: { ...headers, 'x-from': CANARIES.name },
  value: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
});

const publish = (...records: readonly BrokerRecord[]) =>
  runDoorChunk(lanes.world.engine, lanes.world.reactor, { stream: PARTIES_STREAM, partition: 0, log: LOG, records });

const nameOf = async (person = PERSON) => {
  const ask = { person, fields: ['name'], purpose: 'case-work' as const, actor: { system: 'spec' }, reference: null };
  return (await lanes.world.vault.read(ask))['name']?.reveal();
};

const broken = (version: number) => partyOf('P-1', version, { language: 'Klingon', idNumber: CANARIES.idNumber });

it('takes what the ledger publishes, in either form', async () => {
  const { data, ...about } = partyOf('P-2', 1);
  const headers = Object.fromEntries(Object.entries(about).map(([name, value]) => [`ce_${name}`, value]));
  await publish(recordOf(partyOf('P-1', 1)), recordOf(data, headers), recordOf(heartbeat('2026-03-09')));
  expect(await lanes.db.lines(`select person_id, status, vault_version from person order by 1`)).toEqual([
    `${PERSON} known 1`,
    `${OTHER} known 1`,
  ]);
  expect(await lanes.db.lines(`select tenant, source, partition, partitions, known_up_to from party_source`)).toEqual([
    'demo crm 0 1 2026-03-09',
  ]);
  expect(await nameOf(OTHER)).toBe(CANARIES.name);
});

it('keeps the newest version, whatever comes behind it', async () => {
  await publish(
    recordOf(partyOf('P-1', 3, { name: 'the third' })),
    recordOf(partyOf('P-1', 2, { name: 'the second' })),
  );
  expect(await nameOf()).toBe('the third');
});

it('forgets what a newer record does not name any more', async () => {
  await publish(recordOf(partyOf('P-1', 1)), recordOf(partyOf('P-1', 2, { idNumber: undefined, points: [] })));
  expect(await lanes.db.lines(`select field, ordinal from party_field`)).toEqual(['name ']);
});

it('holds a person whose record is broken, and keeps the record sealed until it can be taken', async () => {
  await publish(recordOf(partyOf('P-1', 1)), recordOf(broken(2)), recordOf(partyOf('P-1', 3, { name: 'the third' })));
  expect(await lanes.db.lines(`select subject, reason from held_subject`)).toEqual([`${PERSON} contract`]);
  expect(await nameOf()).toBe(CANARIES.name);
  await lanes.db.pool.query(`delete from parked_record where position = (select min(position) from parked_record)`);
  expect(await releaseSubject(lanes.world.engine, PERSON)).toEqual({ kind: 'released', records: 1 });
  expect(await nameOf()).toBe('the third');
});

it.each([
  ['is no JSON', `{"name":"${CANARIES.name}"`, 'not-json'],
  ['comes from nobody who is known', { ...partyOf('P-1', 1), source: 'other' }, 'unknown-source'],
  ['names no person', { ...partyOf('P-1', 1), subject: '@parties-crm-0' }, 'contract'],
])('sets aside what %s, sealed and under no key', async (_what, value, reason) => {
  await publish(recordOf(value));
  expect(await lanes.db.lines(`select reason, key, headers from dead_letter`)).toEqual([`${reason} - [object Object]`]);
  expect(canariesIn(await everythingIn(lanes.db))).toEqual([]);
});

it('counts a record that comes back broken as one more attempt, though it is sealed', async () => {
  for (let times = 0; times < 2; times += 1) {
    offset = -1n;
    await lanes.db.pool.query(`delete from lane_input`);
    await publish(recordOf('not JSON'));
  }
  expect(await lanes.db.lines(`select count(*), max(attempts) from dead_letter`)).toEqual(['1 2']);
});

it('shows nothing of a person in any table, whatever becomes of the records', async () => {
  const { world } = lanes;
  await publish(
    recordOf(partyOf('P-1', 1, { represented: { attorney: CANARIES.attorney } })),
    recordOf(partyOf('P-2', 1)),
    recordOf({ ...partyOf('P-2', 2), id: 'P-2-1' }), // the same id with another body
    recordOf(broken(2)),
    recordOf(partyOf('P-1', 3)),
    recordOf(`"${CANARIES.address}`),
    recordOf(heartbeat('2026-03-09')),
  );
  await world.bring(partyOf('P-1', 4));
  await world.facts('demo:L-1', OTHER);
  await world.wants('c-1', 'demo:L-1', OTHER);
  await world.at('2026-03-10T10:30:00+08:00');
  const rows = async (table: string) => Number((await lanes.db.lines(`select count(*) from ${table}`))[0]);
  for (const table of ['person', 'outbox', 'inbox', 'contact_decision', 'held_subject', 'lane_input']) {
    expect([table, (await rows(table)) > 0]).toEqual([table, true]);
  }
  expect([await rows('parked_record'), await rows('dead_letter')]).toEqual([3, 2]);
  expect(canariesIn(await everythingIn(lanes.db))).toEqual([]);
  expect(canariesIn(`the scan finds ${JSON.stringify(partyOf('P-1', 1))}`)).toEqual([
    'name',
    'idNumber',
    'mobile',
    'email',
    'address',
  ]);
});
