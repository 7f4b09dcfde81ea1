import request from 'supertest';
import { type Canary, heartbeatOf, partyRecord, somebody } from './people.js';
import { OPENS_ON, useWholeLine } from './whole-line.js';

const whole = useWholeLine({ SEND_DEADLINE_MS: '400', AGENCY_CHECK_MS: '3600000' });
const TUESDAY = '2026-03-10';
const DAYS = [TUESDAY, '2026-03-11', '2026-03-12', '2026-03-13', '2026-03-14', '2026-03-15'] as const;
const [LAST, FROM] = ['2026-03-16', '2026-03-17'];
const loanOf = (n: number): string => `demo:L-${n}`;
const pathOf = (n: number): string => `/v1/loans/${encodeURIComponent(loanOf(n))}`;
const EVERYBODY = [1, 2, 3, 4, 5].map(somebody);
const [TOLD, SILENT, LATE, ASKING, UNTOLD] = EVERYBODY as [Canary, Canary, Canary, Canary, Canary];

const LI = { role: 'supervisor' } as const;
const outcomeOf = ({ status, body }: { status: number; body: { reason?: string; state?: string } }) =>
  [status, body.reason ?? body.state].join(' ');
const told = async (n: number) =>
  (await whole.line.published(loanOf(n)))
    .map(({ type }) => type.replace(/^mora\.outreach\.(.*)\.v1$/u, '$1'))
    .filter((type) => /placement|agency|settled|request/u.test(type));
const placement = (n: number) =>
  whole.line.db.lines(`select state, because, placed_on, announced_on from placement where loan_id = $1`, [loanOf(n)]);
const noticesOf = async (n: number) =>
  (await whole.line.get(`/v1/notices?loan=${encodeURIComponent(loanOf(n))}`)).body.notices as readonly {
    noticeId: string;
    purpose: string;
    state: string;
  }[];

async function goodFirm(): Promise<void> {
  const { line } = whole;
  const firm = { name: 'Fair Calls Ltd', phone: '400-100-200', listed: true, certified: true };
  expect((await line.put('/v1/agencies/a1', firm, 'compliance')).status).toBe(204);
  for (const kind of ['business-licence', 'qualification']) {
    const paper = { kind, validUntil: '2027-12-31', reference: 'archive/1' };
    expect((await line.post('/v1/agencies/a1/documents', paper, { role: 'compliance' })).status).toBe(204);
  }
  const term = { from: '2026-01-01', until: '2027-12-31', processingAgreement: true };
  const contract = { contractId: 'c1', ...term, reference: 'archive/2' };
  expect((await line.post('/v1/agencies/a1/contracts', contract, { role: 'compliance' })).status).toBe(204);
}

beforeAll(async () => {
  const { line } = whole;
  await line.parties(...EVERYBODY.map((who) => partyRecord(who, ['mobile'])), heartbeatOf('2026-03-08'));
  for (const [place, who] of EVERYBODY.entries()) await line.upstream.overdue(loanOf(place + 1), who.party, OPENS_ON);
  await line.upstream.behind(loanOf(3), OPENS_ON, 120);
  await line.quiet();
  await goodFirm();
  await line.close(OPENS_ON);
}, 60_000);

it('a firm that the borrower has not been told of waits, and the same request again is answered alike', async () => {
  const { line } = whole;
  const place = (n: number, key: string) => line.post(`${pathOf(n)}/placement`, { agency: 'a1' }, { ...LI, key });
  const first = await place(1, 'place-0001');
  expect(first.body).toEqual({ placementId: expect.any(String), state: 'waiting', from: FROM });
  expect((await place(1, 'place-0001')).body).toEqual(first.body);
  expect(outcomeOf(await place(1, 'place-0002'))).toBe('409 already-placed');
  expect(outcomeOf(await place(2, 'place-0003'))).toBe('200 waiting');
  expect(outcomeOf(await place(5, 'place-0004'))).toBe('200 waiting');
  line.provider.manners.set(SILENT.mobile, 'silent').set(UNTOLD.mobile, 'unknown-number');
  await line.quiet();
  expect(line.provider.received).toEqual([]);
  const decided = await line.db.lines(`select loan_id, outcome, rules from contact_decision`);
  expect(decided).toEqual([]);
});

it('the borrower is told at the hour of the person, with the name and the phone of the firm and the day', async () => {
  const { line } = whole;
  await line.at(TUESDAY, '10:00');
  const [message, ...others] = line.provider.to(TOLD.mobile).filter(({ text }) => text.includes('Fair Calls'));
  expect(others).toEqual([]);
  for (const word of ['Fair Calls Ltd', '400-100-200', 'March 17, 2026']) expect(message?.text).toContain(word);
  expect(await told(1)).toEqual(['placement-waiting', 'request-answered']);
});

describe('a notice of which nobody knows', () => {
  let noticeId = '';
  const settle = (body: object, role: 'supervisor' | 'collector' | 'legal' = 'supervisor', key?: string) =>
    whole.line.post(`/v1/notices/${noticeId}/settle`, body, { role, ...(key !== undefined && { key }) });

  beforeAll(async () => {
    const [notice] = (await noticesOf(2)).filter(({ purpose }) => purpose === 'statutory-notice');
    noticeId = notice?.noticeId ?? '';
    expect(notice?.state).toBe('unknown');
  });

  it.each([
    ['by somebody who may not', { outcome: 'failed', because: 'asked' }, 'collector', '403'],
    ['without proof that it went out', { outcome: 'sent', because: 'asked' }, 'supervisor', '409 no-proof'],
    ['as neither', { outcome: 'perhaps', because: 'asked' }, 'supervisor', '400 request-invalid'],
  ] as const)('is not settled %s', async (_name, body, role, expected) => {
    expect(outcomeOf(await settle(body, role))).toContain(expected);
  });

  it('is settled once with proof, and the firm has the loan for it', async () => {
    const { line } = whole;
    const found = { outcome: 'sent', proof: 'provider/ticket/77', because: 'provider-says' };
    const answer = await settle(found, 'legal', 'settle-0001');
    expect(answer.body).toMatchObject({ state: 'sent', proofHash: 'provider/ticket/77' });
    expect((await settle(found, 'legal', 'settle-0001')).status).toBe(200);
    expect(outcomeOf(await settle({ outcome: 'failed', because: 'asked' }))).toBe('409 not-unknown');
    await line.quiet();
    expect(await told(2)).toEqual(['placement-waiting', 'request-answered', 'notice-settled']);
    const [settled] = await line.published(loanOf(2), 'notice-settled');
    expect(settled?.data).toMatchObject({ noticeId, by: 'wang', proof: 'provider/ticket/77' });
  });
});

it('what the strategy proposes waits in a queue, and one accept gives it to the firm with the fewest loans', async () => {
  const { line } = whole;
  const { body } = await line.get('/v1/placement-proposals');
  expect(body.proposals).toMatchObject([{ loan: loanOf(3), step: 'agency', state: 'open', overdue: '1200.00' }]);
  const [{ proposalId }] = body.proposals as [{ proposalId: string }];
  expect((await line.get('/v1/queues')).body.queues).toContainEqual(
    expect.objectContaining({ queue: 'placements', open: 1 }),
  );
  const accept = `/v1/placement-proposals/${proposalId}/accept`;
  expect((await line.post(accept, {}, { role: 'collector' })).status).toBe(403);
  expect(outcomeOf(await line.post('/v1/placement-proposals/none/accept', {}, LI))).toBe('404 proposal-unknown');
  expect(outcomeOf(await line.post(accept, {}, { ...LI, key: 'accept-0001' }))).toBe('200 waiting');
  expect(outcomeOf(await line.post(accept, {}, { ...LI, key: 'accept-0001' }))).toBe('200 waiting');
  const decline = `/v1/placement-proposals/${proposalId}/decline`;
  expect(outcomeOf(await line.post(decline, { because: 'kept' }, LI))).toBe('409 not-proposed');
  await line.quiet();
  expect(await told(3)).toEqual(['placement-proposed', 'placement-waiting']);
  expect((await line.get('/v1/placement-proposals')).body).toEqual({ proposals: [] });
  expect(outcomeOf(await line.post(`${pathOf(3)}/recall`, { because: 'kept-with-the-bank' }, LI))).toBe('200 ');
});

it('a question that waits too long is counted, and becomes the case of somebody', async () => {
  const { line } = whole;
  const question = { person: ASKING.person, role: 'borrower', says: 'question', topic: 'interest' };
  const { body } = await line.post(`${pathOf(4)}/says`, question);
  const metric = async (state: string) =>
    new RegExp(`^mora_questions\\{[^}]*state="${state}"[^}]*\\} (\\d+)$`, 'mu').exec(
      (await request(line.url).get('/metrics')).text,
    )?.[1];
  expect([await metric('open'), await metric('overdue')]).toEqual(['1', '0']);
  const { db } = line;
  const [due = ''] = await db.lines(`select extract(epoch from due_at)::text from say where say_id = $1`, [body.sayId]);
  const now = line.now;
  line.now = Number(due) * 1_000;
  expect([await metric('open'), await metric('overdue')]).toEqual(['1', '0']);
  line.now += 1;
  expect([await metric('open'), await metric('overdue')]).toEqual(['0', '1']);
  line.now = now;
});

describe('on the day that the notice names', () => {
  beforeAll(async () => {
    for (const day of DAYS) await whole.line.close(day);
  }, 120_000);

  it('and not on the day before', async () => {
    const { line } = whole;
    expect(await placement(1)).toEqual([`waiting announced ${FROM} ${TUESDAY}`]);
    await line.close(LAST);
    expect(await placement(1)).toEqual([`placed announced ${FROM} ${TUESDAY}`]);
    expect(await placement(2)).toEqual([`placed announced ${FROM} ${TUESDAY}`]);
    expect(await told(1)).toEqual(['placement-waiting', 'request-answered', 'agency-placed']);
    const file = await line.get('/v1/agencies/a1/placements.ndjson');
    expect(file.text.trim().split('\n')).toHaveLength(2);
  });

  it('whom nothing reached is not placed; what was recalled is not either', async () => {
    expect(await placement(5)).toEqual([`dropped outsourcing-not-announced ${FROM} -`]);
    expect(await placement(3)).toEqual([`dropped kept-with-the-bank ${FROM} -`]);
    expect(whole.line.provider.to(LATE.mobile)).toEqual([]);
  });

  it('nothing was held, and nothing was put aside', async () => {
    expect(await whole.line.db.lines(`select subject, reason from held_subject`)).toEqual([]);
    expect(await whole.line.db.lines(`select reason from dead_letter`)).toEqual([]);
    expect(whole.line.alarms).toEqual([]);
  });
});
