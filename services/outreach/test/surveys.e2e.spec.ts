import request from 'supertest';
import { heartbeatOf, partyRecord, somebody } from './people.js';
import { OPENS_ON, PUBLIC_URL, useWholeLine } from './whole-line.js';

const whole = useWholeLine();
const [GLAD, SILENT] = [somebody(1), somebody(2)];
const [LOAN, OTHER] = ['demo:L-1', 'demo:L-2'];
/** A week after the complaint was settled (surveys.v1.json), at the close of that day. */
const DUE = '2026-03-16';
const NEXT = '2026-03-17';

const of = async (loan: string, type: string) => (await whole.line.published(loan, type)).map(({ data }) => data);
const linkIn = (text = ''): string =>
  /https:\/\/\S+\/v1\/survey\/[\w-]{43}/u.exec(text.replaceAll('=\r\n', ''))?.[0] ?? '';
const path = (link: string): string => link.slice(PUBLIC_URL.length);

beforeAll(async () => {
  const { line } = whole;
  await line.parties(partyRecord(GLAD, ['mobile']), partyRecord(SILENT, ['mobile']), heartbeatOf('2026-03-08'));
  for (const [loan, who] of [
    [LOAN, GLAD],
    [OTHER, SILENT],
  ] as const) {
    await line.upstream.overdue(loan, who.party, OPENS_ON);
    await line.upstream.paid(loan, OPENS_ON, '1200.00');
    await line.upstream.cured(loan, OPENS_ON, OPENS_ON);
    await line.quiet();
    const path = `/v1/loans/${encodeURIComponent(loan)}/says`;
    const complaint = { person: who.person, role: 'borrower', says: 'complaint', topic: 'tone' };
    const { sayId } = (await line.post(path, complaint)).body as { sayId: string };
    const settled = await line.post(`${path}/${sayId}/close`, { outcome: 'settled' }, { role: 'supervisor' });
    expect(settled.status).toBe(200);
  }
  const stopped = { person: SILENT.person, role: 'borrower', says: 'opt-out', channel: 'sms' };
  expect((await line.post(`/v1/loans/${encodeURIComponent(OTHER)}/says`, stopped)).status).toBe(200);
  for (let day = OPENS_ON; day < DUE; day = next(day)) await line.close(day);
}, 180_000);

const next = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

describe('a week after a complaint was settled', () => {
  it('nobody is asked before the day, and then by one message at the hour of the person', async () => {
    const { line } = whole;
    expect(await of(LOAN, 'contact-decided')).toEqual([]);
    await line.close(DUE);
    await line.at(NEXT, '09:59');
    expect(line.provider.to(GLAD.mobile)).toEqual([]);
    await line.at(NEXT, '10:00');
    expect(await of(LOAN, 'contact-decided')).toMatchObject([
      { outcome: 'allowed', purpose: 'service', step: 'survey', channel: 'sms' },
    ]);
    const [message] = line.provider.to(GLAD.mobile);
    expect(linkIn(message?.text)).toContain(`${PUBLIC_URL}/v1/survey/`);
    expect(await of(LOAN, 'notice-sent')).toMatchObject([{ purpose: 'service', template: { id: 'survey' } }]);
  });

  it('who has opted out is not written to, and may be asked by people', async () => {
    const { line } = whole;
    expect(line.provider.to(SILENT.mobile)).toEqual([]);
    const refused = (await of(OTHER, 'contact-decided')).filter((one) => one['step'] === 'survey');
    expect(refused).toMatchObject([{ outcome: 'refused', rules: expect.arrayContaining(['H-1']) }]);
    const { surveys } = (await line.get('/v1/surveys')).body as { surveys: { loanId: string }[] };
    expect(surveys.map(({ loanId }) => loanId).toSorted()).toEqual([LOAN, OTHER]);
  });

  it('the link answers once; to look at it, or to guess one, changes nothing', async () => {
    const { line } = whole;
    const link = path(linkIn(line.provider.to(GLAD.mobile)[0]?.text));
    const client = request(line.url);
    const pages = [];
    for (const one of [link, '/v1/survey/nobody-knows-this-one']) {
      const looked = await client.get(one);
      const [first, second] = [await client.post(`${one}?score=4`), await client.post(`${one}?score=1`)];
      expect([looked.status, first.status, second.status]).toEqual([200, 200, 200]);
      pages.push(looked.text + first.text + second.text);
    }
    expect(pages[0]).toBe(pages[1]);
    expect(pages[0]).not.toMatch(/demo|P-1|L-1/u);
    expect((await client.post(`${link}?score=6`)).status).toBe(400);
    await line.quiet();
    expect(await of(LOAN, 'survey-answered')).toMatchObject([
      { kind: 'satisfaction', dueOn: DUE, score: 4, codes: [] },
    ]);
    expect(await line.db.lines(`select loan_id, kind, state, score from survey order by loan_id, due_on`)).toEqual([
      `${LOAN} satisfaction answered 4`,
      `${LOAN} revisit waiting -`,
      `${OTHER} satisfaction due -`,
      `${OTHER} revisit waiting -`,
    ]);
  });

  it('nobody is asked twice', async () => {
    const { line } = whole;
    await line.close(NEXT);
    await line.at(next(NEXT), '10:00');
    expect(line.provider.received).toHaveLength(1);
    expect(line.alarms).toEqual([]);
  });
});
