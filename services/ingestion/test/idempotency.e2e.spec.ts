import { paid, registered, useIngestion } from './ingestion-under-test.js';

const DAY = '2026-03-09';
const ingestion = useIngestion({ OPEN_DAY: DAY });
const { db } = ingestion;

type Answered = { status: number; body: { answers?: { outcome: string }[]; reason?: string } };
const told = ({ status, body }: Answered) => [status, ...(body.answers ?? []).map((a) => a.outcome), body.reason];

describe('records that are handed over under an Idempotency-Key', () => {
  it('the same request again is given the first answer', async () => {
    const records = [registered('I-1', DAY), paid('I-1', 2, DAY, '1.00'), 'no json'];
    const first = await ingestion.post(records, { key: 'key-0001' });
    expect(told(first)).toEqual([200, 'accepted', 'accepted', 'rejected', undefined]);
    const again = await ingestion.post(records, { key: 'key-0001' });
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(await db.lines(`select attempts from rejection where reason = 'not-json'`)).toEqual(['1']);
  });

  it('another body under the same key is refused whole', async () => {
    const answer = await ingestion.post([paid('I-1', 3, DAY, '1.00')], { key: 'key-0001' });
    expect(told(answer)).toEqual([422, 'idempotency-key-reused']);
    expect(await db.lines(`select last_sequence from loan_intake where loan_id = 'bank-a:I-1'`)).toEqual(['2']);
  });

  it('a key is its tenant’s own', async () => {
    const answer = await ingestion.post([{ ...registered('I-1', DAY), source: 'other' }], {
      key: 'key-0001',
      tenant: 'bank-b',
    });
    expect(told(answer)).toEqual([200, 'accepted', undefined]);
  });

  it('a single record is answered as before, also where it was refused', async () => {
    const unknown = paid('I-9', 1, DAY, '1.00');
    expect(told(await ingestion.postOne(unknown, 'application/json', { key: 'key-0002' }))).toEqual([
      422,
      'rejected',
      undefined,
    ]);
    await ingestion.post([registered('I-9', DAY, { sequence: 1 })]);
    expect(told(await ingestion.postOne(unknown, 'application/json', { key: 'key-0002' }))).toEqual([
      422,
      'rejected',
      undefined,
    ]);
    expect(told(await ingestion.postOne(unknown))).not.toEqual([422, 'rejected', undefined]);
  });

  it('two that come at once are given one answer', async () => {
    const records = [registered('I-3', DAY)];
    const both = await Promise.all([1, 2, 3].map(() => ingestion.post(records, { key: 'key-0003' })));
    expect(new Set(both.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  });

  it('a request that was cut off before its answer is taken up again', async () => {
    const records = [registered('I-4', DAY)];
    await ingestion.post(records, { key: 'key-0004' });
    await db.pool.query(`update idempotent_request set status = null, answer = null where key = 'key-0004'`);
    expect(told(await ingestion.post(records, { key: 'key-0004' }))).toEqual([200, 'duplicate', undefined]);
  });

  it('what is older than a week is forgotten', async () => {
    await db.pool.query(`update idempotent_request set at = now() - interval '8 days' where key = 'key-0004'`);
    await ingestion.post([registered('I-5', DAY)], { key: 'key-0005' });
    expect(await db.lines(`select key from idempotent_request where key in ('key-0004', 'key-0005')`)).toEqual([
      'key-0005',
    ]);
  });

  it.each([['x'.repeat(129)], ['two words']])('%j is no key', async (key) => {
    expect(told(await ingestion.post([registered('I-6', DAY)], { key }))).toEqual([400, 'idempotency-key-malformed']);
  });
});

describe('a day that is closed under an Idempotency-Key', () => {
  const BODY = { reason: 'cards is down for good', through: '2026-03-10' };

  it('is closed once, and the same request again is given the first answer', async () => {
    const first = await ingestion.close(DAY, BODY, 'operator', 'close-01');
    expect([first.status, first.body]).toEqual([200, { closed: ['2026-03-09', '2026-03-10'], openDay: '2026-03-11' }]);
    const again = await ingestion.close(DAY, BODY, 'operator', 'close-01');
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(await db.lines(`select day from day_action order by id`)).toEqual(['2026-03-09', '2026-03-10']);
  });

  it('that was cut off in the middle goes on where it stopped', async () => {
    const through = { ...BODY, through: '2026-03-12' };
    await ingestion.close('2026-03-11', through, 'operator', 'close-02');
    await db.pool.query(`update idempotent_request set status = null, answer = null where key = 'close-02'`);
    const again = await ingestion.close('2026-03-11', through, 'operator', 'close-02');
    expect([again.status, again.body]).toEqual([200, { closed: ['2026-03-11', '2026-03-12'], openDay: '2026-03-13' }]);
  });

  it('is refused where the key came with another body, and where no key says that it came before', async () => {
    const other = await ingestion.close(DAY, { reason: 'another reason' }, 'operator', 'close-01');
    expect([other.status, other.body.reason]).toEqual([422, 'idempotency-key-reused']);
    expect((await ingestion.close(DAY, BODY)).status).toBe(409);
  });
});
