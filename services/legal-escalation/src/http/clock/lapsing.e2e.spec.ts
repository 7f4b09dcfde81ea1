import { useLegal } from '../fixtures.js';

const legal = useLegal();

const lapses = (loan: string, on: string | null, tenant = 'demo') =>
  legal.db.pool.query(
    `insert into legal_loan (loan_id, tenant, partition, waits, next_date, provisional, gate_passed, state)
     values ($1, $2, 0, '{}', $3, $4, false, '{}')`,
    [`${tenant}:${loan}`, tenant, on, on?.startsWith('2027') === true],
  );

beforeAll(async () => {
  await lapses('B', '2026-12-31');
  await lapses('A', '2026-12-31');
  await lapses('C', '2026-05-01');
  await lapses('D', '2027-01-01');
  await lapses('E', null);
  await lapses('A', '2026-05-01', 'other');
});

const page = async (query: string) => (await legal.get(`/v1/limitation?${query}`)).body;

it('what lapses by a day is named page by page, what ends first comes first, of the own tenant alone', async () => {
  const first = await page('until=2026-12-31&limit=2');
  expect(first).toEqual({
    loans: [
      { loanId: 'demo:C', nextDate: '2026-05-01', provisional: false, caseId: null },
      { loanId: 'demo:A', nextDate: '2026-12-31', provisional: false, caseId: null },
    ],
    next: '2026-12-31/demo:A',
  });
  const second = await page(`until=2026-12-31&limit=2&after=${encodeURIComponent(first.next)}`);
  expect([second.loans.map(({ loanId }: { loanId: string }) => loanId), second.next]).toEqual([['demo:B'], null]);
  expect((await page('until=2027-01-01')).loans.at(-1)).toMatchObject({ loanId: 'demo:D', provisional: true });
});

it.each(['', 'until=soon', 'until=2026-12-31&after=demo:A', 'until=2026-12-31&limit=0'])(
  'a question like "%s" is none',
  async (query) => {
    expect((await legal.get(`/v1/limitation?${query}`)).status).toBe(400);
  },
);

it('is for people of the law alone', async () => {
  const statusOf = async (role: 'collector' | 'legal' | 'supervisor' | 'auditor') =>
    (await legal.get('/v1/limitation?until=2026-12-31', { role })).status;
  expect(await statusOf('collector')).toBe(403);
  for (const role of ['legal', 'supervisor', 'auditor'] as const)
    expect([role, await statusOf(role)]).toEqual([role, 200]);
});

it('names those of all tenants whose loans somebody sees', async () => {
  const { body } = await legal.get('/v1/limitation?until=2026-05-01', { tenants: ['other'] });
  expect(body.loans.map(({ loanId }: { loanId: string }) => loanId)).toEqual(['demo:C', 'other:A']);
});
