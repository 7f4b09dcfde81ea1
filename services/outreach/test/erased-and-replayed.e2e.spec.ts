import { PARTIES_STREAM } from '@mora/contracts';
import { type Canary, heartbeatOf, partyRecord, somebody } from './people.js';
import { until } from './quiet.js';
import { useWholeLine } from './whole-line.js';

const whole = useWholeLine();
const [ERASED, OTHER, LAST] = [somebody(1), somebody(2), somebody(3)];
const EVERYBODY = [ERASED, OTHER, LAST];
/** Whoever moves has another address from then on. */
const moved = (who: Canary) => ({ ...who, address: `${who.address} (new)` });

/** The whole topic as a ledger has written it: everybody, a change of everybody, and how far it is known. */
const TOPIC = [
  ...EVERYBODY.map((who) => partyRecord(who, ['mobile', 'email', 'address'])),
  ...EVERYBODY.map((who) => ({
    ...partyRecord(moved(who), ['mobile', 'email', 'address'], { version: 2 }),
    id: `${who.party}-2`,
    type: 'ledger.party-updated.v1',
  })),
  heartbeatOf('2026-03-08'),
];

const lines = (sql: string, ...params: readonly unknown[]) => whole.line.db.lines(sql, params);

/** The topic is read to its end. */
const isRead = () =>
  until('the topic is read', async () => {
    const [next] = await lines(
      `select coalesce(max(next_offset), 0) from lane_input where stream = $1`,
      PARTIES_STREAM,
    );
    return Number(next) >= TOPIC.length;
  });

const fields = async ({ person }: Canary) => {
  const asked = { fields: ['name', 'point/address'], purpose: 'subject-access', reference: 'letter-7' };
  const { status, body } = await whole.line.post(`/v1/persons/${person}/fields`, asked, { role: 'supervisor' });
  return { status, fields: (body as { fields?: object }).fields, reason: (body as { reason?: string }).reason };
};

/** All that is kept of the others, down to the bytes. */
const keptOf = (who: readonly Canary[]) =>
  lines(
    `select row_to_json(p)::text from person p where person_id = any($1)
     union all select row_to_json(f)::text from party_field f where person_id = any($1)
     union all select row_to_json(k)::text from subject_key k where person_id = any($1) order by 1`,
    who.map(({ person }) => person),
  );

beforeAll(async () => {
  const { line } = whole;
  const producer = line.broker.producer();
  await producer.connect();
  const records = TOPIC.map((record) => {
    const key = 'subject' in record ? record.subject : null;
    return { partition: 0, key, headers: {}, value: Buffer.from(JSON.stringify(record)) };
  });
  await producer.send([{ topic: PARTIES_STREAM, records }]);
  await producer.close();
  await isRead();
}, 60_000);

it('the topic fills the vault', async () => {
  for (const who of EVERYBODY) {
    expect(await fields(who)).toMatchObject({
      status: 200,
      fields: { name: who.name, 'point/address': moved(who).address },
    });
  }
});

it('who is erased stays erased when the whole topic comes again from its first record, and nobody else is touched', async () => {
  const { line } = whole;
  const others = [OTHER, LAST];
  const erasure = { because: 'asked for in a letter' };
  const answer = await line.post(`/v1/persons/${ERASED.person}/erasure`, erasure, { role: 'compliance' });
  expect(answer.body).toMatchObject({ outcome: 'erased' });
  const before = await keptOf(others);
  const erased = await keptOf([ERASED]);
  const said = await lines(`select count(*) from bus.record r join bus.topic t on t.id = topic_id where name <> $1`, PARTIES_STREAM); // prettier-ignore

  // As if the service had never read it: neither how far it was, nor which messages it has had.
  await line.stop();
  await lines(`delete from lane_input where stream = $1`, PARTIES_STREAM);
  await lines(`delete from inbox`);
  await lines(`delete from bus.hint`);
  await line.start();
  await isRead();
  await line.quiet();

  expect(await fields(ERASED)).toEqual({ status: 410, fields: undefined, reason: 'erased' });
  expect(await lines(`select count(*) from party_field where person_id = $1`, ERASED.person)).toEqual(['0']);
  expect(await lines(`select wrapped is null, destroyed_by from subject_key where person_id = $1`, ERASED.person)).toEqual(['true wang']); // prettier-ignore
  expect(await keptOf([ERASED])).toEqual(erased);
  expect(await keptOf(others)).toEqual(before);
  for (const who of others) expect((await fields(who)).fields).toMatchObject({ name: who.name });
  expect(
    await lines(
      `select count(*) from bus.record r join bus.topic t on t.id = topic_id where name <> $1`,
      PARTIES_STREAM,
    ),
  ).toEqual(said);
  expect(await lines(`select reason from dead_letter`)).toEqual([]);
  expect(await lines(`select count(*) from inbox`)).not.toEqual(['0']);
}, 60_000);
