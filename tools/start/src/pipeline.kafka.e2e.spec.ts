import { fileURLToPath } from 'node:url';
import { DELINQUENCY_STREAM, LEDGER_STREAM, LOAN_STREAM } from '@mora/contracts';
import type { BrokerProducer } from '@mora/runtime';
import { describeWithKafka } from '@mora/testing';
import { closed, paid, registered, scheduled } from './fixtures/ledger-words.js';
import { until, usePipeline } from './fixtures/pipeline.js';
import { type Seen, type Tap, tapStreams } from './fixtures/stream-tap.js';

const SOURCES = fileURLToPath(new URL('./fixtures/pipeline.sources.yaml', import.meta.url));
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const TRACEPARENT = `00-${TRACE}-00f067aa0ba902b7-01`;

const TAKEN_OVER = {
  'C-1': { firstOverdueOn: '2026-01-11', episodes: 1 },
  'C-2': { firstOverdueOn: '2025-12-20', episodes: 3, class: 'substandard' },
} as const;

describe('on the embedded bus', () => aPipeline(null));
describeWithKafka('on a real Kafka', (brokers) => aPipeline(brokers));

function aPipeline(brokers: readonly string[] | null): void {
  const pipeline = usePipeline(brokers, {
    tenant: 'bank-a',
    sourcesFile: SOURCES,
    env: { PARTITIONS: '6', OPEN_DAY: '2026-03-09' },
  });
  const { ask } = pipeline;
  let tap: Tap;
  let producer: BrokerProducer;

  beforeAll(async () => {
    tap = await tapStreams(pipeline.broker, [LOAN_STREAM, DELINQUENCY_STREAM]);
    producer = pipeline.broker.producer();
    await producer.connect();
  });
  afterAll(async () => {
    await tap?.stop();
    await producer?.close();
  });

  /** What a ledger publishes: its own key, its own partition, CloudEvents in structured form. */
  const publish = (...values: readonly unknown[]) => publishAs(null, ...values);
  const publishAs = (key: string | null, ...values: readonly unknown[]) =>
    producer.send([
      {
        topic: LEDGER_STREAM,
        records: values.map((value) => ({
          partition: 0,
          key,
          headers: {},
          value: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
        })),
      },
    ]);
  const handOver = async (records: readonly unknown[], traceparent?: string) => {
    const how = { method: 'POST', role: 'ledger-client', lines: records, ...(traceparent && { traceparent }) };
    const { body } = await ask('ingestion', '/v1/ledger-events', how);
    return (body as { answers: { outcome: string }[] }).answers.map(({ outcome }) => outcome);
  };
  const openDayIs = async (day: string) => {
    const openDay = async () => (await ask('ingestion', '/v1/days')).body as { openDay: string; sources: unknown };
    const found = await until(openDay, ({ openDay: open }) => open === day);
    expect(found).toMatchObject({ openDay: day });
  };
  const told = (loan: string, count: number, stream: string = LOAN_STREAM) =>
    until(
      () => Promise.resolve(tap.of(stream).filter(({ key }) => key === `bank-a:${loan}`)),
      (all) => all.length >= count,
    );
  const wordsOf = (all: readonly Seen[]) =>
    all.map(({ type, data: { reason } }) => [shortOf(type), reason].filter((word) => word !== undefined).join(' '));
  const standingOf = async (loan: string) =>
    (await ask('delinquency-classification', `/v1/loans/bank-a:${loan}/standing`)).body as Record<string, unknown>;
  const parked = async () => (await ask('ingestion', '/v1/operations/parked')).body as { subject: string }[];
  const acts = (service: 'ingestion' = 'ingestion') =>
    pipeline.databases[service].lines(`select actor, action, target, reason, outcome from operator_action order by id`);

  it('a loan that a ledger publishes is overdue the day after its instalment was due', async () => {
    await publish(registered('P-1', '2026-03-09'), scheduled('P-1', 2, '2026-03-09', '2026-03-10', '2026-04-10'));
    await publish(closed('2026-03-09', 2, null), closed('2026-03-10', 0, null), closed('2026-03-11', 0, null));
    await openDayIs('2026-03-12');
    const [started] = await told('P-1', 1, DELINQUENCY_STREAM);
    expect(started).toMatchObject({
      type: 'mora.delinquency.started.v1',
      businessDate: '2026-03-11',
      data: { first: true, cutOver: false, daysPastDue: 1, overdue: { total: '100.00' } },
    });
    const standing = () => standingOf('P-1');
    expect(await until(standing, ({ asOf }) => asOf === '2026-03-11')).toMatchObject({
      daysPastDue: 1,
      oldestUnpaidOn: '2026-03-10',
      buckets: { 'm-table': { step: 'M1' } },
    });
  });

  it('a payment cures it, and the trace of the request that brought it is found on the cure', async () => {
    expect(await handOver([paid('P-1', 3, '2026-03-12', '100.00')], TRACEPARENT)).toEqual(['accepted']);
    const isCure = ({ type }: Seen) => type === 'mora.delinquency.cured.v1';
    const all = await until(
      async () => told('P-1', 0, DELINQUENCY_STREAM),
      (seen) => seen.some(isCure),
    );
    const cure = all.find(isCure);
    expect(cure?.data).toMatchObject({ by: 'paid', daysPastDueBefore: expect.any(Number) });
    expect(cure?.traceparent?.split('-')[1]).toBe(TRACE);
    expect(await standingOf('P-1')).toMatchObject({ daysPastDue: 0, episode: null });
  });

  it('what came by HTTP is counted as chunks of that door', async () => {
    const text = await (await fetch(`${pipeline.url('ingestion')}/metrics`)).text();
    expect(text).toMatch(/^mora_chunk_records_count\{[^}]*stream="http"[^}]*\} 1$/m);
  });

  it('a broken record with a key holds its loan alone, and is listed with what waits behind it', async () => {
    await publish(registered('P-2', '2026-03-12'), registered('P-3', '2026-03-12'));
    await publishAs('loan/P-2', '{ broken');
    const traced = { traceparent: TRACEPARENT };
    await publish(paid('P-2', 3, '2026-03-12', '3.00'), { ...paid('P-3', 2, '2026-03-12', '2.00'), ...traced });
    const good = await told('P-3', 2);
    expect(wordsOf(good)).toEqual(['registered', 'payment-posted']);
    expect(good[1]?.traceparent?.split('-')[1]).toBe(TRACE);
    expect(wordsOf(await told('P-2', 2))).toEqual(['registered', 'subject-held not-json']);
    expect(await until(parked, ([held]) => (held as { waiting?: number })?.waiting === 2)).toEqual([
      expect.objectContaining({ subject: 'bank-a:P-2', reason: 'not-json', waiting: 2 }),
    ]);
    expect(await handOver([paid('P-2', 4, '2026-03-12', '4.00')])).toEqual(['held']);
    const one = (await ask('ingestion', '/v1/operations/parked/bank-a:P-2')).body;
    const payment = { type: 'ledger.payment-posted.v1' };
    expect(one).toMatchObject({ records: [{ bytes: 8 }, payment, payment] });
  });

  it('once the broken record is given up, the loan waits for its good repetition, and then goes on', async () => {
    const discard = { loan: 'bank-a:P-2', because: 'the ledger sends it again' };
    const answer = await ask('ingestion', '/v1/operations/parked/discard', { method: 'POST', json: discard });
    expect([answer.status, answer.body]).toEqual([200, [{ target: 'bank-a:P-2', outcome: 'released' }]]);
    expect(await parked()).toEqual([]);
    await publish(paid('P-2', 2, '2026-03-12', '2.00'));
    expect(wordsOf(await told('P-2', 8)).slice(2)).toEqual([
      'subject-held sequence-gap',
      'subject-released not-json',
      'payment-posted',
      'payment-posted',
      'payment-posted',
      'subject-released sequence-gap',
    ]);
  });

  it('a broken record without a key is a dead letter with its place and reason, and nothing of what it holds', async () => {
    await publish('no JSON and no key');
    const mine = { role: 'platform-operator' };
    const letters = async () => (await ask('ingestion', '/v1/operations/dead-letters', mine)).body as { id: string }[];
    const [letter] = await until(letters, (all) => all.length > 0);
    expect(letter).toMatchObject({
      stream: expect.stringContaining(LEDGER_STREAM),
      reason: 'not-json',
      status: 'open',
    });
    expect(JSON.stringify(letter)).not.toContain('no key');
    expect((await ask('ingestion', '/v1/operations/dead-letters')).body).toEqual([]);
  });

  it('a loan that the rules refuse stays held through a replay in vain, until its record is given up', async () => {
    await publish(paid('P-5', 1, '2026-03-12', '5.00'));
    expect(wordsOf(await told('P-5', 1))).toEqual(['subject-held loan-unknown']);
    const replay = { method: 'POST', json: { loan: 'bank-a:P-5' } };
    const again = await ask('ingestion', '/v1/operations/parked/replay', replay);
    expect(again.body).toEqual([expect.objectContaining({ target: 'bank-a:P-5', outcome: 'still-held' })]);
    const discard = { loan: 'bank-a:P-5', because: 'was never our loan' };
    await ask('ingestion', '/v1/operations/parked/discard', { method: 'POST', json: discard });
    expect(await parked()).toEqual([]);
  });

  it('a portfolio that is taken over overdue is loaded with its history, in the middle of its numbers', async () => {
    for (const [loan, known] of Object.entries(TAKEN_OVER)) {
      const cutOver = { cutOver: true, history: { asOf: '2026-03-11', ...known } };
      const { data, ...about } = scheduled(loan, 42, '2026-03-12', '2026-01-10', '2026-04-10');
      await publish(registered(loan, '2026-03-12', cutOver, 41), { ...about, data: { ...data, cutOver: true } });
      expect(wordsOf(await told(loan, 2))).toEqual(['registered', 'schedule-replaced']);
      expect(tap.of(DELINQUENCY_STREAM).filter(({ key }) => key === `bank-a:${loan}`)).toEqual([]);
    }
    const by = { reason: 'the day of the cut-over' };
    await ask('ingestion', '/v1/days/2026-03-12/close', { method: 'POST', json: by });
    await openDayIs('2026-03-13');
  });

  it.each([
    // loan                   first  class, by its days or as it was brought along
    ['overdue for the first time', 'C-1', true, 'special-mention'],
    ['overdue once more', 'C-2', false, 'substandard'],
  ] as const)('at the close it starts whole and marked as cut-over: %s', async (_words, loan, first, name) => {
    const [started, ...rest] = await told(loan, 1, DELINQUENCY_STREAM);
    expect(started?.type).toBe('mora.delinquency.started.v1');
    expect(started?.data).toMatchObject({ cutOver: true, first, daysPastDue: 61, overdue: { total: '100.00' } });
    expect(rest.filter(({ type }) => type === started?.type)).toEqual([]);
    expect(await standingOf(loan)).toMatchObject({
      episode: { startedOn: TAKEN_OVER[loan].firstOverdueOn, cutOver: true, first },
      classes: { 'prc-five-tier': { step: name } },
    });
  });

  it('every act of an operator is written down, with who, what and why', async () => {
    expect(await acts()).toEqual([
      'wang parked discard bank-a:P-2 the ledger sends it again discarded',
      'wang parked replay bank-a:P-2 the ledger sends it again released',
      'wang parked replay bank-a:P-5 - still-held',
      'wang parked discard bank-a:P-5 was never our loan discarded',
      'wang parked replay bank-a:P-5 was never our loan released',
    ]);
  });

  it.each([LOAN_STREAM, DELINQUENCY_STREAM])(
    'in every partition of %s each mark stands behind all of its day, and no day is left out',
    async (stream) => {
      const by = { reason: 'the days that the spec has used', through: '2026-03-14' };
      await ask('ingestion', '/v1/days/2026-03-13/close', { method: 'POST', json: by });
      const isMark = ({ type }: Seen) => type === 'mora.day.closed.v1';
      const marks = () => Promise.resolve(tap.of(stream).filter(isMark));
      await until(marks, (all) => all.length >= 36);
      const days = ['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13', '2026-03-14'];
      for (let partition = 0; partition < 6; partition += 1) {
        const here = tap.of(stream).filter((seen) => seen.partition === partition);
        expect(here.filter(isMark).map(({ data }) => data['date'])).toEqual(days);
        expect(misplaced(here, isMark)).toEqual([]);
      }
    },
  );
}

const shortOf = (type: string): string => type.replace(/^mora\.(loan\.|delinquency\.)?|\.v1$/g, '');

/** Records that stand behind the mark of their own day, or before that of an earlier one. */
function misplaced(here: readonly Seen[], isMark: (seen: Seen) => boolean): readonly Seen[] {
  let closedUpTo = '';
  return here.filter((seen) => {
    const wrong = seen.businessDate <= closedUpTo;
    if (isMark(seen)) closedUpTo = String(seen.data['date']);
    return wrong;
  });
}
