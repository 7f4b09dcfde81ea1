import { readdirSync } from 'node:fs';
import { legalNoticeRequested, loanSubjectHeld, negotiationPlanActivated } from '@mora/contracts';
import { canariesIn, everythingIn } from './canaries.js';
import { type Canary, heartbeatOf, partyRecord, somebody } from './people.js';
import { OPENS_ON, useWholeLine } from './whole-line.js';

const whole = useWholeLine();
const [TUESDAY, WEDNESDAY, THURSDAY, FRIDAY] = ['2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13'] as const;

const loanOf = (n: number): string => `demo:L-${n}`;
const pathOf = (n: number): string => `/v1/loans/${encodeURIComponent(loanOf(n))}`;
const whoOf = ({ person }: Canary) => ({ person, role: 'borrower' });

const EVERYBODY = [1, 2, 3, 4, 5, 6, 7, 8].map(somebody);
const [PLAIN, ABROAD, STRANGER, HELD, PLANNED, WRITTEN, BREAKING, REVERSING] = EVERYBODY as [
  Canary,
  Canary,
  Canary,
  Canary,
  Canary,
  Canary,
  Canary,
  Canary,
];

const count = async (n: number, type: string): Promise<number> => (await whole.line.published(loanOf(n), type)).length;
const stepsSentTo = async (n: number) =>
  (await whole.line.published(loanOf(n), 'notice-sent')).map(({ data }) => `${data['step']} ${data['channel']}`);

async function promise(n: number, who: Canary, dueOn: string): Promise<number> {
  const parts = [{ dueOn, amount: '500.00' }];
  const body = { ...whoOf(who), currency: 'CNY', parts, method: 'bank-transfer' };
  return (await whole.line.post(`${pathOf(n)}/promises`, body)).status;
}

beforeAll(async () => {
  const { line } = whole;
  const byMobile = [PLAIN, HELD, PLANNED, BREAKING, REVERSING].map((who) => partyRecord(who, ['mobile']));
  const newYork = { jurisdiction: 'US-NY', timeZone: 'America/New_York' };
  const others = [partyRecord(ABROAD, ['email'], newYork), partyRecord(WRITTEN, ['address'])];
  await line.parties(...byMobile, ...others, heartbeatOf('2026-03-08'));
  for (const [place, who] of EVERYBODY.entries()) await line.upstream.overdue(loanOf(place + 1), who.party, OPENS_ON);
  await line.quiet();
  await line.close(OPENS_ON);
}, 60_000);

describe('a service that was down while people were to be written to', () => {
  beforeAll(async () => {
    const { line } = whole;
    await line.at(TUESDAY, '09:00');
    await line.upstream.publish(loanSubjectHeld, loanOf(4), TUESDAY, { reason: 'sequence-gap', since: TUESDAY });
    await line.upstream.publish(negotiationPlanActivated, loanOf(5), TUESDAY, { planId: 'p-1', activeFrom: TUESDAY });
    await line.quiet();
    await line.stop();
    line.now = Date.parse(`${TUESDAY}T23:00:00+08:00`);
    await line.start();
    await line.quiet();
  }, 60_000);

  it('sends nothing in the night of those who sleep', () => {
    const asleep = EVERYBODY.filter((who) => who !== ABROAD);
    expect(
      asleep.flatMap(({ mobile, email }) => [...whole.line.provider.to(mobile), ...whole.line.provider.to(email)]),
    ).toEqual([]);
  });

  it('writes to whoever is awake, with the notice that comes first by law where they live', async () => {
    expect(whole.line.provider.to(ABROAD.email)).toHaveLength(1);
    expect(await stepsSentTo(2)).toEqual(['validation email']);
  });

  it('writes on the next day to whoever it has missed, once, and not to those who are held or have a plan', async () => {
    const { line } = whole;
    await line.close(TUESDAY);
    await line.at(WEDNESDAY, '09:59');
    expect(line.provider.to(PLAIN.mobile)).toEqual([]);
    await line.at(WEDNESDAY, '10:00');
    expect(await stepsSentTo(1)).toEqual(['first-reminder sms']);
    expect(line.provider.to(PLAIN.mobile)).toHaveLength(1);
    expect([...line.provider.to(HELD.mobile), ...line.provider.to(PLANNED.mobile)]).toEqual([]);
  });
});

describe('the people of the bank', () => {
  it('ask before they call, see the number for that call alone, and log it', async () => {
    const { line } = whole;
    const about = { loan: loanOf(1), ...whoOf(PLAIN) };
    const read = (reference?: string) =>
      line.post(`/v1/persons/${encodeURIComponent(PLAIN.person)}/fields`, {
        fields: ['point/mobile'],
        purpose: 'contact',
        reference,
      });
    expect((await read()).status).toBe(403);
    const asked = await line.post('/v1/contacts/ask', { ...about, channel: 'call', purpose: 'collection' });
    expect(asked.body).toMatchObject({ outcome: 'allowed', rules: [], point: 'mobile' });
    const decision = (asked.body as { decisionId: string }).decisionId;
    expect((await read(decision)).body).toEqual({ fields: { 'point/mobile': PLAIN.mobile } });
    const call = {
      ...about,
      outcome: 'spoke-with-person',
      at: new Date(line.now).toISOString(),
      direction: 'out',
      decision,
    };
    expect((await line.post('/v1/calls', call)).status).toBe(200);
    await line.quiet();
    expect(await count(1, 'call-logged')).toBe(1);
    expect((await line.published(loanOf(1), 'call-logged'))[0]?.data).toMatchObject({
      outcome: 'spoke-with-person',
      conversation: true,
    });
  });

  it('take promises and hear of somebody new', async () => {
    const { line } = whole;
    expect(await promise(7, BREAKING, WEDNESDAY)).toBe(200);
    expect(await promise(8, REVERSING, THURSDAY)).toBe(200);
    await line.upstream.paid(loanOf(8), WEDNESDAY, '500.00');
    await line.parties(partyRecord(STRANGER, ['mobile']));
    await line.quiet();
    expect(line.provider.to(STRANGER.mobile)).toEqual([]);
    expect(await count(8, 'promise-kept')).toBe(1);
  });

  it('a letter that the law demands lies ready for the printer, with proof', async () => {
    const { line } = whole;
    await line.upstream.publish(legalNoticeRequested, loanOf(6), WEDNESDAY, {
      requestId: 'demand-1',
      purpose: 'statutory-notice',
      template: 'statutory-generic',
      facts: { reference: 'C-2026-18', subject: 'Notice of default', deadline: '2026-03-31' },
      role: 'borrower',
      channels: ['letter'],
      notBefore: WEDNESDAY,
      deadline: '2026-03-20',
      proof: 'sent',
    });
    await line.quiet();
    await line.at(WEDNESDAY, '11:00');
    const [answer] = await line.published(loanOf(6), 'request-answered');
    expect(answer?.data).toMatchObject({ requestId: 'demand-1', outcome: 'sent', proof: { kind: 'sent' } });
    const letters = readdirSync(line.letters, { recursive: true }).map(String);
    expect(letters.filter((name) => name.includes(String(answer?.data['noticeId'])))).toHaveLength(1);
  });
});

describe('a bank that closes its day late', () => {
  it('lets nobody be written to until it has', async () => {
    const { line } = whole;
    await line.close(WEDNESDAY);
    await line.at(THURSDAY, '10:00');
    expect(await stepsSentTo(3)).toEqual(['first-reminder sms']);
    const before = line.provider.received.length;
    await line.parties(heartbeatOf(THURSDAY));
    await line.at(FRIDAY, '12:00');
    expect(line.provider.received).toHaveLength(before);
    const asked = await line.post('/v1/contacts/ask', {
      loan: loanOf(3),
      ...whoOf(STRANGER),
      channel: 'call',
      purpose: 'collection',
    });
    expect(asked.body).toMatchObject({ outcome: 'refused', rules: expect.arrayContaining(['not-known-yet']) });
  });

  it('judges the promise by what was paid until its day, and takes a verdict back with the money', async () => {
    const { line } = whole;
    await line.upstream.takenBack(loanOf(8), THURSDAY, WEDNESDAY, '500.00');
    await line.upstream.close(THURSDAY);
    await line.quiet();
    expect(await count(7, 'promise-broken')).toBe(1);
    expect(await count(8, 'promise-reopened')).toBe(1);
    await line.close(FRIDAY);
    await line.at('2026-03-14', '10:00');
    expect(await count(8, 'promise-broken')).toBe(1);
    expect(await stepsSentTo(7)).toContain('promise-broken sms');
  });
});

describe('at the end', () => {
  it('nothing was put aside, nobody heard of a notice twice, and each was told', async () => {
    const { line } = whole;
    expect(await line.db.lines(`select reason from dead_letter`)).toEqual([]);
    expect(line.alarms).toEqual([]);
    expect(await line.db.lines(`select subject, reason from held_subject`)).toEqual([]);
    const keys = line.provider.received.map(({ notice }) => notice);
    expect(new Set(keys).size).toBe(keys.length);
    const ended = await line.db.lines(
      `select notice_id from notice where state in ('sent', 'delivered') and channel <> 'letter'`,
    );
    expect(ended.toSorted()).toEqual(keys.toSorted());
    expect([...line.provider.to(HELD.mobile), ...line.provider.to(PLANNED.mobile)]).toEqual([]);
  });

  it('what was not given back counts: every reservation of a notice was answered', async () => {
    expect(
      await whole.line.db.lines(
        `select d.decision_id from contact_decision d
         where d.outcome = 'allowed' and d.collector->>'kind' = 'robot'
           and not exists (select 1 from notice n where n.decision_id = d.decision_id and n.claimed_at is not null)
           and not exists (select 1 from contact_decision r where r.decision_id = d.decision_id and r.outcome = 'returned')`,
      ),
    ).toEqual([]);
  });

  it('a name, a number, an address stand nowhere but in the messages', async () => {
    const { line } = whole;
    const metrics = await (await fetch(`${line.url}/metrics`)).text();
    const seen = [await everythingIn(line.db), line.logged.join(''), metrics, line.errorBodies.join('\n')];
    expect(seen.map((text) => canariesIn(text, EVERYBODY))).toEqual([[], [], [], []]);
  });
});
