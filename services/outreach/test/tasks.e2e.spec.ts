import { legalNoticeRequested } from '@mora/contracts';
import { heartbeatOf, partyRecord, somebody } from './people.js';
import { OPENS_ON, useWholeLine } from './whole-line.js';

const whole = useWholeLine();
const TUESDAY = '2026-03-10';
const ZHAO = { subject: 'zhao' };
const [TAKEN, STOPPED] = [somebody(1), somebody(2)];
type Task = Readonly<{ taskId: string; loan: string; kind: string; taken: boolean }>;

const tasksOf = async (subject: string): Promise<readonly Task[]> => {
  const { body } = await whole.line.get('/v1/tasks', 'collector', subject);
  return (body as { tasks: readonly Task[] }).tasks;
};
const about = (loan: string, who: typeof TAKEN) => ({ loan, person: who.person, role: 'borrower' });

/** Somebody of the bank is to call these two: the gate allows it, and both calls stand in the list. */
beforeAll(async () => {
  const { line } = whole;
  await line.parties(...[TAKEN, STOPPED].map((who) => partyRecord(who, ['mobile'])), heartbeatOf('2026-03-08'));
  for (const [n, who] of [TAKEN, STOPPED].entries()) {
    await line.upstream.overdue(`demo:L-${n + 1}`, who.party, OPENS_ON);
  }
  await line.quiet();
  await line.close(OPENS_ON);
  await line.at(TUESDAY, '09:30');
  for (const n of [1, 2]) {
    await line.upstream.publish(legalNoticeRequested, `demo:L-${n}`, TUESDAY, {
      ...{ requestId: `call-${n}`, purpose: 'statutory-notice', template: 'statutory-generic', facts: {} },
      ...{ role: 'borrower', channels: ['call'], notBefore: TUESDAY, deadline: '2026-03-20', proof: 'none' },
    });
  }
  await line.quiet();
  await line.at(TUESDAY, '10:00');
}, 60_000);

it('a call is one collector’s once it is taken: nobody else sees it, takes it, logs it or gives it back', async () => {
  const { line } = whole;
  const [task] = (await tasksOf('wang')).filter(({ loan }) => loan === 'demo:L-1');
  expect(task).toMatchObject({ kind: 'call', taken: false });
  const path = `/v1/tasks/${task?.taskId}/take`;
  expect((await line.post('/v1/tasks/none/take', {})).body).toMatchObject({ reason: 'task-unknown' });
  expect((await line.post(path, {})).body).toEqual({ taskId: task?.taskId });
  expect((await line.post(path, {})).status).toBe(200);
  expect((await line.post(path, {}, ZHAO)).body).toMatchObject({ status: 409, reason: 'task-taken' });
  expect((await tasksOf('zhao')).map(({ loan }) => loan)).toEqual(['demo:L-2']);
  expect(await tasksOf('wang')).toContainEqual(expect.objectContaining({ loan: 'demo:L-1', taken: true }));

  const wish = { fields: ['point/mobile'], purpose: 'contact', reference: task?.taskId };
  const fields = `/v1/persons/${encodeURIComponent(TAKEN.person)}/fields`;
  expect((await line.post(fields, wish)).body).toEqual({ fields: { 'point/mobile': TAKEN.mobile } });
  expect((await line.post(fields, wish, ZHAO)).body).toMatchObject({ reason: 'no-reservation' });

  const call = { ...about('demo:L-1', TAKEN), outcome: 'no-answer', direction: 'out', decision: task?.taskId };
  const at = new Date(line.now).toISOString();
  expect((await line.post('/v1/calls', { ...call, at }, ZHAO)).body).toMatchObject({ reason: 'no-reservation' });
  const back = { person: TAKEN.person, outcome: 'returned' };
  const giveBack = `/v1/contacts/${task?.taskId}/give-back`;
  expect((await line.post(giveBack, back, ZHAO)).body).toMatchObject({ reason: 'no-reservation' });
  expect((await line.post('/v1/calls', { ...call, at })).status).toBe(200);
  await line.quiet();
  expect((await line.post(giveBack, back)).body).toMatchObject({ status: 409 });
  expect((await line.post(path, {})).body).toMatchObject({ reason: 'task-over' });
});

it('a call that is refused after the gate’s yes comes off the list', async () => {
  const { line } = whole;
  expect((await tasksOf('wang')).map(({ loan }) => loan)).toEqual(['demo:L-2']);
  const says = { person: STOPPED.person, role: 'borrower', says: 'wrong-person', point: 'mobile' };
  const said = await line.post(`/v1/loans/${encodeURIComponent('demo:L-2')}/says`, says);
  expect(said.status).toBe(200);
  await line.quiet();
  expect(await tasksOf('wang')).toEqual([]);
});
