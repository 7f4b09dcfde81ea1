import { delinquencyStarted, negotiationFailed } from '@mora/contracts';
import { addDays, type CalendarDate } from '@mora/kernel';
import { OPENS_ON, useWholeLine } from './whole-line.js';

const line = useWholeLine();
const LOAN = 'demo:L-1';
const AT = `/v1/loans/${LOAN}`;
const COURTS = `${AT}/proceedings`;
/** The day after the gate has passed. */
const DAY = addDays(OPENS_ON, 1);
const SUPERVISOR = { role: 'supervisor', subject: 's-1' } as const;
const paper = (kind: string) => ({ kind, id: `${kind}-1` });

const failed = (roundId: string, consecutive: number, closedOn: CalendarDate) => ({
  roundId,
  episodeId: `e-${LOAN}`,
  planId: null,
  reason: 'expired',
  consecutive,
  closedOn,
  policy: { id: 'rounds', version: 1, rule: 'expired' },
  reference: null,
});

async function done(path: string, body: object, as: Parameters<typeof line.post>[2] = {}) {
  const answer = await line.post(`${AT}${path}`, body, as);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  return answer.body as Record<string, string>;
}
const types = async (): Promise<readonly string[]> => (await line.published(LOAN)).map(({ type }) => type);

let filing: Record<string, string>;
let proceedingId: string;

/** A loan whose gate has passed, weighed by a lawyer and approved by a supervisor, with a claim and its evidence. */
beforeAll(async () => {
  await line.upstream.overdue(LOAN, 'P-1', OPENS_ON, 120);
  const parts = { principal: '4000.00', interest: '420.00', fee: '0.00', penalty: '0.00' };
  await line.upstream.publish(delinquencyStarted, LOAN, OPENS_ON, {
    episodeId: `e-${LOAN}`,
    first: true,
    cutOver: false,
    asOf: OPENS_ON,
    oldestUnpaidOn: addDays(OPENS_ON, -120),
    daysPastDue: 120,
    overdue: { currency: 'CNY', total: '4420.00', ...parts },
    policy: { id: 'm-table', version: 1, rule: 'started' },
  });
  await line.upstream.publish(negotiationFailed, LOAN, addDays(OPENS_ON, -1), failed('r-1', 1, addDays(OPENS_ON, -40)));
  await line.upstream.publish(negotiationFailed, LOAN, addDays(OPENS_ON, -1), failed('r-2', 2, addDays(OPENS_ON, -3)));
  await line.close(OPENS_ON);
  await done('/case/assign', { lawyer: 'l-1' });
  await done('/limitation/acts', { act: 'demand', on: OPENS_ON, proof: paper('letter') });
  const items = [
    'finances',
    'contract',
    'disbursement',
    'guarantee',
    'collateral',
    'assets-known',
    'identity',
    'cost-against-recovery',
  ];
  for (const item of items) await done('/case/checks', { item, state: 'yes', proof: paper(item) });
  const lessHarmful = ['settlement: refused twice', 'payment-order: objection expected'];
  const money = { expectedRecovery: '9000.00', expectedCost: '500.00' };
  await done('/case/evaluation', { strategy: 'ordinary', ...money, lessHarmful, because: 'assets-known' });
  await done('/case/evaluation/approve', { because: 'seen' }, SUPERVISOR);
  const { sheetId } = await done('/case/claims', { accelerated: false });
  const { bundleId } = await done('/case/bundles', { sheetId });
  const { body } = await line.get(`${AT}/limitation`);
  const { clockId } = (body.periods as { claim: string; clockId: string }[]).find(({ claim }) => claim === 'debt')!;
  filing = { kind: 'ordinary', court: 'demo-basic', sheetId: sheetId!, bundleId: bundleId!, clockId };
});

it('nobody goes to court who has approved it, and the lawyer does once by one key', async () => {
  const own = await line.post(COURTS, filing, { roles: ['legal', 'supervisor'], subject: 's-1' });
  expect([own.status, own.body.reason]).toEqual([409, 'own-approval']);
  const file = () => line.post(COURTS, filing, { key: 'filing-key-1' });
  const first = await file();
  expect(first.body).toMatchObject({ state: 'open', step: 'filed', dueOn: addDays(DAY, 7), provisional: false });
  expect((await file()).body).toEqual(first.body);
  proceedingId = String(first.body.proceedingId);
  await line.quiet();
  const told = await line.published(LOAN);
  expect((await types()).indexOf('outreach-hold-set')).toBeLessThan((await types()).indexOf('filed'));
  expect(told.find(({ type }) => type === 'filed')?.data).toMatchObject({
    proceedingId,
    on: DAY,
    amount: '4420.00',
    fee: '50.00',
    approver: 's-1',
    exceptionId: null,
  });
});

it('the day is in the lawyer’s calendar, and the loan says what may happen', async () => {
  expect((await line.get('/v1/calendar.ics?lawyer=l-1')).text).toContain(`UID:${proceedingId}.filed`);
  const { body } = await line.get(COURTS);
  expect(body).toMatchObject({
    proceedings: [{ proceedingId, kind: 'ordinary', actor: 'court', proof: 'court-notice', amount: '4420.00' }],
    steps: [{ from: null, to: 'filed', on: DAY, proofKind: 'filing', by: 'l-1' }],
  });
});

it('goes from step to step, is heard, and mediated', async () => {
  const at = (path: string) => `/proceedings/${proceedingId}/${path}`;
  const { hearingId } = await done(at('hearings'), { at: `${addDays(DAY, 20)}T01:30:00Z` });
  for (const [outcome, proof] of [
    ['docketed', 'court-notice'],
    ['fee-noticed', 'fee-notice'],
    ['paid', 'fee-receipt'],
    ['served', 'service-receipt'],
  ] as const) {
    await done(at('steps'), { outcome, on: DAY, proof: paper(proof) });
  }
  await done(`/proceedings/hearings/${hearingId}/outcome`, { outcome: 'adjourned' });
  const interest = { rate: '0.0435', dayCount: 'ACT_365F', principal: '4420.00', from: DAY };
  const terms = { amount: '4420.00', general: '0.00', interest, costs: '25.00' };
  const judgment = {
    outcome: 'mediated',
    on: DAY,
    ...terms,
    parts: [{ amount: '4420.00', performBy: addDays(DAY, 10) }],
    proof: paper('court-record'),
  };
  const wrong = await line.post(`${AT}${at('judgment')}`, { ...judgment, amount: '4420.01' });
  expect([wrong.status, wrong.body.reason]).toEqual([409, 'parts-differ']);
  const more = await line.post(`${AT}${at('judgment')}`, {
    ...judgment,
    interest: { ...interest, principal: '4420.01' },
  });
  expect([more.status, more.body.reason]).toEqual([409, 'interest-on-more']);
  for (const odd of [{ rate: '4.35' }, { rate: '0.00' }, { dayCount: 'THIRTY_360' }, { from: '2026-02-30' }]) {
    const answer = await line.post(`${AT}${at('judgment')}`, { ...judgment, interest: { ...interest, ...odd } });
    expect([odd, answer.status]).toEqual([odd, 400]);
  }
  expect(await done(at('judgment'), judgment)).toMatchObject({ state: 'title', step: 'mediated', dueOn: null });
  await line.quiet();
  expect((await line.get(COURTS)).body.titles).toMatchObject([{ general: '0.00', interest }]);
  expect((await types()).slice(-8)).toEqual(
    expect.arrayContaining(['judgment-entered', 'judgment-final', 'limitation-set']),
  );
  const { body } = await line.get(`${AT}/limitation`);
  const states = (body.periods as { claim: string; state: string }[]).map(({ claim, state }) => `${claim} ${state}`);
  // What was claimed is what was due: the period of the rest goes on.
  expect(states.toSorted()).toEqual(['debt running', 'enforcement running']);
});
