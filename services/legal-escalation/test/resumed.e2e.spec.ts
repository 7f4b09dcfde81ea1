import {
  delinquencyStarted,
  negotiationFailed,
  negotiationPlanActivated,
  negotiationPlanBroken,
} from '@mora/contracts';
import { addDays, type CalendarDate } from '@mora/kernel';
import { OPENS_ON, useWholeLine } from './whole-line.js';

const line = useWholeLine();
const LOAN = 'demo:L-1';
const AT = `/v1/loans/${LOAN}`;
const SUPERVISOR = { role: 'supervisor', subject: 's-1' } as const;
const OTHER = { subject: 'l-2' } as const;
const paper = (kind: string) => ({ kind, id: `${kind}-1` });
/** The day on which the court has said what is owed; ten days later it was to be paid. */
const DAY = addDays(OPENS_ON, 1);
const day = (n: number): CalendarDate => addDays(DAY, n);

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
const refused = async (path: string, body: object, as: Parameters<typeof line.post>[2] = {}) => {
  const { status, body: said } = await line.post(`${AT}${path}`, body, as);
  return [status, (said as { reason?: string }).reason];
};
const last = async (type: string) => (await line.published(LOAN)).findLast((one) => one.type === type)?.data;

async function overdue(): Promise<void> {
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
}

async function judged(): Promise<string> {
  await done('/case/assign', { lawyer: 'l-1' });
  await done('/limitation/acts', { act: 'demand', on: OPENS_ON, proof: paper('letter') });
  for (const item of ['finances', 'contract', 'disbursement', 'guarantee', 'collateral', 'assets-known', 'identity'])
    await done('/case/checks', { item, state: 'yes', proof: paper(item) });
  await done('/case/checks', { item: 'cost-against-recovery', state: 'yes', proof: paper('costs') });
  const lessHarmful = ['settlement: refused twice', 'payment-order: objection expected'];
  const money = { expectedRecovery: '9000.00', expectedCost: '500.00' };
  await done('/case/evaluation', { strategy: 'ordinary', ...money, lessHarmful, because: 'assets-known' });
  await done('/case/evaluation/approve', { because: 'seen' }, SUPERVISOR);
  const { sheetId } = await done('/case/claims', { accelerated: false });
  const { bundleId } = await done('/case/bundles', { sheetId });
  const { body } = await line.get(`${AT}/limitation`);
  const { clockId } = (body.periods as { claim: string; clockId: string }[]).find(({ claim }) => claim === 'debt')!;
  const filing = { kind: 'ordinary', court: 'demo-basic', sheetId, bundleId, clockId };
  const { proceedingId } = await done('/proceedings', filing);
  const steps = {
    docketed: 'court-notice',
    'fee-noticed': 'fee-notice',
    paid: 'fee-receipt',
    served: 'service-receipt',
  };
  for (const [outcome, proof] of Object.entries(steps))
    await done(`/proceedings/${proceedingId}/steps`, { outcome, on: DAY, proof: paper(proof) });
  await done(`/proceedings/${proceedingId}/judgment`, {
    outcome: 'mediated',
    on: DAY,
    amount: '4420.00',
    general: '0.00',
    interest: { rate: '0.0435', dayCount: 'ACT_365F', principal: '4420.00', from: DAY },
    costs: '25.00',
    parts: [{ amount: '4420.00', performBy: day(10) }],
    proof: paper('court-record'),
  });
  const titles = (await line.get(`${AT}/proceedings`)).body.titles as { judgmentId: string }[];
  return titles[0]!.judgmentId;
}

let enforcementId: string;
let requestId: string;

/** A judgment that is enforced since the fifth day after it was to be paid; then the debtor asks to settle. */
beforeAll(async () => {
  await overdue();
  const judgmentId = await judged();
  await line.closeUpTo(DAY, day(14));
  const enforce = { judgmentId, court: 'demo-basic', region: 'demo', householdSize: 2 };
  enforcementId = (await done('/enforcement', enforce, OTHER)).enforcementId!;
  await done('/settlement', { graceDays: 30, because: 'debtor-asks' }, OTHER);
  await line.quiet();
  requestId = String((await last('negotiation-requested'))?.['requestId']);
});

const owed = async () => {
  const { rounds } = (await line.get(`${AT}/enforcement`)).body as { rounds: { state: string; left: object }[] };
  return [rounds.at(-1)?.state, rounds.at(-1)?.left];
};

it('the enforcement rests while its settlement is kept, and what is paid on it is counted', async () => {
  const caseId = (await last('enforcement-applied'))?.['caseId'];
  const plan = { planId: 'plan-1', activeFrom: day(17), until: day(400), reference: { requestId, caseId } };
  await line.upstream.publish(negotiationPlanActivated, LOAN, day(15), plan);
  await line.closeUpTo(day(15), day(16));
  expect(await last('execution-stayed')).toMatchObject({ enforcementId, because: 'settlement', on: day(15) });
  expect(await refused('/settlement/resume', { because: 'broken' }, OTHER)).toEqual([409, 'not-known-yet']);
  await line.upstream.paid(LOAN, day(18), '1234.56');
  await line.closeUpTo(day(17), day(18));
  await line.upstream.paid(LOAN, day(20), '500.00');
  await line.closeUpTo(day(19), day(21));
  // 1,234.56 covered 25.00 of costs, eighteen days of interest (9.48) and 1,200.08; 500.00 two days (0.77) and 499.23.
  // Of 2,720.69 one day of interest has grown since; doubled are four days on 4,420.00, from the last day to the stay.
  expect(await owed()).toEqual(['stayed', { costs: '0.00', judgment: '2721.01', doubled: '3.09' }]);
});

it('broken, the judgment is taken up again by another person, once by one key', async () => {
  await line.upstream.publish(negotiationPlanBroken, LOAN, day(21), { planId: 'plan-1', on: day(21) });
  await line.closeUpTo(day(22), day(22));
  expect(await last('settlement-defaulted')).toMatchObject({ planId: 'plan-1', on: day(21) });
  const because = { because: 'settlement-broken' };
  expect(await refused('/settlement/resume', because, { role: 'auditor' })).toEqual([403, 'role-missing']);
  expect(await refused('/settlement/resume', because)).toEqual([409, 'own-approval']);
  const resume = () => line.post(`${AT}/settlement/resume`, because, { ...OTHER, key: 'resume-key-1' });
  const [first, again] = [await resume(), await resume()];
  expect([first.status, first.body.state, again.body]).toEqual([200, 'resumed', first.body]);
  await line.quiet();
  const said = (await line.published(LOAN)).filter(({ type }) => type === 'execution-resumed');
  expect(said.map(({ data }) => data)).toMatchObject([{ enforcementId, on: day(23), deducted: '1734.56' }]);
  await line.closeUpTo(day(23), day(24));
  // Four days of interest on 2,720.69 (1.30), and the doubled part of the one day behind the stay (0.48).
  expect(await owed()).toEqual(['open', { costs: '0.00', judgment: '2721.99', doubled: '3.57' }]);
});

it('the rest is enforced to the cent', async () => {
  const took = (amount: string) => done(`/enforcement/${enforcementId}/recoveries`, { on: day(25), amount }, OTHER);
  // A day more of each: 1.62 of interest and 4.05 of the doubled part.
  expect(await took('2726.35')).toMatchObject({ judgment: '2722.31', doubled: '4.04', surplus: '0.00' });
  expect(await owed()).toMatchObject(['open', {}]);
  expect(await took('0.01')).toMatchObject({ judgment: '0.00', doubled: '0.01', surplus: '0.00' });
  expect(await owed()).toMatchObject(['satisfied', {}]);
  await line.quiet();
  expect(await last('case-closed')).toMatchObject({ outcome: 'enforced' });
});
