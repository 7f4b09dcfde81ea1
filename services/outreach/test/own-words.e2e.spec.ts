import { legalNoticeRequested } from '@mora/contracts';
import { type Canary, heartbeatOf, partyRecord, somebody } from './people.js';
import { OPENS_ON, useWholeLine } from './whole-line.js';

const whole = useWholeLine();
const [TUESDAY, WEDNESDAY] = ['2026-03-10', '2026-03-11'] as const;
const [BEFORE, AFTER] = [somebody(1), somebody(2)];
const [LOAN_BEFORE, LOAN_AFTER] = ['demo:L-1', 'demo:L-2'];
const ID = 'settlement-letter';

const body = (open: string): string =>
  `Our own words\n---\n【{{senderName}}】{{salutation}}: ${open} {{amountOverdue}} ({{oldestDueOn}}), {{facts.reference}}. {{complaintPhone}}. STOP 退订 退訂`;
const words = {
  id: ID,
  version: 1,
  effectiveFrom: '2026-03-01',
  source: 'the bank itself',
  channels: ['email'],
  purposes: ['collection'],
  jurisdictions: ['*'],
  discloses: [],
  facts: ['reference'],
  bodies: { 'zh-CN': body('尚欠'), 'zh-TW': body('尚欠'), en: body('You owe') },
};

const askedFor = async (loan: string, at: string) => {
  const { line } = whole;
  await line.upstream.publish(legalNoticeRequested, loan, WEDNESDAY, {
    requestId: `settle-${loan}`,
    purpose: 'collection',
    template: ID,
    facts: { reference: 'S-17' },
    role: 'borrower',
    channels: ['email'],
    notBefore: WEDNESDAY,
    deadline: '2026-03-20',
    proof: 'sent',
  });
  await line.quiet();
  await line.at(WEDNESDAY, at);
};

/** The texts of the mails that somebody has had, in order. */
const mailsTo = ({ email }: Canary): readonly string[] =>
  whole.line.provider
    .to(email)
    .map(({ text }) => Buffer.from(text.split(/\r?\n\r?\n/u)[1] ?? '', 'base64').toString('utf8'));

const decided = async (loan: string) =>
  (await whole.line.published(loan, 'contact-decided'))
    .map(({ data }) => data as { outcome: string; rules: readonly string[]; step: string | null; inputs: object })
    .filter(({ step }) => step === null);

beforeAll(async () => {
  const { line } = whole;
  await line.parties(partyRecord(BEFORE, ['email']), partyRecord(AFTER, ['email']), heartbeatOf('2026-03-08'));
  await line.upstream.overdue(LOAN_BEFORE, BEFORE.party, OPENS_ON);
  await line.upstream.overdue(LOAN_AFTER, AFTER.party, OPENS_ON);
  await line.quiet();
  await line.close(OPENS_ON);
  await line.at(TUESDAY, '10:00'); // the first reminder
  await line.close(TUESDAY);
  await line.at(WEDNESDAY, '10:30');
}, 60_000);

it('words of a name that nobody has let out are refused', async () => {
  await askedFor(LOAN_BEFORE, '10:40');
  expect((await decided(LOAN_BEFORE)).map(({ outcome, rules }) => [outcome, ...rules])).toEqual([
    ['refused', 'P-CN-12'],
  ]);
});

it('a draft is not enough', async () => {
  const { line } = whole;
  expect((await line.post('/v1/templates', words, { role: 'compliance' })).status).toBe(201);
  await line.db.pool.query(`update template_version set author = 'writer'`); // `wang` is whom the line speaks as
  expect(await decided(LOAN_BEFORE)).toHaveLength(1);
});

it('once it is let out, the gate knows what it tells, and it is sent, with its version kept', async () => {
  const { line } = whole;
  const published = await line.post(`/v1/templates/${ID}/1/publish`, {}, { role: 'compliance' });
  expect([published.status, published.body.state]).toEqual([200, 'published']);
  await askedFor(LOAN_AFTER, '10:50');
  expect(await decided(LOAN_AFTER)).toMatchObject([{ outcome: 'allowed', inputs: { [`words:${ID}`]: 1 } }]);
  expect(mailsTo(AFTER).at(-1)).toMatch(/1,200\.00.*S-17/u);
  const sent = (await line.published(LOAN_AFTER, 'notice-sent')).at(-1);
  expect(sent?.data).toMatchObject({ purpose: 'collection', template: { id: ID, version: 1, language: 'zh-CN' } });
  expect(
    await line.db.lines(`select template ->> 'id', template ->> 'version' from notice where state = 'sent'`),
  ).toContain(`${ID} 1`);
  expect(mailsTo(BEFORE).filter((text) => text.includes('S-17'))).toEqual([]);
});
