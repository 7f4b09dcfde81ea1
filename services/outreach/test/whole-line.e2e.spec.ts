import request from 'supertest';
import { legalNoticeRequested } from '@mora/contracts';
import { partitionOf } from '@mora/runtime';
import { canariesIn, everythingIn } from './canaries.js';
import { type Canary, heartbeatOf, partyRecord, somebody } from './people.js';
import { PARTITIONS } from './streams.js';
import { OPENS_ON, PUBLIC_URL, useWholeLine } from './whole-line.js';

const whole = useWholeLine();
const [TUESDAY, WEDNESDAY, THURSDAY, FRIDAY] = ['2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13'] as const;

const loanOf = (n: number): string => `demo:L-${n}`;
const pathOf = (loan: string): string => `/v1/loans/${encodeURIComponent(loan)}`;
const whoOf = ({ person }: Canary) => ({ person, role: 'borrower' });

const [CURED, STOPPED, SHARED, DISPUTING, PROMISING, SUED, LINKED] = [1, 2, 3, 4, 5, 6, 7].map(somebody) as [
  Canary,
  Canary,
  Canary,
  Canary,
  Canary,
  Canary,
  Canary,
];
const EVERYBODY = [CURED, STOPPED, SHARED, DISPUTING, PROMISING, SUED, LINKED];
/** A second loan of the same person that another lane has. */
const OTHER = [80, 81, 82, 83, 84].map(loanOf).find((loan) => laneOf(loan) !== laneOf(loanOf(3))) as string;

function laneOf(loan: string): number {
  return partitionOf(loan, PARTITIONS);
}

const decisions = async (loan: string) =>
  (await whole.line.published(loan, 'contact-decided')).map(({ data }) => {
    const { outcome, step, rules } = data as { outcome: string; step: string | null; rules: readonly string[] };
    return `${outcome} ${step ?? '-'} ${rules.join(',')}`.trim();
  });

const typesOf = async (loan: string) =>
  (await whole.line.published(loan)).map(({ type }) => type.replace(/^mora\.outreach\.(.*)\.v1$/u, '$1'));

const count = async (loan: string, type: string): Promise<number> => (await whole.line.published(loan, type)).length;

beforeAll(async () => {
  const { line } = whole;
  const byMobile = [STOPPED, SHARED, DISPUTING, PROMISING].map((who) => partyRecord(who, ['mobile']));
  const others = [
    partyRecord(CURED, ['mobile', 'email', 'address']),
    partyRecord(SUED, ['email']),
    partyRecord(LINKED, ['email']),
  ];
  await line.parties(...byMobile, ...others, heartbeatOf('2026-03-08'));
  for (const [place, who] of EVERYBODY.entries()) await line.upstream.overdue(loanOf(place + 1), who.party, OPENS_ON);
  await line.upstream.overdue(OTHER, SHARED.party, OPENS_ON);
  await line.quiet();
}, 60_000);

describe('from the first overdue day to a message', () => {
  it('nothing leaves before the day has closed, nor at night', async () => {
    const { line } = whole;
    expect(line.provider.received).toEqual([]);
    await line.close(OPENS_ON);
    expect(line.provider.received).toEqual([]);
    expect(await typesOf(loanOf(1))).toEqual([]);
  });

  it('at the hour of the person one message leaves, and is told once', async () => {
    const { line } = whole;
    const disputed = { ...whoOf(DISPUTING), says: 'dispute', about: 'amount', written: false };
    expect((await line.post(`${pathOf(loanOf(4))}/says`, disputed)).status).toBe(200);
    await line.at(TUESDAY, '09:59');
    expect(line.provider.received).toEqual([]);
    await line.at(TUESDAY, '10:00');
    const [message] = line.provider.to(CURED.mobile);
    expect(message?.text).toContain(CURED.name);
    expect(message?.text).toMatch(/1,200\.00/u);
    expect(await typesOf(loanOf(1))).toEqual(['contact-decided', 'notice-sent']);
    const [sent] = await line.published(loanOf(1), 'notice-sent');
    expect(sent?.data).toMatchObject({
      noticeId: message?.notice,
      personId: CURED.person,
      channel: 'sms',
      purpose: 'reminder',
      step: 'first-reminder',
      providerRef: `sms-${message?.notice}`,
    });
    expect(await decisions(loanOf(1))).toEqual(['allowed first-reminder']);
  });

  it('a receipt is believed when it is signed, and counts once however often it comes', async () => {
    const { line } = whole;
    const [message] = line.provider.to(CURED.mobile);
    const receipt = { notice: message?.notice, ref: `sms-${message?.notice}`, status: 'delivered' };
    const path = '/v1/provider-events/sms-generic';
    expect((await line.told(path, receipt, { forged: true })).status).toBe(401);
    for (const key of ['r-1', 'r-1', 'r-2']) expect((await line.told(path, receipt, { key })).status).toBe(202);
    line.now += 90_000;
    expect((await line.told(path, receipt, { key: 'r-1' })).status).toBe(202);
    await line.quiet();
    expect(await count(loanOf(1), 'notice-delivered')).toBe(1);
  });
});

describe('what stops it', () => {
  it('a dispute raised before the hour has let nothing leave', async () => {
    expect(whole.line.provider.to(DISPUTING.mobile)).toEqual([]);
    expect(await count(loanOf(4), 'dispute-raised')).toBe(1);
    expect(await count(loanOf(4), 'notice-sent')).toBe(0);
  });

  it('one of two loans of one person has had the message of the day', async () => {
    expect(whole.line.provider.to(SHARED.mobile)).toHaveLength(1);
    const both = [...(await decisions(loanOf(3))), ...(await decisions(OTHER))].toSorted();
    expect(both[0]).toBe('allowed first-reminder');
    expect(both[1]).toMatch(/^refused first-reminder .*H-4/u);
  });

  it('a word that says stop is an opt-out, and is published', async () => {
    const { line } = whole;
    expect(line.provider.to(STOPPED.mobile)).toHaveLength(1);
    const answer = await line.told('/v1/provider-events/sms-generic', { from: STOPPED.mobile, text: 'STOP' });
    expect(answer.status).toBe(202);
    await line.quiet();
    const [optOut] = await line.published(loanOf(2), 'opt-out-recorded');
    expect(optOut?.data).toMatchObject({ personId: STOPPED.person, channel: 'sms', via: 'word' });
  });

  it('so is the link of a mail, when its button is pressed', async () => {
    const { line } = whole;
    const [mail] = line.provider.to(LINKED.email);
    const token = /\/v1\/opt-out\/([\w-]+)/u.exec(mail?.text.replaceAll(/=\r?\n/gu, '') ?? '')?.[1];
    const path = `/v1/opt-out/${token}`;
    expect((await request(line.url).get(path)).status).toBe(200);
    await line.quiet();
    expect(await count(loanOf(7), 'opt-out-recorded')).toBe(0);
    for (let press = 0; press < 2; press += 1) expect((await request(line.url).post(path)).status).toBe(200);
    await line.quiet();
    const optOuts = await line.published(loanOf(7), 'opt-out-recorded');
    expect(optOuts.map(({ data }) => [data['channel'], data['via']])).toEqual([['email', 'link']]);
    expect(mail?.text).toContain(new URL(PUBLIC_URL).host);
  });

  it('a person of the bank who asks is told the rule', async () => {
    const asked = { loan: loanOf(2), ...whoOf(STOPPED), channel: 'sms', purpose: 'reminder' };
    const { body } = await whole.line.post('/v1/contacts/ask', asked);
    expect(body).toMatchObject({ outcome: 'refused', rules: expect.arrayContaining(['H-1']), reservedUntil: null });
  });

  it('whoever asks again under the same key is given the same answer, whatever has changed since', async () => {
    const { line } = whole;
    const asked = {
      loan: loanOf(7),
      ...whoOf(LINKED),
      channel: 'email',
      purpose: 'statutory-notice',
      template: 'statutory-generic',
    };
    const first = await line.post('/v1/contacts/ask', asked, { key: 'again-0001' });
    expect(first.body).toMatchObject({ outcome: 'allowed' });
    await line.post(`${pathOf(loanOf(7))}/says`, { ...whoOf(LINKED), says: 'question', topic: 'balance' });
    await line.quiet();
    const again = await line.post('/v1/contacts/ask', asked, { key: 'again-0001' });
    expect([again.status, again.body]).toEqual([200, first.body]);
    const back = { person: LINKED.person, outcome: 'returned' };
    const { decisionId } = first.body as { decisionId: string };
    expect((await line.post(`/v1/contacts/${decisionId}/give-back`, back)).status).toBeLessThan(300);
    await line.quiet();
  });
});

describe('what people promise and the law demands', () => {
  it('a promise is taken over HTTP', async () => {
    const { line } = whole;
    const parts = [{ dueOn: THURSDAY, amount: '500.00' }];
    const promise = { ...whoOf(PROMISING), currency: 'CNY', parts, method: 'bank-transfer' };
    expect((await line.post(`${pathOf(loanOf(5))}/promises`, promise)).status).toBe(200);
    expect((await line.post(`${pathOf(loanOf(5))}/promises`, promise)).status).toBe(409);
    await line.quiet();
    expect(await count(loanOf(5), 'promise-made')).toBe(1);
  });

  it('a notice that the law demands is delivered and answered with its proof', async () => {
    const { line } = whole;
    await line.upstream.publish(legalNoticeRequested, loanOf(6), TUESDAY, {
      requestId: 'claim-letter-1',
      purpose: 'statutory-notice',
      template: 'statutory-generic',
      facts: { reference: 'C-2026-17', subject: 'Notice of default', deadline: '2026-03-31' },
      role: 'borrower',
      channels: ['email'],
      notBefore: TUESDAY,
      deadline: '2026-03-20',
      proof: 'delivered',
    });
    await line.quiet();
    await line.at(TUESDAY, '10:30');
    const mail = line.provider.to(SUED.email).at(-1);
    expect(line.provider.to(SUED.email)).toHaveLength(2);
    expect(await count(loanOf(6), 'request-answered')).toBe(0);
    const receipt = { notice: mail?.notice, status: 'delivered' };
    expect((await line.told('/v1/provider-events/smtp', receipt)).status).toBe(202);
    await line.quiet();
    const answers = await line.published(loanOf(6), 'request-answered');
    expect(answers.map(({ data }) => data)).toEqual([
      expect.objectContaining({
        requestId: 'claim-letter-1',
        requester: 'legal',
        outcome: 'delivered',
        noticeId: mail?.notice,
      }),
    ]);
    expect(answers[0]?.data).toMatchObject({ proof: { kind: 'delivered', hash: expect.any(String) } });
  });
});

describe('the days after', () => {
  beforeAll(async () => {
    const { line } = whole;
    await line.upstream.paid(loanOf(1), TUESDAY, '1200.00');
    await line.upstream.cured(loanOf(1), TUESDAY, OPENS_ON);
    await line.close(TUESDAY);
    await line.at(WEDNESDAY, '10:00');
    await line.upstream.paid(loanOf(5), WEDNESDAY, '500.00');
    await line.close(WEDNESDAY);
    await line.at(THURSDAY, '10:00');
    await line.close(THURSDAY);
    await line.at(FRIDAY, '10:00');
    await line.close(FRIDAY);
    await line.at('2026-03-14', '10:00');
  }, 120_000);

  it('who has paid is left alone', async () => {
    expect(whole.line.provider.to(CURED.mobile)).toHaveLength(1);
    expect(whole.line.provider.to(CURED.email)).toEqual([]);
    expect(await decisions(loanOf(1))).toEqual(['allowed first-reminder']);
  });

  it('who has opted out is asked for once more, refused by the rule, and hears nothing', async () => {
    expect(whole.line.provider.to(STOPPED.mobile)).toHaveLength(1);
    const [first, asked, ...later] = await decisions(loanOf(2));
    expect([first, asked]).toEqual(['allowed first-reminder', expect.stringMatching(/^refused - .*H-1/u)]);
    expect(later.length).toBeGreaterThan(0);
    later.forEach((decision) => expect(decision).toMatch(/^refused sms-again .*H-1/u));
  });

  it('the second loan had its message on another day', async () => {
    const sent = [
      ...(await whole.line.published(loanOf(3), 'notice-sent')),
      ...(await whole.line.published(OTHER, 'notice-sent')),
    ];
    const days = sent.map(({ data }) => String(data['at']).slice(0, 10));
    expect(new Set(days).size).toBe(days.length);
    expect(new Set(sent.map(({ loan }) => loan)).size).toBe(2);
    expect(whole.line.provider.to(SHARED.mobile)).toHaveLength(sent.length);
  });

  it('a dispute that is open lets nothing leave', () => {
    expect(whole.line.provider.to(DISPUTING.mobile)).toEqual([]);
  });

  it('the payment has kept the promise, once', async () => {
    expect(await count(loanOf(5), 'promise-kept')).toBe(1);
    expect(await count(loanOf(5), 'promise-broken')).toBe(0);
  });

  it('no notice has reached anybody twice, and each that did was told', async () => {
    const { line } = whole;
    const keys = line.provider.received.map(({ notice }) => notice);
    expect(new Set(keys).size).toBe(keys.length);
    const told = await Promise.all(
      [...EVERYBODY.map((_, n) => loanOf(n + 1)), OTHER].map((loan) => line.published(loan, 'notice-sent')),
    );
    expect(
      told
        .flat()
        .map(({ data }) => data['noticeId'])
        .toSorted(),
    ).toEqual(keys.toSorted());
  });

  it('nothing was held, and nothing was put aside', async () => {
    expect(await whole.line.db.lines(`select subject, reason from held_subject`)).toEqual([]);
    expect(await whole.line.db.lines(`select reason from dead_letter`)).toEqual([]);
    expect(whole.line.alarms).toEqual([]);
  });
});

describe('what must not be seen', () => {
  it('no error quotes a person', async () => {
    const { line } = whole;
    const wrong = { ...whoOf(CURED), says: CURED.name, about: CURED.email };
    expect((await line.post(`${pathOf(loanOf(1))}/says`, wrong)).status).toBe(400);
    const bad = partyRecord(CURED, ['mobile']);
    const { data } = bad;
    const answer = await request(line.url)
      .post('/v1/parties')
      .send({ ...bad, data: { ...data, jurisdiction: CURED.address } });
    expect(answer.status).toBe(401);
    expect(line.errorBodies.length).toBeGreaterThan(2);
  });

  it('a name, a number, an address stand nowhere but in the messages', async () => {
    const { line } = whole;
    const metrics = await request(line.url).get('/metrics');
    const places = {
      tables: await everythingIn(line.db),
      log: line.logged.join(''),
      metrics: metrics.text,
      errors: line.errorBodies.join('\n'),
    };
    const found = Object.entries(places).map(([place, text]) => [place, canariesIn(text, EVERYBODY)]);
    expect(found).toEqual(Object.keys(places).map((place) => [place, []]));
    expect(line.logged.length).toBeGreaterThan(10);
    expect(metrics.text).toContain('mora_');
    // The look itself can see: the messages hold what it looks for.
    const messages = line.provider.received.map(({ to, text }) => `${to} ${text}`).join('\n');
    expect(canariesIn(messages, [CURED])).toEqual(expect.arrayContaining(['P-1 name', 'P-1 mobile']));
  });
});
