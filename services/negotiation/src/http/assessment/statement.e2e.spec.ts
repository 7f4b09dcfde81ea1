import type pg from 'pg';
import type { LoanId } from '@mora/kernel';
import { Figures } from '../../vault/figures.js';
import { OPENS_ON, useWholeLine } from '../../../test/whole-line.js';

const line = useWholeLine();
const LOAN = 'demo:L-1';
const BORROWER = { role: 'borrower', subject: 'P-1' } as const;
const CHEN = { role: 'negotiator', subject: 'chen' } as const;
const BOSS = { role: 'supervisor', subject: 'zhao' } as const;
const [AUDITOR, COMPLIANCE] = [{ role: 'auditor' } as const, { role: 'compliance' } as const];
const at = (path: string): string => `/v1/loans/${LOAN}/${path}`;
const hash = (digit: string): string => digit.repeat(64);

/** Twelve figures that stand nowhere else; none of them may be found outside of the vault, in whole or in minor units. */
const PLANTED = {
  salary: '48213.37',
  usual: '58213.39',
  rent: '17345.61',
  food: '12987.43',
  fees: '11765.89',
  mortgage: '13579.24',
  card: '14682.93',
  cash: '21357.91',
  home: '931357.97',
  car: '71357.93',
};

const statement = (over: object = {}) => ({
  region: 'cn-shanghai',
  asOf: '2026-03-10',
  currency: 'CNY',
  dependants: [],
  incomes: [{ kind: 'salary', monthly: PLANTED.salary, usual: PLANTED.usual, regular: true }],
  expenses: [
    { kind: 'housing', monthly: PLANTED.rent, essential: true },
    { kind: 'food', monthly: PLANTED.food, essential: false },
    { kind: 'education', monthly: PLANTED.fees, essential: false },
  ],
  debts: [
    { kind: 'mortgage', monthly: PLANTED.mortgage, priority: true, bad: false },
    { kind: 'card', monthly: PLANTED.card, priority: false, bad: false },
  ],
  assets: [
    { kind: 'cash', value: PLANTED.cash, liquid: true, exempt: false },
    { kind: 'home', value: PLANTED.home, liquid: false, exempt: true },
    { kind: 'vehicle', value: PLANTED.car, liquid: false, exempt: false },
  ],
  shock: { kind: 'income-drop', expectedMonths: 4 },
  ...over,
});
const document = (digit: string, over: object = {}) => ({
  ...{ kind: 'payslip', sha256: hash(digit), type: 'pdf', name: '金丝雀 March.pdf' },
  ...over,
});

beforeAll(async () => {
  await line.upstream.overdue(LOAN, 'P-1', OPENS_ON, 61);
  await line.close(OPENS_ON);
});

it('the borrower states what there is: a verdict without a figure, and the same for the same key', async () => {
  const said = { statement: statement(), proofs: [] };
  const first = await line.put(at('statement'), said, { ...BORROWER, key: 'state-it-1' });
  expect(first.body).toEqual({
    assessmentId: expect.any(String) as unknown,
    verdict: 'unaffordable', // as long as half of an income that nobody has proved is all that counts
    validUntil: '2026-04-09',
    missing: ['payslip'],
  });
  expect((await line.put(at('statement'), said, { ...BORROWER, key: 'state-it-1' })).body).toEqual(first.body);
  const other = { ...said, statement: statement({ region: 'cn-beijing' }) };
  expect((await line.put(at('statement'), other, { ...BORROWER, key: 'state-it-1' })).body).toMatchObject({
    reason: 'idempotency-key-reused',
  });
  expect((await line.get(`/v1/loans/${LOAN}`)).body).toMatchObject({
    round: { state: 'assessed' },
    documentsWanted: ['payslip'],
    documentsDueOn: '2026-03-24',
  });
});

it('what staff says that the borrower has declared names its proof', async () => {
  const person = 'demo:P-1';
  const said = { person, statement: statement(), proofs: [], willing: true };
  const unproven = await line.put(at('statement'), said, CHEN);
  expect([unproven.status, unproven.body.reason]).toEqual([422, 'evidence-missing']);
  const call = { kind: 'recording', id: 'call-17' };
  const told = await line.put(at('statement'), { ...said, evidence: call, debtClearance: true }, CHEN);
  expect([told.status, told.body.verdict]).toEqual([200, 'unaffordable']);
  await line.quiet();
  const assessed = (await line.published(LOAN)).filter(({ type }) => type === 'affordability-assessed');
  expect(assessed.map(({ data }) => data['willing'])).toEqual([undefined, true]);
});

it('documents answer what is wanted, and what was stated is judged anew by them', async () => {
  const given = await line.post(at('documents'), { documents: [document('a')] }, BORROWER);
  expect(given.body).toMatchObject({ missing: [], verdict: 'not-in-difficulty' });
  expect((await line.get(`/v1/loans/${LOAN}`)).body.documentsWanted).toEqual([]);
  const verify = at(`documents/${given.body.documents[0]}/verify`);
  const accept = { accepted: true, because: 'seen-original', expiresOn: '2026-03-31' };
  const verified = await line.post(verify, accept, { ...CHEN, key: 'verify-it-1' });
  expect(verified.body.assessmentId).not.toBe(given.body.assessmentId);
  expect((await line.post(verify, accept, { ...CHEN, key: 'verify-it-1' })).body).toEqual(verified.body);
  expect((await line.post(verify, accept, CHEN)).body).toMatchObject({ reason: 'document-judged' });
  expect(await line.db.lines(`select kind, state, verified_by, expires_on from document`)).toEqual([
    'payslip verified chen 2026-03-31',
  ]);
  expect(await line.db.lines(`select kind, state from work_item where kind = 'verify-documents'`)).toEqual([
    'verify-documents done',
  ]);
});

it('nobody verifies what they have given themselves', async () => {
  const mine = { person: 'demo:P-1', documents: [document('b', { kind: 'bank-statement' })] };
  const given = await line.post(at('documents'), mine, CHEN);
  const verify = at(`documents/${given.body.documents[0]}/verify`);
  const refuse = { accepted: false, because: 'not-readable' };
  expect((await line.post(verify, refuse, CHEN)).body).toMatchObject({ status: 422, reason: 'own-document' });
  expect((await line.post(verify, refuse, BORROWER)).status).toBe(403);
  expect((await line.post(verify, refuse, BOSS)).status).toBe(200);
});

it('whoever looks at the figures sees every line, and is written down before', async () => {
  const seen = await line.get(at('assessment'), CHEN);
  expect(seen.body).toMatchObject({
    verdict: 'not-in-difficulty',
    state: 'current',
    validUntil: '2026-03-31',
    currency: 'CNY',
    capacity: '8644.26',
    liquid: PLANTED.cash,
    policy: { id: 'affordability-cn', version: 1, rule: 'bears-all' },
    documents: [
      { kind: 'payslip', name: '金丝雀 March.pdf', state: 'verified' },
      { kind: 'bank-statement', state: 'refused' },
    ],
  });
  expect(seen.body.lines).toContainEqual({
    code: 'income.salary',
    amount: PLANTED.salary,
    policy: { id: 'affordability-cn', version: 1, rule: 'income-verified' },
  });
  expect((await line.get(at('assessment'), BORROWER)).body.capacity).toBe('8644.26');
  expect((await line.get(at('assessment'), { role: 'borrower', subject: 'P-2' })).status).toBe(404);
  expect((await line.get(at('assessment'), AUDITOR)).status).toBe(403);
  expect((await line.post('/v1/vault/rewrap', {}, { role: 'operator' })).body).toEqual({ keys: 0 });
  const { accesses } = (await line.get('/v1/vault/accesses?person=demo:P-1', AUDITOR)).body;
  expect(accesses[0]).toMatchObject({ actor: 'P-1', purpose: 'affordability', reference: LOAN });
  expect(accesses[1]).toMatchObject({ actor: 'chen', purpose: 'affordability', reference: LOAN });
});

it('a command opens the figures of the assessment that holds, and they print as nothing', async () => {
  const figures = line.service.app.get(Figures);
  const { assessmentId } = (await line.get(at('assessment'), CHEN)).body;
  const opened = await figures.open(LOAN as LoanId, assessmentId, { system: 'negotiation' });
  const held = { assessmentId, capacity: 864_426, stressed: 623_359, liquid: 2_135_791, later: null };
  expect(opened?.reveal()).toEqual(held);
  expect([`${opened}`, JSON.stringify({ opened })]).toEqual(['***', '{"opened":"***"}']);
  expect(await figures.open(LOAN as LoanId, 'another', { system: 'negotiation' })).toBeNull();
  const { accesses } = (await line.get('/v1/vault/accesses', AUDITOR)).body;
  expect(accesses[0]).toMatchObject({ actor: 'system:negotiation', fields: [`assessment/${assessmentId}`] });
});

it('a body that cannot be taken is answered without what stood in it', async () => {
  const wrong = [
    statement({ incomes: [{ kind: 'salary', monthly: 'Canary Q. earns 48213.37', regular: true }] }),
    statement({ currency: 'JPY' }),
    statement({ region: 'Canaryville 110101199003078888' }),
    statement({ surprise: '48213.37' }),
  ];
  for (const one of wrong) {
    const answer = await line.put(at('statement'), { statement: one, proofs: [] }, BORROWER);
    expect([answer.status, answer.text]).toEqual([400, expect.not.stringMatching(/48213|Canary|1101/)]);
  }
  const nobody = await line.put(at('statement'), { statement: statement(), proofs: [] }, CHEN);
  expect(nobody.body).toMatchObject({ status: 422, reason: 'person-missing' });
  const stranger = { person: 'demo:P-9', statement: statement(), proofs: [] };
  expect((await line.put(at('statement'), stranger, CHEN)).body).toMatchObject({
    status: 422,
    reason: 'person-not-linked',
  });
});

it('no figure stands anywhere but in the vault: not in a table, on a stream, or in the log', async () => {
  await line.quiet();
  const minor = (text: string): string => text.replace('.', '');
  const planted = [...Object.values(PLANTED), '8644.26', '6233.59', '17288.52'];
  const marks = planted.flatMap((text) => [text, minor(text)]);
  const found = (text: string): string[] => marks.filter((mark) => text.includes(mark));
  const [tables, log] = [await everything(line.db.pool), line.logged.join('')];
  // What may be known stands there, so that all of it has been looked through.
  for (const place of ['bus.record', 'timeline', 'negotiation_loan']) expect(tables).toContain(`${place}: `);
  expect(tables.match(/affordability-assessed/g)?.length).toBeGreaterThan(4);
  expect(tables).toContain('"region":"cn-shanghai"');
  expect(log).toContain('"level"');
  expect(found(tables)).toEqual([]);
  expect(found(log)).toEqual([]);
  expect(await line.db.lines(`select field, count(*) from party_field group by field order by field`)).toEqual([
    'assessment 6',
    'document 2',
    'statement 6',
  ]);
});

it('is forgotten when it may be, and not before; then nothing is ever kept of the person again', async () => {
  const erase = (as: object = COMPLIANCE) =>
    line.post('/v1/persons/demo:P-1/erasure', { because: 'asked for by the person' }, as);
  expect((await erase(CHEN)).status).toBe(403);
  expect((await erase()).body).toMatchObject({ status: 409, reason: 'round-open' });
  await line.post(at('close'), { outcome: 'withdrawn', because: 'paid-by-insurance' }, BOSS);
  expect((await erase()).body).toMatchObject({ reason: 'retention', detail: 'Kept until 2028-03-09.' });
  line.clock.now = Date.parse('2028-03-08T23:59:59+08:00');
  expect((await erase()).body).toMatchObject({ reason: 'retention' });
  line.clock.now = Date.parse('2028-03-09T00:00:00+08:00');
  for (const _time of [1, 2]) {
    expect((await erase()).body).toEqual({ personId: 'demo:P-1', outcome: 'erased' });
  }
  expect(await line.db.lines(`select count(*) from party_field`)).toEqual(['0']);
  expect(await line.db.lines(`select wrapped is null, because from subject_key`)).toEqual([
    'true asked for by the person',
  ]);
  const { assessment } = (await line.get(`/v1/loans/${LOAN}`)).body;
  expect(await line.service.app.get(Figures).open(LOAN as LoanId, assessment.assessmentId, { system: 'x' })).toBeNull();
  expect((await line.get(at('assessment'), CHEN)).body).toMatchObject({ status: 410, reason: 'erased' });
  expect((await line.put(at('statement'), { statement: statement(), proofs: [] }, BORROWER)).status).toBe(410);
});

/** Every row of every table as text. */
async function everything(pool: pg.Pool): Promise<string> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const texts = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await pool.query<{ text: string | null }>(
        `select string_agg(row_to_json(x)::text, ' ') as text from ${name} x`,
      );
      return `${name}: ${rows[0]?.text ?? ''}`;
    }),
  );
  // Bytes are written as hex: records of the bus are looked through as what they say, too.
  const { rows } = await pool.query<{ text: string | null }>(
    `select string_agg(convert_from(value, 'UTF8'), ' ') as text from bus.record where value is not null`,
  );
  return [...texts, rows[0]?.text ?? ''].join(' ');
}
