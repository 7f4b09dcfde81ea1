import { OPENS_ON, useWholeLine } from '../../../test/whole-line.js';

const line = useWholeLine();
const LOAN = 'demo:L-1';
const OTHER = 'demo:L-2';
const CHEN = { role: 'negotiator', subject: 'chen' } as const;
const LI = { role: 'supervisor', subject: 'li' } as const;
const WU = { role: 'supervisor', subject: 'wu' } as const;
const WANG = { role: 'negotiator', subject: 'wang' } as const;
const BORROWER = { role: 'borrower', subject: 'P-1' } as const;
const at = (path: string, loan = LOAN): string => `/v1/loans/${loan}/${path}`;
const WORDS = 'Both wages are gone, and the flat of 金丝雀 is sold.';

/** More than nothing is left, and less than any plan asks for. */
const statement = (monthly: string) => ({
  ...{
    region: 'cn-shanghai',
    asOf: '2026-03-10',
    currency: 'CNY',
    dependants: [],
    expenses: [],
    debts: [],
    assets: [],
  },
  incomes: [{ kind: 'other', monthly, regular: true }],
  shock: { kind: 'job-loss' },
});
const state = (monthly: string, loan = LOAN, person = 'demo:P-1') =>
  line.put(at('statement', loan), { person, statement: statement(monthly), proofs: [] }, LI);

beforeAll(async () => {
  for (const [loan, party] of [
    [LOAN, 'P-1'],
    [OTHER, 'P-2'],
  ] as const) {
    await line.upstream.overdue(loan, party, OPENS_ON, 61);
  }
  await line.close(OPENS_ON);
  for (const loan of [LOAN, OTHER]) {
    await line.post(at('assign', loan), { credit: 'chen', service: 'wang', responsible: 'wang' }, WU);
  }
});

const declare = (because: string, as: object = CHEN, loan = LOAN) =>
  line.post(at('declare-unaffordable', loan), { because }, as);
let declarationId = '';

it('nobody declares it of whom nothing is known, nor of whoever can bear a product', async () => {
  expect((await declare(WORDS)).body).toMatchObject({ status: 409, reason: 'not-assessed' });
  expect((await state('20000.00', OTHER, 'demo:P-2')).status).toBe(200);
  const able = await declare(WORDS, CHEN, OTHER);
  expect([able.status, able.body.reason]).toEqual([422, 'menu-has-offers']);
});

it('declared in words by one person of the bank, once for the same key', async () => {
  const stated = await state('2400.00');
  expect([stated.status, stated.body.verdict, stated.body.missing]).toEqual([200, 'long-term', []]);
  expect((await line.post(at('offers/menu'), {}, CHEN)).body).toMatchObject({ reason: 'nothing-affordable' });
  expect((await declare(WORDS, BORROWER)).status).toBe(403);
  expect((await declare('short')).body).toMatchObject({ status: 400, reason: 'request-invalid' });
  const first = await declare(WORDS, { ...CHEN, key: 'declare-1' });
  expect([first.status, first.body]).toEqual([200, { declarationId: expect.any(String), state: 'declared' }]);
  expect((await declare(WORDS, { ...CHEN, key: 'declare-1' })).body).toEqual(first.body);
  expect((await declare(`${WORDS}.`, { ...CHEN, key: 'declare-1' })).body).toMatchObject({
    reason: 'idempotency-key-reused',
  });
  expect((await declare(WORDS)).body).toMatchObject({ status: 409, reason: 'declared-already' });
  declarationId = first.body.declarationId as string;
});

it('whoever is to approve it reads the words, which lie in the vault and nowhere else', async () => {
  const { body } = await line.get('/v1/work?kind=declared-unaffordable', WU);
  expect(body.items).toMatchObject([{ about: declarationId, loanId: LOAN, team: 'supervisor', dueOn: '2026-03-13' }]);
  const read = await line.get(at(`declarations/${declarationId}`), WU);
  expect(read.body).toMatchObject({ by: 'chen', tier: 'T2', on: '2026-03-10', state: 'declared', because: WORDS });
  const seen = await line.get('/v1/vault/accesses', { role: 'auditor' });
  expect(seen.body.accesses[0]).toMatchObject({ actor: 'wu', fields: [`declaration/${declarationId}`] });
  expect((await line.get(at(`declarations/${declarationId}`), BORROWER)).status).toBe(403);
  expect((await line.get(at(`declarations/${declarationId}`, OTHER), WU)).status).toBe(404);
});

it('approved by neither who has declared it nor who has taken down the statement: the negotiation has failed', async () => {
  const approve = (as: object) =>
    line.post(at(`declarations/${declarationId}/approve`), { because: 'nothing-left' }, as);
  for (const [who, reason] of [
    [CHEN, 'own-proposal'],
    [LI, 'own-assessment'],
    [WANG, 'tier-too-low'],
  ] as const) {
    expect((await approve(who)).body).toMatchObject({ status: 422, reason });
  }
  const hold = await line.post(at('holds'), { kind: 'vulnerability', because: 'in-hospital' }, CHEN);
  expect((await approve(WU)).body).toMatchObject({ status: 409, reason: 'held' });
  await line.post(at(`holds/${hold.body.holdId}/lift`), { because: 'well-again' }, WU);

  line.clock.now = Date.parse('2026-03-11T00:10:00+08:00'); // the day before has not been closed yet
  expect((await approve(WU)).body).toMatchObject({ status: 409, reason: 'not-known-yet' });
  line.clock.now = Date.parse('2026-03-10T11:00:00+08:00');
  const done = await approve({ ...WU, key: 'approve-1' });
  expect([done.status, done.body]).toEqual([200, { declarationId, state: 'approved' }]);
  expect((await approve({ ...WU, key: 'approve-1' })).body).toEqual(done.body);
  expect((await approve(WU)).body).toMatchObject({ reason: expect.stringMatching(/assessment-stale|no-such/) });

  const loan = await line.get(`/v1/loans/${LOAN}`, CHEN);
  expect(loan.body).toMatchObject({ round: null, closed: [{ outcome: 'unaffordable' }], tally: { consecutive: 1 } });
  await line.quiet();
  const published = await line.published(LOAN);
  expect(published.filter(({ type }) => type === 'failed').map(({ data }) => data['reason'])).toEqual(['unaffordable']);
  expect(await line.db.lines(`select state from work_item where kind = 'declared-unaffordable'`)).toEqual(['done']);
});
