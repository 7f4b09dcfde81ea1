import request from 'supertest';
import { calendarDate, type LoanId } from '@mora/kernel';
import { inTransaction } from '@mora/runtime';
import type { ObjectionRow } from '../../domain/enforcement/rows.js';
import type { HearingRow, ProceedingRow, StepRow } from '../../domain/proceedings/rows.js';
import type { Proceeding } from '../../domain/proceedings/types.js';
import { reading } from '../../persistence/loan/reading.js';
import { stepsOf } from '../../persistence/proceedings/step.queries.js';
import { writers as enforcementWriters } from '../../persistence/enforcement/writers.js';
import { writers } from '../../persistence/proceedings/writers.js';
import { TENANT, useLegal } from '../fixtures.js';

const legal = useLegal();
const LOAN = '/v1/loans/demo:L-404/proceedings';
const PROOF = { kind: 'court-notice', id: 'n-1' };

describe('what a court asks for', () => {
  it.each([
    ['ordinary', '100000.00', { currency: 'CNY', fee: '2300.00', settled: '1150.00', policy: 'fees-cn/1' }],
    ['simplified', '100000.00', { fee: '1150.00', settled: '1150.00' }],
    ['payment-order', '100000.00', { fee: '766.67', settled: '766.67' }],
    ['preservation', '1000000.00', { fee: '5000.00' }],
    ['notarised', '100000.00', { fee: '0.00' }],
    ['enforcement', '10000.00', { currency: 'CNY', fee: '50.00', settled: '50.00', policy: 'fees-cn/1' }],
    ['enforcement', '500000.00', { fee: '7400.00' }],
    ['tw-enforcement', '4999.00', { currency: 'TWD', fee: '0.00', policy: 'fees-tw/2' }],
    ['tw-enforcement', '5000.00', { fee: '40.00' }],
    ['tw-ordinary', '1000000.00', { currency: 'TWD', fee: '13200.00', policy: 'fees-tw/2' }],
  ])('%s %s', async (kind, amount, expected) => {
    const answer = await legal.get(`/v1/fees?kind=${kind}&amount=${amount}`);
    expect(answer.body).toMatchObject({ kind, amount, ...expected });
  });

  it.each(['kind=duel&amount=1.00', 'kind=ordinary&amount=a', 'kind=ordinary'])('%s: not asked well', async (query) => {
    expect((await legal.get(`/v1/fees?${query}`)).status).toBe(400);
  });
});

describe('doors', () => {
  const bodies: readonly (readonly [string, object])[] = [
    ['', { kind: 'ordinary', court: 'demo-basic', sheetId: 's', bundleId: 'b', clockId: 'c' }],
    ['/p-1/steps', { outcome: 'docketed', on: '2026-03-09', proof: PROOF }],
    ['/p-1/hearings', { at: '2026-04-09T01:30:00Z' }],
    ['/hearings/h-1/outcome', { outcome: 'held' }],
    [
      '/p-1/judgment',
      {
        on: '2026-03-09',
        amount: '1.00',
        general: '0.00',
        costs: '0.00',
        parts: [{ amount: '1.00', performBy: '2026-03-09' }],
        proof: PROOF,
      },
    ],
    ['/p-1/withdraw', { on: '2026-03-09', because: 'paid', proof: PROOF }],
  ];

  it.each(bodies)('of a loan that nobody knows nothing is told: POST %s', async (path, body) => {
    const answer = await legal.post(`${LOAN}${path}`, body);
    expect([answer.status, answer.body.reason]).toEqual([404, 'loan-unknown']);
    expect((await legal.post(`${LOAN}${path}`, body, { role: 'supervisor' })).status).toBe(403);
    expect((await legal.post(`${LOAN}${path}`, { ...body, more: 1 })).status).toBe(400);
  });

  it('nobody reads of a loan that is not there', async () => {
    expect((await legal.get(LOAN)).status).toBe(404);
    expect((await legal.get(LOAN, { role: 'collector' })).status).toBe(403);
  });
});

const proceeding = (nr: number, dueOn: string | null, provisional = false) =>
  ({
    proceedingId: `p-${nr}`,
    caseId: `case-${nr}`,
    kind: 'ordinary',
    court: 'demo-basic',
    step: 'answer',
    due: dueOn === null ? null : { on: calendarDate(dueOn), provisional },
    filedOn: calendarDate('2026-03-02'),
    amount: 100,
    fee: 50,
    state: 'open',
  }) as Proceeding;
const row = (of: Proceeding, lawyer: string, loanId = `${TENANT}:L-1`): ProceedingRow => ({
  loanId: loanId as LoanId,
  lawyer,
  currency: 'CNY',
  proceeding: of,
});
const heard = (
  of: Proceeding,
  hearingId: string,
  at: string,
  state: 'set' | 'adjourned',
  sequence = 0,
): HearingRow => ({
  loanId: `${TENANT}:L-1` as LoanId,
  lawyer: 'l-1',
  proceeding: of,
  hearing: { hearingId, at: Date.parse(at), on: calendarDate(at.slice(0, 10)), state, sequence },
});

const objection = (nr: number, lawyer: string, of: Partial<ObjectionRow['objection']> = {}): ObjectionRow => ({
  loanId: `${TENANT}:L-1` as LoanId,
  caseId: `case-${nr}`,
  enforcementId: 'e-1',
  currency: 'CNY',
  court: 'demo-basic',
  lawyer,
  objection: {
    objectionId: `x-${nr}`,
    side: 'outsider',
    on: calendarDate('2026-03-02'),
    state: 'raised',
    outcome: null,
    due: { on: calendarDate('2026-03-17'), provisional: false },
    told: false,
    ...of,
  },
});

async function save(table: string, ...rows: readonly object[]): Promise<void> {
  const writer = [...writers, ...enforcementWriters].find((one) => one.table === table)!;
  await inTransaction(legal.db.pool, (tx) => writer.save(tx, rows, () => 0));
}

/** The events of a calendar by their ids, each as its own lines; folded lines are put together again (RFC 5545, 3.1). */
function parsed(ics: string): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const lines = ics.replaceAll(/\r\n[ \t]/g, '').split('\r\n');
  expect([lines[0], lines.at(-1)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR']);
  const events = lines.join('\n').split('BEGIN:VEVENT\n').slice(1);
  const entries = events.map((event) => {
    const pairs = event
      .split('\nEND:VEVENT')[0]!
      .split('\n')
      .map((line) => {
        const at = line.indexOf(':');
        return [line.slice(0, at), line.slice(at + 1)] as const;
      });
    return Object.fromEntries(pairs);
  });
  return Object.fromEntries(entries.map((event) => [event['UID'], event]));
}

describe('a lawyer’s calendar', () => {
  beforeAll(async () => {
    const [first, second, others] = [
      proceeding(1, '2026-04-09'),
      proceeding(2, '2027-01-05', true),
      proceeding(3, '2026-04-10'),
    ];
    await save(
      'proceeding',
      row(first, 'l-1'),
      row(second, 'l-1'),
      row(others, 'l-2'),
      row(proceeding(4, null), 'l-1'),
    );
    await save('proceeding', row({ ...proceeding(5, '2026-04-01'), state: 'title' }, 'l-1'));
    await save('proceeding', row(proceeding(6, '2026-04-02'), 'l-1', 'other-bank:L-1'));
    await save('hearing', heard(first, 'h-1', '2026-04-20T01:30:00Z', 'set'));
    await save(
      'hearing',
      heard(first, 'h-1', '2026-04-27T01:30:00Z', 'set', 1),
      heard(first, 'h-2', '2026-03-20T01:30:00Z', 'adjourned', 1),
    );
    await save('objection', objection(1, 'l-1'), objection(2, 'l-1'), objection(3, 'l-2'));
    const due = { on: calendarDate('2026-04-08'), provisional: true };
    await save('objection', objection(2, 'l-1', { state: 'decided', outcome: 'upheld', due }));
    await save('objection', objection(4, 'l-1', { state: 'over' }), objection(5, 'l-1', { state: 'fought' }));
    await save('hearing', heard(first, 'h-0', '2025-12-01T01:30:00Z', 'set'));
  });

  it('another lawyer has the case: it is in the other calendar then', async () => {
    await save('proceeding', row(proceeding(7, '2026-05-07'), 'l-1'), row(proceeding(7, '2026-05-07'), 'l-3'));
    expect(Object.keys(parsed((await legal.get('/v1/calendar.ics?lawyer=l-3')).text))).toEqual(['p-7.answer']);
    await save('proceeding', row({ ...proceeding(7, '2026-05-07'), state: 'withdrawn' }, 'l-3'));
  });

  it('what led where is kept in its order, and never written over', async () => {
    const step = (from: string | null, to: string, by: string | null): StepRow => ({
      loanId: `${TENANT}:L-1` as LoanId,
      proceedingId: 'p-1',
      from,
      to,
      on: calendarDate('2026-03-03'),
      proof: { kind: 'court-notice', id: `n-${to}` },
      dueOn: calendarDate('2026-03-10'),
      by,
    });
    await save('proceeding_step', step(null, 'filed', 'l-1'), step('filed', 'docketed', null));
    await save('proceeding_step', step('docketed', 'filed', 'l-1'));
    const lines = await stepsOf(reading(legal.db.pool), `${TENANT}:L-1` as LoanId);
    expect(lines.map(({ from, to, by, proofId }) => [from, to, by, proofId])).toEqual([
      [null, 'filed', 'l-1', 'n-filed'],
      ['filed', 'docketed', null, 'n-docketed'],
      ['docketed', 'filed', 'l-1', 'n-filed'],
    ]);
    expect(lines[0]).toMatchObject({ on: '2026-03-03', dueOn: '2026-03-10', proofKind: 'court-notice' });
  });

  const MINE = {
    'p-1.answer': expect.objectContaining({
      'DTSTART;VALUE=DATE': '20260409',
      STATUS: 'CONFIRMED',
      DESCRIPTION: 'case-1',
    }),
    'p-2.answer': expect.objectContaining({ 'DTSTART;VALUE=DATE': '20270105', STATUS: 'TENTATIVE' }),
    'x-1.raised': expect.objectContaining({
      'DTSTART;VALUE=DATE': '20260317',
      SUMMARY: 'Due: decision on an objection (outsider)',
      LOCATION: 'demo-basic',
      DESCRIPTION: 'case-1',
    }),
    'x-2.decided': expect.objectContaining({
      'DTSTART;VALUE=DATE': '20260408',
      SUMMARY: 'Due: suit on an objection',
      STATUS: 'TENTATIVE',
    }),
    'h-1': expect.objectContaining({
      DTSTART: '20260427T013000Z',
      SEQUENCE: '1',
      STATUS: 'CONFIRMED',
      LOCATION: 'demo-basic',
    }),
    'h-2': expect.objectContaining({ DTSTART: '20260320T013000Z', STATUS: 'CANCELLED' }),
  };

  it('by the token: of one lawyer, or of the whole bank, and of no other', async () => {
    const mine = await legal.get('/v1/calendar.ics?lawyer=l-1');
    expect(mine.headers['content-type']).toContain('text/calendar');
    expect(parsed(mine.text)).toEqual(MINE);
    const all = await legal.get('/v1/calendar.ics', { role: 'supervisor' });
    expect(Object.keys(parsed(all.text)).toSorted()).toEqual(
      [...Object.keys(MINE), 'p-3.answer', 'x-3.raised'].toSorted(),
    );
    expect((await legal.get('/v1/calendar.ics', { role: 'collector' })).status).toBe(403);
  });

  it('by a key: of whoever it was made for, until another is made or a year is over', async () => {
    const first = await legal.post('/v1/calendar/key', {});
    const open = (path: string) => request(legal.service.url).get(path);
    expect(parsed((await open(first.body.path)).text)).toEqual(MINE);
    const second = await legal.post('/v1/calendar/key', {});
    expect([(await open(first.body.path)).status, (await open(second.body.path)).status]).toEqual([404, 200]);
    expect((await open('/v1/calendar/feed.ics?key=none')).status).toBe(400);
    legal.clock.now += 366 * 86_400_000;
    expect((await open(second.body.path)).status).toBe(404);
    const { rows } = await legal.db.pool.query('select key_hash from feed_key');
    expect(JSON.stringify(rows)).not.toContain(second.body.key);
    expect(legal.logged.join('')).not.toContain(second.body.key);
  });
});
