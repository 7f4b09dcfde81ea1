import { negotiationFailed, outreachDisputeRaised } from '@mora/contracts';
import { addDays, type CalendarDate, type PersonId } from '@mora/kernel';
import { OPENS_ON, useWholeLine } from './whole-line.js';

const line = useWholeLine();
const LOAN = 'demo:L-1';
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
const standing = async () => (await line.get(`/v1/loans/${LOAN}`)).body as Record<string, unknown>;

beforeAll(async () => {
  await line.upstream.overdue(LOAN, 'P-1', OPENS_ON, 120);
  await line.upstream.publish(negotiationFailed, LOAN, addDays(OPENS_ON, -1), failed('r-1', 1, addDays(OPENS_ON, -40)));
  await line.upstream.publish(negotiationFailed, LOAN, addDays(OPENS_ON, -1), failed('r-2', 2, addDays(OPENS_ON, -3)));
  await line.close(OPENS_ON);
});

it('a loan stands as its streams tell, to whoever may see it', async () => {
  expect(await standing()).toMatchObject({
    loanId: LOAN,
    openDay: addDays(OPENS_ON, 1),
    status: 'active',
    episode: { oldestUnpaidOn: addDays(OPENS_ON, -120), daysPastDue: 121, overdue: '1120.00' },
    failures: 2,
    holds: [],
    clocks: [{ claim: 'debt', state: 'running' }],
    gate: { passed: true, on: OPENS_ON },
  });
  const said = (await line.published(LOAN)).map(({ type }) => type);
  expect(said.toSorted()).toEqual(['case-opened', 'gate-passed', 'limitation-set']);
  expect((await line.get(`/v1/loans/${LOAN}/why`)).status).toBe(200);
  const seen = async (loan: string, as: object = {}) => {
    return (await line.get(`/v1/loans/${loan}`, as)).status;
  };
  expect(await seen(LOAN, { tenant: 'bank' })).toBe(403);
  expect(await seen(LOAN, { role: 'negotiator' })).toBe(403);
  expect(await seen('demo:L-9')).toBe(404);
});

it('a hold by hand: set once by its key, lifted once', async () => {
  const hold = { kind: 'moratorium', because: 'court-order' };
  const set = await line.post(`/v1/loans/${LOAN}/holds`, hold, { key: 'hold-key-1' });
  expect(set.status).toBe(200);
  const again = await line.post(`/v1/loans/${LOAN}/holds`, hold, { key: 'hold-key-1' });
  expect(again.body).toEqual(set.body);
  const other = await line.post(`/v1/loans/${LOAN}/holds`, { ...hold, because: 'other' }, { key: 'hold-key-1' });
  expect(other.status).toBe(409);
  expect(await standing()).toMatchObject({ holds: [{ holdId: set.body.holdId, kind: 'moratorium', until: null }] });
  const lift = () => line.post(`/v1/loans/${LOAN}/holds/${set.body.holdId}/lift`, { because: 'order-ended' });
  expect((await lift()).status).toBe(200);
  expect((await lift()).body).toMatchObject({ reason: 'no-such-hold' });
  expect(await standing()).toMatchObject({ holds: [] });
});

it('a dispute withdraws the gate at the close of its day, and is nobody’s here to lift', async () => {
  const who = { personId: 'demo:P-1' as PersonId, role: 'borrower' };
  const dispute = { disputeId: 'd-1', ...who, kind: 'amount', written: true };
  await line.upstream.publish(outreachDisputeRaised, LOAN, addDays(OPENS_ON, 1), dispute);
  await line.close(addDays(OPENS_ON, 1));
  expect(await standing()).toMatchObject({
    holds: [{ holdId: 'dispute:d-1', kind: 'dispute' }],
    gate: { passed: false },
  });
  expect((await line.published(LOAN)).map(({ type }) => type)).toContain('gate-withdrawn');
  const { status } = await line.post(`/v1/loans/${LOAN}/holds/dispute:d-1/lift`, { because: 'x' });
  expect(status).toBe(409);
});
