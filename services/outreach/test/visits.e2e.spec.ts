import { type Canary, heartbeatOf, partyRecord, somebody } from './people.js';
import { OPENS_ON, useWholeLine } from './whole-line.js';

const whole = useWholeLine();
const TUESDAY = '2026-03-10';
const LOAN = 'demo:L-1';
const [BORROWER, FRIEND] = [1, 2].map(somebody) as [Canary, Canary];
const of = { loan: LOAN, person: BORROWER.person, role: 'borrower' };
const outcomeOf = ({ status, body }: { status: number; body: { reason?: string } }) =>
  [status, body.reason].filter((word) => word !== undefined).join(' ');
const at = (time: string): string => `${TUESDAY}T${time}:00+08:00`;

beforeAll(async () => {
  const { line } = whole;
  const records = [partyRecord(BORROWER, ['mobile', 'address']), partyRecord(FRIEND, ['mobile'])];
  await line.parties(...records, heartbeatOf('2026-03-08'));
  await line.upstream.overdue(LOAN, BORROWER.party, OPENS_ON);
  await line.upstream.linked(LOAN, FRIEND.party, 'contact', OPENS_ON);
  await line.close(OPENS_ON);
  await line.at(TUESDAY, '11:00');
}, 60_000);

describe('a visit', () => {
  let decision = '';
  const came = { ...of, visitors: ['zhao', 'qian'], at: at('11:05'), point: 'address' };
  const checkIn = (over: object = {}, key?: string) =>
    whole.line.post(`/v1/visits/${decision}/check-in`, { ...came, ...over }, key === undefined ? {} : { key });
  const told = (over: object = {}) => {
    const visit = { ...of, decision, outcome: 'not-at-home', at: at('11:10'), recorded: true, ...over };
    return whole.line.post('/v1/visits', visit);
  };

  beforeAll(async () => {
    const { line } = whole;
    const asked = { ...of, channel: 'visit', purpose: 'collection', visitors: 2, recording: true };
    const { body } = await line.post('/v1/contacts/ask', asked);
    expect(body).toMatchObject({ outcome: 'allowed', rules: [] });
    decision = (body as { decisionId: string }).decisionId;
    line.now = Date.parse(at('11:10'));
  });

  it('has no outcome before those who go have checked in', async () => {
    expect(outcomeOf(await told())).toBe('409 not-checked-in');
  });

  it.each([
    ['alone', { visitors: ['zhao'] }, '400 request-invalid'],
    ['as one under two names', { visitors: ['zhao', 'zhao'] }, '400 request-invalid'],
    ['at another place', { point: 'workplace' }, '422 not-the-place'],
    ['in an hour', { at: at('12:10') }, '422 not-yet'],
    ['to somebody else', { person: FRIEND.person }, '409 no-reservation'],
  ])('nobody checks in %s', async (_name, over, expected) => {
    expect(outcomeOf(await checkIn(over))).toBe(expected);
  });

  it('is told by its arrival, once, and then by what came of it', async () => {
    const { line } = whole;
    const first = await checkIn({}, 'check-in-0001');
    expect([first.status, first.body.checkedInAt]).toEqual([200, '2026-03-10T03:05:00.000Z']);
    expect((await checkIn({}, 'check-in-0001')).body).toEqual(first.body);
    expect(outcomeOf(await checkIn())).toBe('409 checked-in-already');
    expect(outcomeOf(await told({ at: at('11:04') }))).toBe('409 before-check-in');
    expect((await told()).status).toBe(200);
    await line.quiet();
    const types = (await line.published(LOAN)).map(({ type }) => type).filter((type) => type.includes('visit'));
    expect(types).toEqual(['mora.outreach.visit-checked-in.v1', 'mora.outreach.visit-logged.v1']);
    const [logged] = await line.published(LOAN, 'visit-logged');
    expect(logged?.data).toMatchObject({ visitors: 2, checkedInAt: '2026-03-10T03:05:00.000Z' });
    expect(outcomeOf(await told())).toBe('409 not-checked-in');
  });
});

describe('a listed contact', () => {
  const ask = async (purpose: string) => {
    const asked = { loan: LOAN, person: FRIEND.person, role: 'contact', channel: 'call', purpose };
    const { body } = await whole.line.post('/v1/contacts/ask', asked);
    return body as { outcome: string; rules: readonly string[] };
  };
  async function callMissed(time: string): Promise<void> {
    const { line } = whole;
    line.now = Date.parse(at(time));
    const { body } = await line.post('/v1/contacts/ask', { ...of, channel: 'call', purpose: 'collection' });
    expect(body).toMatchObject({ outcome: 'allowed' });
    const { decisionId: decision } = body as { decisionId: string };
    const call = { ...of, decision, direction: 'out', outcome: 'no-answer', at: at(time) };
    expect((await line.post('/v1/calls', call)).status).toBe(200);
    await line.quiet();
  }

  it('is not asked while the borrower can be found, nor after two calls that were not answered', async () => {
    expect(await ask('service')).toMatchObject({ outcome: 'refused', rules: expect.arrayContaining(['P-CN-4']) });
    await callMissed('12:00');
    await callMissed('12:30');
    expect(await ask('service')).toMatchObject({ outcome: 'refused', rules: expect.arrayContaining(['P-CN-4']) });
  });

  it('is asked where to find the borrower after the third, and is never told of the debt', async () => {
    await callMissed('13:00');
    const told = await ask('collection');
    expect([told.outcome, told.rules]).toEqual(['refused', expect.arrayContaining(['P-CN-3'])]);
    expect(await ask('service')).toMatchObject({ outcome: 'allowed', rules: [] });
  });

  it('nothing was held, and nothing was put aside', async () => {
    expect(await whole.line.db.lines(`select subject, reason from held_subject`)).toEqual([]);
    expect(await whole.line.db.lines(`select reason from dead_letter`)).toEqual([]);
  });
});
