import { heartbeatOf, partyRecord, somebody } from './people.js';
import { OPENS_ON, useWholeLine } from './whole-line.js';

const whole = useWholeLine();
const WANG = somebody(1);
const LOAN = 'demo:L-1';
const NEXT = '2026-03-10';
const LI = { role: 'supervisor' } as const;
const SAYS = `/v1/loans/${encodeURIComponent(LOAN)}/says`;
const who = { person: WANG.person, role: 'borrower' };

const sent = async () =>
  (await whole.line.published(LOAN, 'notice-sent')).map(
    ({ data }) => `${(data['template'] as { id: string }).id} ${String(data['purpose'])} ${String(data['channel'])}`,
  );

beforeAll(async () => {
  const { line } = whole;
  await line.parties(partyRecord(WANG, ['mobile', 'email', 'address']), heartbeatOf('2026-03-08'));
  await line.upstream.overdue(LOAN, WANG.party, OPENS_ON);
  await line.quiet();
  await line.close(OPENS_ON);
}, 180_000);

it('whoever has asked is written that it is answered (S30)', async () => {
  const { line } = whole;
  await line.at(NEXT, '10:00');
  const { sayId } = (await line.post(SAYS, { ...who, says: 'question', topic: 'interest' })).body as { sayId: string };
  expect((await line.post(`${SAYS}/${sayId}/close`, { outcome: 'answered' }, LI)).status).toBe(200);
  await line.quiet();
  await line.at(NEXT, '10:05');
  expect(await sent()).toContain('question-answered reply email');
});

it('whoever disputes in writing is sent proof, and only then told that it is owed', async () => {
  const { line } = whole;
  const dispute = { ...who, says: 'dispute', about: 'amount', written: true };
  const { sayId } = (await line.post(SAYS, dispute)).body as { sayId: string };
  const close = () => line.post(`${SAYS}/${sayId}/close`, { outcome: 'rejected' }, LI);
  expect((await close()).body).toMatchObject({ reason: 'verification-not-sent' });
  expect((await line.post(`${SAYS}/${sayId}/verification`, {}, LI)).status).toBe(200);
  await line.quiet();
  await line.at(NEXT, '10:10');
  expect(await sent()).toContain('dispute-verified statutory-notice letter');
  expect((await close()).status).toBe(200);
  await line.quiet();
  const closed = await line.published(LOAN, 'dispute-closed');
  expect(closed.map(({ data }) => data)).toMatchObject([{ outcome: 'rejected', verificationSentOn: NEXT }]);
});
