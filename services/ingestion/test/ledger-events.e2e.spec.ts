import { answered, paid, registered, rescheduled, useIngestion } from './ingestion-under-test.js';

const ingestion = useIngestion({ BATCH_RECORDS: '20', RECORD_BYTES: '2048' });
const { db } = ingestion;
const DAY = '2026-03-09';

type Answers = { answers: { outcome: string; reason?: string; field?: string; message?: string }[] };
const outcomes = ({ body }: { body: Answers }): string[] =>
  body.answers.map(({ outcome, reason, field }) => [outcome, reason, field].filter(Boolean).join(' '));

it('takes a batch, and answers each record in its order', async () => {
  const answer = await ingestion.post([registered('L-1', DAY), paid('L-1', 2, DAY, '100.00')]);
  expect(answer.status).toBe(200);
  expect(outcomes(answer)).toEqual(['accepted', 'accepted']);
});

it('passes on which ask of Mora a schedule books, at which rate, and what a ledger answers', async () => {
  const batch = [registered('L-A', DAY), rescheduled('L-A', 2, DAY, 'q-1'), answered('L-A', 3, DAY, 'q-2')];
  expect(outcomes(await ingestion.post(batch))).toEqual(['accepted', 'accepted', 'accepted']);
  const told = await ingestion.published('L-A', 3, 'yearlyRate', 'requestId', 'outcome', 'reason');
  expect(told).toEqual([
    'registered',
    'schedule-replaced 0.1080 rescheduled',
    'request-answered q-2 rejected product-locked',
  ]);
  const requests = `select convert_from(value, 'UTF8')::json -> 'request' ->> 'requestId' from bus.record
                    where key = convert_to('bank-a:L-A', 'UTF8') order by "offset"`;
  expect(await db.lines(requests)).toEqual(['-', 'q-1', '-']);
});

it('the same record again is a duplicate, the same id with another body a conflict', async () => {
  await ingestion.post([registered('L-2', DAY)]);
  const again = await ingestion.post([
    registered('L-2', DAY),
    registered('L-2', DAY, { time: '2026-03-09T08:00:00Z' }),
  ]);
  expect(outcomes(again)).toEqual(['duplicate', 'conflict conflict id']);
});

it('each different body under an id is kept by itself, and the same one again counts as one more attempt', async () => {
  const said = (time: string) => registered('L-C', DAY, { time });
  await ingestion.post([registered('L-C', DAY), said('2026-03-09T08:00:00Z')]);
  await ingestion.post([said('2026-03-09T09:00:00Z'), said('2026-03-09T08:00:00Z')]);
  expect(
    await db.lines(`select convert_from(value, 'UTF8')::json ->> 'time', attempts from dead_letter
                    where topic_id = 'core:L-C:1' order by id`),
  ).toEqual(['2026-03-09T08:00:00Z 2', '2026-03-09T09:00:00Z 1']);
});

it('a record behind a gap is held until the missing one comes', async () => {
  const answer = await ingestion.post([registered('L-3', DAY), paid('L-3', 3, DAY, '3.00')]);
  expect(outcomes(answer)).toEqual(['accepted', 'held sequence-gap']);
  expect(outcomes(await ingestion.post([paid('L-3', 2, DAY, '2.00')]))).toEqual(['accepted']);
  expect(await db.lines(`select last_sequence, gap_since from loan_intake where loan_id = 'bank-a:L-3'`)).toEqual([
    '3 -',
  ]);
});

it('bad records are rejected with the field, the others of the batch are taken', async () => {
  const answer = await ingestion.post([
    'not json',
    { ...paid('L-1', 9, DAY, '1.00'), source: 'nobody' },
    paid('L-1', 9, DAY, '1.234'),
    paid('L-1', 9, '2026-02-30', '1.00'),
    { ...paid('L-1', 9, DAY, '1.00'), sequence: undefined },
    paid('L-1', 9, DAY, '1.00', { portions: { principal: '1.01' } }),
    paid('unknown', 1, DAY, '1.00'),
    paid('L-1', 9, DAY, '1.00', { note: 'x'.repeat(2048) }),
    paid('L-1', 3, DAY, '3.00'),
  ]);
  expect(outcomes(answer)).toEqual([
    'rejected not-json',
    'rejected source-unknown source',
    'rejected contract amount',
    'rejected contract businessdate',
    'rejected sequence-missing sequence',
    'rejected portions-exceed-amount portions',
    'rejected loan-unknown',
    'rejected too-large',
    'accepted',
  ]);
});

it('what was rejected is kept with its bytes, and may be sent again when it has been mended', async () => {
  const wrong = paid('L-1', 4, DAY, '4.00', { currency: 'EUR' });
  expect(outcomes(await ingestion.post([wrong]))).toEqual(['rejected currency-differs']);
  const { body } = await ingestion.get('/v1/rejections');
  const [latest] = body.rejections as [{ id: string; reason: string; eventId: string }];
  expect(latest).toMatchObject({ reason: 'currency-differs', stage: 'rules', eventId: 'L-1:4', source: 'core' });
  const bytes = await ingestion.get(`/v1/rejections/${latest.id}/bytes`);
  expect(Buffer.from(bytes.body.base64, 'base64').toString()).toBe(JSON.stringify(wrong));
  expect(outcomes(await ingestion.post([paid('L-1', 4, DAY, '4.00')]))).toEqual(['accepted']);
});

it('a ledger cannot speak for another tenant', async () => {
  expect(outcomes(await ingestion.post([registered('L-9', DAY)], { tenant: 'bank-b' }))).toEqual([
    'rejected tenant-not-yours source',
  ]);
});

it.each([
  ['no right to hand over records', { role: 'auditor' }, 403],
  ['a ledger', { role: 'ledger-client' }, 200],
])('%s is answered by %j with %i', async (_who, as, status) => {
  expect((await ingestion.post([registered('L-1', DAY)], as)).status).toBe(status);
});

it('a request with too many records is refused whole, before any is taken', async () => {
  const many = Array.from({ length: 21 }, (_, n) => registered(`M-${n}`, DAY));
  const answer = await ingestion.post(many);
  expect([answer.status, answer.body.reason]).toEqual([413, 'batch-too-large']);
  expect(await db.lines(`select count(*) from loan_intake where loan_id like 'bank-a:M-%'`)).toEqual(['0']);
});

it.each([
  ['is taken', registered('S-1', DAY), 200, 'accepted'],
  ['is known again, though it first came in a batch', registered('L-1', DAY), 200, 'duplicate'],
  ['of the same id and other content is a conflict', registered('L-1', '2026-03-08'), 409, 'conflict conflict id'],
  ['without an id is rejected', { ...registered('S-2', DAY), id: undefined }, 422, 'rejected contract id'],
  ['with a wrong day is rejected', registered('S-2', '9.3.2026'), 422, 'rejected contract businessdate'],
])('a single record %s', async (_rule, record, status, outcome) => {
  const answer = await ingestion.postOne(record);
  expect([answer.status, ...outcomes(answer)]).toEqual([status, outcome]);
});

it('a single record may come as a CloudEvent, and not without end', async () => {
  expect((await ingestion.postOne(registered('S-3', DAY), 'application/cloudevents+json')).status).toBe(200);
  expect((await ingestion.postOne(registered('S-4', DAY, { note: 'x'.repeat(2048) }))).status).toBe(413);
});

it('the facts go out with their provenance, in the order of the ledger', async () => {
  const late = paid('P-1', 2, '2026-03-08', '2.50');
  await ingestion.post([registered('P-1', DAY), paid('P-1', 3, DAY, '3.50'), late]);
  expect(await ingestion.published('P-1', 5, 'source', 'sequence', 'bookedOn', 'late', 'amount', 'reason')).toEqual([
    'registered core 1 2026-03-09',
    'subject-held sequence-gap',
    'payment-posted core 2 2026-03-08 true 2.50',
    'payment-posted core 3 2026-03-09 3.50',
    'subject-released sequence-gap',
  ]);
});

it('a single record that is no JSON is answered 400, and kept with its bytes', async () => {
  const bytes = '{"id":"S-9","name":"Zhang';
  const answer = await ingestion.postOne(bytes);
  expect([answer.status, answer.body.reason]).toEqual([400, 'body-not-json']);
  expect(answer.text).not.toContain('Zhang');
  const { text, body } = await ingestion.get('/v1/rejections');
  const [latest] = body.rejections as [{ id: string; reason: string; stage: string }];
  expect([latest, text.includes('Zhang')]).toEqual([
    expect.objectContaining({ reason: 'not-json', stage: 'read' }),
    false,
  ]);
  const kept = await ingestion.get(`/v1/rejections/${latest.id}/bytes`);
  expect(Buffer.from(kept.body.base64, 'base64').toString()).toBe(bytes);
});

it.each([
  ['of another media type', 'text/plain', {}],
  ['that is compressed', 'application/json', { 'Content-Encoding': 'gzip' }],
])('a record %s is refused before it is read', async (_rule, type, headers) => {
  const { status, body } = await ingestion.postOne(registered('S-5', DAY), type, { headers });
  expect([status, body.reason]).toEqual([415, 'media-type-unknown']);
});
