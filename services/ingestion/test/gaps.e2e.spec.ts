import { paid, registered, until, useIngestion } from './ingestion-under-test.js';

const DAY = '2026-03-09';
const ingestion = useIngestion({ OPEN_DAY: DAY });
const { db } = ingestion;
const BY = { loan: 'bank-a:G-1', reason: 'the ledger has lost record 2' };

const gaps = async (query = '') => (await ingestion.get(`/v1/gaps${query}`)).body as { gaps: unknown[] };
const acts = () => db.lines(`select actor, action, target, reason, outcome from operator_action order by id`);

it('a loan whose records wait for an earlier one is listed with what waits', async () => {
  await ingestion.post([registered('G-1', DAY), paid('G-1', 3, DAY, '3.00'), paid('G-1', 4, DAY, '4.00')]);
  await ingestion.post([paid('G-2', 7, DAY, '7.00'), registered('G-3', DAY)]);
  const one = { loan: 'bank-a:G-1', source: 'core', lastTaken: 1, since: DAY, expired: false };
  expect(await gaps()).toEqual({
    gaps: [
      { ...one, waiting: { from: 3, to: 4, records: 2 } },
      { ...one, loan: 'bank-a:G-2', lastTaken: null, waiting: { from: 7, to: 7, records: 1 } },
    ],
  });
  expect((await gaps('?after=bank-a:G-1')).gaps).toHaveLength(1);
  expect(await ingestion.metrics()).toContain('mora_gap_loans{service="ingestion"} 2');
  expect(((await ingestion.get('/v1/gaps', 'operator', 'bank-b')).body as { gaps: unknown[] }).gaps).toEqual([]);
});

it.each([
  ['by who is no operator', BY, { role: 'ledger-client' }, 403, undefined],
  ['of another tenant', { ...BY, loan: 'bank-b:G-1' }, {}, 403, 'tenant-not-yours'],
  ['without a reason', { loan: BY.loan }, {}, 400, undefined],
  ['without an Idempotency-Key', BY, { key: null }, 400, 'idempotency-key-missing'],
  ['of a loan that has none', { ...BY, loan: 'bank-a:G-3' }, { key: 'skip-0001' }, 409, 'no-gap'],
  ['of a loan that nobody knows', { ...BY, loan: 'bank-a:G-9' }, { key: 'skip-0002' }, 409, 'no-gap'],
  ['where the rules refuse what waits', { ...BY, loan: 'bank-a:G-2' }, { key: 'skip-0003' }, 409, 'loan-unknown'],
])('a gap cannot be skipped %s', async (_case, body, how, status, code) => {
  const answer = await ingestion.command('/v1/gaps/skip', body, how);
  expect([answer.status, code === undefined ? undefined : (answer.body as { reason: string }).reason]).toEqual([
    status,
    code,
  ]);
});

it('what the rules refused is written down too, and the loan waits as before', async () => {
  expect(await acts()).toEqual([
    'wang gap skip bank-a:G-3 the ledger has lost record 2 no-gap',
    'wang gap skip bank-a:G-9 the ledger has lost record 2 no-gap',
    'wang gap skip bank-a:G-2 the ledger has lost record 2 loan-unknown',
  ]);
  expect((await gaps()).gaps).toHaveLength(2);
});

it('an operator skips a gap: what waited is told, and the release says that records are missing', async () => {
  const answer = await ingestion.command('/v1/gaps/skip', BY, { key: 'skip-0004' });
  expect([answer.status, answer.body]).toEqual([200, { loan: 'bank-a:G-1', outcome: 'skipped' }]);
  expect(await ingestion.published('G-1', 5, 'sequence', 'reason')).toEqual([
    'registered 1',
    'subject-held sequence-gap',
    'payment-posted 3',
    'payment-posted 4',
    'subject-released sequence-gap-skipped',
  ]);
  expect(await db.lines(`select subject from timer where subject = 'bank-a:G-1'`)).toEqual([]);
  expect((await acts()).at(-1)).toBe('wang gap skip bank-a:G-1 the ledger has lost record 2 skipped');
});

it('the same command again changes nothing and is not written down twice', async () => {
  const answer = await ingestion.command('/v1/gaps/skip', BY, { key: 'skip-0004' });
  expect(answer.body).toEqual({ loan: 'bank-a:G-1', outcome: 'skipped before' });
  expect(await acts()).toHaveLength(4);
});

it('the missing record that comes after all is a late fact', async () => {
  await ingestion.post([paid('G-1', 2, DAY, '2.00'), paid('G-1', 5, DAY, '5.00')]);
  const lines = await until(
    () => ingestion.published('G-1', 7, 'sequence', 'late'),
    (all) => all.length >= 7,
  );
  expect(lines.slice(5)).toEqual(['payment-posted 2 true', 'payment-posted 5']);
});

it('a gap of a loan that is held can be skipped: what waits behind it came before what holds the loan', async () => {
  await ingestion.post([registered('G-4', DAY), paid('G-4', 3, DAY, '3.00')]);
  await ingestion.hold('G-4');
  const answer = await ingestion.command('/v1/gaps/skip', { ...BY, loan: 'bank-a:G-4' }, { key: 'skip-0005' });
  expect(answer.body).toMatchObject({ outcome: 'skipped' });
  expect(await ingestion.published('G-4', 5, 'reason')).toEqual([
    'registered',
    'subject-held sequence-gap',
    'subject-held contract',
    'payment-posted',
    'subject-released sequence-gap-skipped',
  ]);
});
