import { type Announcement, OUTREACH_WANTED_STREAM, outreachLoanFacts } from '@mora/contracts';
import type { LoanId } from '@mora/kernel';
import { embeddedBroker, partitionOf } from '@mora/runtime';
import { CANARIES, canariesIn, heartbeat, MORNING, partyOf, PERSON, TENANT } from '../../handlers/person/fixtures.js';
import type { Slice } from '../../domain/words.js';
import { useOutreach } from './fixtures.js';

const outreach = useOutreach();
const LOAN = 'demo:L-1';
const SLICES: readonly Slice[] = ['ledger', 'arrears', 'elsewhere', 'says', 'promises', 'notices'];
const partitions = async () => Number((await outreach.db.lines(`select count(*) from lane where space = 'person'`))[0]);

/** What the loan's lane tells the person's, over the bus. */
async function factsOfLoan(): Promise<void> {
  const producer = embeddedBroker({ pool: outreach.db.pool }).producer();
  await producer.connect();
  const records = SLICES.map((slice) => {
    const facts: Record<string, string | boolean> =
      slice === 'ledger' ? { product: 'consumer-loan', online: true } : slice === 'arrears' ? { overdue: true } : {};
    const data = {
      loanId: LOAN as LoanId,
      personId: PERSON,
      role: 'borrower' as const,
      slice,
      version: 1,
      flags: [],
      facts,
    };
    const { type }: Announcement = outreachLoanFacts.of(data);
    const headers = { ce_id: `facts-${slice}`, ce_type: type, ce_businessdate: '2026-03-09', ce_tenant: TENANT };
    return { key: PERSON, headers, value: Buffer.from(JSON.stringify(data)) };
  });
  const partition = partitionOf(PERSON, await partitions());
  await producer.send([
    { topic: OUTREACH_WANTED_STREAM, records: records.map((record) => ({ ...record, partition })) },
  ]);
}

/** The loan as its lane keeps it, and the day that is open there. */
async function loanStands(openDay: string, versions: Partial<Record<Slice, number>> = {}): Promise<void> {
  const partition = partitionOf(LOAN, await partitions());
  const slices = Object.fromEntries(SLICES.map((slice) => [slice, { version: versions[slice] ?? 1, sent: '' }]));
  await outreach.db.pool.query(
    `insert into outreach_loan (loan_id, tenant, partition, waits, slices, state)
     values ($1, $2, $3, '{}', $4, '{}')
     on conflict (loan_id) do update set slices = excluded.slices`,
    [LOAN, TENANT, partition, JSON.stringify(slices)],
  );
  await outreach.db.pool.query(
    `insert into lane (space, partition, open_day) values ('loan', $1, $2)
     on conflict (space, partition) do update set open_day = excluded.open_day`,
    [partition, openDay],
  );
}

const asking = { loan: LOAN, person: PERSON, role: 'borrower', channel: 'call', purpose: 'collection' };
const ask = (body: object = asking, as: Parameters<typeof outreach.post>[2] = {}) =>
  outreach.post('/v1/contacts/ask', body, as);

beforeAll(async () => {
  await outreach.parties([partyOf('P-1', 1), heartbeat('2026-03-09')]);
  await loanStands('2026-03-10');
  await factsOfLoan();
  const known = () => outreach.db.lines(`select count(*) from person where state::text like '%"notices"%'`);
  for (let n = 0; n < 200 && (await known())[0] !== '1'; n += 1) await new Promise((done) => setTimeout(done, 50));
});

it('lets a collector call, shows the number while it may be called, and takes the report', async () => {
  const { status, body } = await ask(asking, { key: 'call-0001' });
  expect([status, body]).toEqual([
    200,
    expect.objectContaining({
      outcome: 'allowed',
      rules: [],
      point: 'mobile-1',
      reservedUntil: '2026-03-10T02:10:00.000Z',
    }),
  ]);
  expect((await ask(asking, { key: 'call-0001' })).body).toEqual(body);
  expect(canariesIn(JSON.stringify(body))).toEqual([]);

  const wish = { fields: ['name', `point/${body.point}`], purpose: 'contact', reference: body.decisionId };
  const fields = (as: object = {}) => outreach.post(`/v1/persons/${PERSON}/fields`, wish, as);
  expect((await fields()).body).toEqual({ fields: { name: CANARIES.name, 'point/mobile-1': CANARIES.mobile } });
  expect((await fields({ subject: 'zhao' })).status).toBe(403);
  outreach.clock.now = Date.parse('2026-03-10T10:10:00+08:00');
  expect((await fields()).body.reason).toBe('no-reservation');
  outreach.clock.now = MORNING;

  const report = {
    person: PERSON,
    outcome: 'used',
    at: '2026-03-10T10:02:00+08:00',
    answered: false,
    code: 'no-answer',
  };
  const back = (key: string) => outreach.post(`/v1/contacts/${body.decisionId}/give-back`, report, { key });
  expect((await back('back-0001')).body).toEqual({ decisionId: body.decisionId, outcome: 'taken' });
  expect((await back('back-0001')).body).toEqual({ decisionId: body.decisionId, outcome: 'duplicate' });
  expect((await back('back-0002')).body.reason).toBe('reported-already');

  const why = await outreach.get(`/v1/contacts/${body.decisionId}`, { role: 'auditor' });
  expect(why.body.contacts).toMatchObject(
    [{ outcome: 'allowed', loanId: LOAN, personId: PERSON, inputsHash: /./ }].map(({ inputsHash: _, ...rest }) => rest),
  );
  const all = await outreach.get(`/v1/contacts?loan=${LOAN}`, { role: 'auditor' });
  expect(all.body.contacts).toHaveLength(1);
});

it.each([
  ['a loan that is not known', { ...asking, loan: 'demo:L-9' }, {}, 404, 'loan-unknown'],
  ['a loan of another tenant', { ...asking, loan: 'bank:L-1' }, {}, 403, 'tenant-not-yours'],
  ['another channel than there is', { ...asking, channel: 'pigeon' }, {}, 400, 'request-invalid'],
  ['an auditor', asking, { role: 'auditor' }, 403, 'role-missing'],
  ['an agency that the loan is not placed with', asking, { role: 'agency', agency: 'a-9' }, 403, 'not-placed'],
] as const)('is refused for %s', async (_what, body, as, status, reason) => {
  const answer = await ask(body, as);
  expect([answer.status, answer.body.reason]).toEqual([status, reason]);
});

describe('while the loan’s lane catches up', () => {
  afterEach(() => loanStands('2026-03-10'));

  it.each([
    ['2026-03-08', 503, { reason: 'catching-up' }],
    ['2026-03-09', 200, { outcome: 'refused', rules: ['not-known-yet'] }],
  ])('an open day of %s is answered %i', async (openDay, status, body) => {
    await loanStands(openDay);
    const answer = await ask();
    expect([answer.status, answer.body]).toEqual([status, expect.objectContaining(body)]);
  });

  it('facts that the person’s lane has not seen yet refuse', async () => {
    await loanStands('2026-03-10', { says: 2 });
    expect((await ask()).body).toMatchObject({ outcome: 'refused', rules: ['facts-behind'] });
  });
});

describe('people of an outside firm', () => {
  const A_1 = { role: 'agency', subject: 'qian', agency: 'a-1' } as const;
  const called = { ...asking, channel: 'agency-call' };

  beforeAll(() =>
    outreach.db.pool.query(`
      insert into agency (tenant, agency_id, name, status, listed, certified) values ('demo', 'a-1', 'A', 'active', true, true);
      insert into agency_document (tenant, agency_id, kind, valid_until, reference)
        values ('demo', 'a-1', 'business-licence', '2030-01-01', 'r'), ('demo', 'a-1', 'qualification', '2030-01-01', 'r');
      insert into agency_contract values ('demo', 'a-1', 'c-1', '2026-01-01', '2029-12-31', true, 'r');
      insert into placement values ('p-1', 'demo', '${LOAN}', 'a-1', 'placed', '2026-03-01', '2026-03-02', null, null, 'b', 'CNY', 1)`),
  );

  it('are judged as the firm stands, see the one number, and report on nobody else’s contacts', async () => {
    const { body } = await ask(called, A_1);
    expect(body).toMatchObject({ outcome: 'allowed', point: 'mobile-1' });
    const why = await outreach.get(`/v1/contacts/${body.decisionId}`, { role: 'auditor' });
    const agency = { standing: 'good', announcedOn: '2026-03-01', listed: true, certified: true };
    expect(why.body.contacts[0].collector).toEqual({ kind: 'agency', id: 'a-1', agency });

    const wish = { fields: ['name', 'point/mobile-1'], purpose: 'contact', reference: body.decisionId };
    const fields = (as: object, over: object = {}) =>
      outreach.post(`/v1/persons/${PERSON}/fields`, { ...wish, ...over }, as);
    expect((await fields({ ...A_1, subject: 'a colleague' })).body.fields.name).toBe(CANARIES.name);
    expect((await fields({ ...A_1, agency: 'a-2' })).body.reason).toBe('no-reservation');
    expect((await fields(A_1, { fields: ['point'] })).body.reason).toBe('no-reservation');

    const back = (as: object) =>
      outreach.post(`/v1/contacts/${body.decisionId}/give-back`, { person: PERSON, outcome: 'returned' }, as);
    expect((await back({ ...A_1, agency: 'a-2' })).body.reason).toBe('no-reservation');
    expect((await back(A_1)).body.outcome).toBe('taken');
    expect((await fields(A_1)).body.reason).toBe('no-reservation');
  });

  it('are refused by the gate once the firm is suspended', async () => {
    await outreach.db.pool.query(`update agency set status = 'suspended'`);
    expect((await ask(called, A_1)).body).toMatchObject({
      outcome: 'refused',
      rules: expect.arrayContaining(['P-CN-5']),
    });
  });
});
