import { addDays } from '@mora/kernel';
import { inTransaction } from '@mora/runtime';
import { sha256 } from '../../evidence/hash.js';
import { LOAN, POLICIES } from '../../domain/loan/fixtures.js';
import { casedStory } from '../../domain/matter/fixtures.js';
import { LoanRepository } from '../../persistence/loan/loan.repository.js';
import { useLegal } from '../fixtures.js';
import { EVALUATE } from './examples.js';

const legal = useLegal();
const CASE = `/v1/loans/${LOAN}/case`;
const HASH = 'ab'.repeat(32);
const OTHER = { role: 'supervisor', subject: 's-1' } as const;

/** A loan whose case has opened by itself, as its lane leaves it on the day after. */
beforeAll(async () => {
  const { state, openDay } = casedStory();
  legal.clock.now = Date.parse(`${openDay}T10:00:00+08:00`);
  await legal.db.pool.query(`update lane set open_day = $1 where space = 'loan'`, [openDay]);
  const saved = new Map([[LOAN as string, { ...state!, writes: [] }]]);
  await inTransaction(legal.db.pool, (tx) => new LoanRepository().save(tx, saved, () => 0));
});

const rows = async (sql: string): Promise<unknown[]> => (await legal.db.pool.query(sql)).rows as unknown[];

it('is seen with its checklist: what the service knows, and what people have to look at', async () => {
  const { status, body } = await legal.get(CASE);
  expect([status, body]).toEqual([
    200,
    expect.objectContaining({ stage: 'evaluation', claim: null, evaluation: null }),
  ]);
  expect(body.checklist).toContainEqual({ item: 'schedule', state: 'yes', automatic: true, proof: null });
  expect(body.checklist).toContainEqual({ item: 'contract', state: 'unknown', automatic: false, proof: null });
  expect((await legal.get(CASE, { role: 'collector' })).status).toBe(403);
});

it('has a lawyer, and papers by their hashes', async () => {
  expect((await legal.post(`${CASE}/assign`, { lawyer: 'l-1' }, OTHER)).status).toBe(200);
  const paper = { kind: 'contract', id: 'C-1', sha256: HASH };
  expect((await legal.post(`${CASE}/papers-kept`, paper)).status).toBe(200);
  expect((await legal.get(CASE)).body).toMatchObject({ lawyer: 'l-1', papers: [paper] });
  expect((await legal.post(`${CASE}/papers-kept`, { ...paper, sha256: 'no' })).status).toBe(400);
});

it('is weighed once everything was looked at, and says nothing about people', async () => {
  const opinion = { ...EVALUATE.suit.value, expectedRecovery: '2000.00', expectedCost: '1000.00' };
  const early = await legal.post(`${CASE}/evaluation`, opinion);
  expect([early.status, early.text]).toEqual([409, expect.stringContaining('checklist-open')]);
  const { automatic, items } = POLICIES.evaluation;
  for (const item of items.filter((one) => !automatic.some((name) => name === one))) {
    const proof = item === 'contract' ? { proof: { kind: 'contract', id: 'C-1' } } : {};
    expect((await legal.post(`${CASE}/checks`, { item, state: 'yes', ...proof })).status).toBe(200);
  }
  const named = { ...opinion, lessHarmful: ['settlement: call 13800138000'] };
  expect((await legal.post(`${CASE}/evaluation`, named)).status).toBe(400);
  const given = await legal.post(`${CASE}/evaluation`, opinion, { key: 'weigh-0001' });
  expect([given.status, given.body.state]).toEqual([200, 'given']);
  const again = await legal.post(`${CASE}/evaluation`, opinion, { key: 'weigh-0001' });
  expect(again.body).toEqual(given.body);
});

it('is decided by another person', async () => {
  const own = await legal.post(`${CASE}/evaluation/approve`, { because: 'seen' });
  expect([own.status, own.text]).toEqual([409, expect.stringContaining('own-approval')]);
  const approved = await legal.post(`${CASE}/evaluation/approve`, { because: 'seen' }, OTHER);
  expect(approved.body.state).toBe('approved');
  const { body } = await legal.get(`${CASE}/evaluation`, OTHER);
  expect(body.opinions).toMatchObject([{ strategy: 'ordinary', state: 'approved', by: 'l-1', approver: 's-1' }]);
  expect(body.opinions[0].checklist).toContainEqual({ item: 'contract', state: 'yes' });
});

it('is among those of its lawyer, at its stage', async () => {
  const listed = async (query: string) => (await legal.get(`/v1/cases?${query}`)).body.cases.length;
  expect(await listed('lawyer=l-1&stage=decided&limit=1')).toBe(1);
  expect([await listed('lawyer=l-2'), await listed('stage=court'), await listed('after=g')]).toEqual([0, 0, 0]);
  expect((await legal.get('/v1/cases?stage=none')).status).toBe(400);
});

it('has a claim to the cent, kept whole, by which anybody can check its hash', async () => {
  const early = await legal.post(`${CASE}/claims`, { accelerated: true });
  expect([early.status, early.text]).toEqual([409, expect.stringContaining('not-accelerated')]);
  const called = { on: addDays(casedStory().openDay, -1), proof: { kind: 'letter', id: 'called' } };
  expect((await legal.post(`/v1/loans/${LOAN}/limitation/acceleration`, called)).status).toBe(200);
  const { status, body } = await legal.post(`${CASE}/claims`, { accelerated: true });
  expect([status, body.total, body.differs]).toEqual([200, '3000.00', []]);
  expect(body.lines).toMatchObject([{ code: 'principal', amount: '3000.00', from: 'ledger' }]);
  expect((await legal.get(`${CASE}/claims/${body.sheetId}`)).body).toEqual(body);
  expect((await legal.get(`${CASE}/claims/none`)).status).toBe(404);
  const [kept] = (await rows('select sheet, sha256 from claim_sheet')) as [{ sheet: object; sha256: string }];
  expect(sha256(JSON.stringify(kept.sheet))).toBe(kept.sha256);
  expect((await legal.get(CASE)).body.claim).toMatchObject({ sheetId: body.sheetId, sha256: kept.sha256 });
});

it('is closed once, and its row says how', async () => {
  const closed = await legal.post(`${CASE}/close`, { outcome: 'withdrawn', because: 'debtor-pays' }, OTHER);
  expect(closed.status).toBe(200);
  const again = await legal.post(`${CASE}/close`, { outcome: 'withdrawn', because: 'debtor-pays' }, OTHER);
  expect([again.status, again.text]).toEqual([409, expect.stringContaining('no-case')]);
  expect(
    await rows('select case_id, stage, lawyer, closed_on is null as open, outcome, strategy from legal_case'),
  ).toEqual([
    {
      case_id: closed.body.caseId,
      stage: 'decided',
      lawyer: 'l-1',
      open: false,
      outcome: 'withdrawn',
      strategy: 'ordinary',
    },
  ]);
  const reopened = await legal.post(`${CASE}/open`, {}, OTHER);
  expect(reopened.body.caseId).not.toBe(closed.body.caseId);
  const course = (await rows('select what from timeline order by position')) as { what: string }[];
  expect(course.map(({ what }) => what).filter((what) => what !== 'checked')).toEqual([
    'case-assigned',
    'paper-kept',
    'case-evaluated',
    'strategy-approved',
    'accelerated',
    'claim-computed',
    'case-closed',
    'case-opened',
  ]);
});
