import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { LEDGER_STREAM, LOAN_STREAM } from '@mora/contracts';
import { NoKafka, type RunningKafka, startKafka } from '@mora/kafka';
import { type Broker, kafkajsBroker } from '@mora/runtime';
import { type RunningIssuer, startIssuer, useDatabase } from '@mora/testing';
import { registered } from './fixtures/ledger-words.js';
import { until } from './fixtures/pipeline.js';
import { type ServiceProcess, startProcess } from './fixtures/service-process.js';
import { type Tap, tapStreams } from './fixtures/stream-tap.js';

const SOURCES = fileURLToPath(new URL('./fixtures/pipeline.sources.yaml', import.meta.url));
const DAY = '2026-03-09';
const LOANS = 200;
const LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 25_000;
/** For the process to be gone from the list after its last timer has fired. */
const LEEWAY_MS = 1_000;
/** As the runtime's own minute, but short: a transaction that says nothing for so long is ended by the server. */
const SILENCE = '-c idle_in_transaction_session_timeout=3000';

// A broker of its own: the services name their streams and groups themselves, and other spec files have the shared one.
const folder = await mkdtemp(join(tmpdir(), 'mora-frozen-'));
const kafka: RunningKafka | NoKafka = await startKafka({ folder }).catch((error: unknown) => {
  if (error instanceof NoKafka) return error;
  throw error;
});
const because = kafka instanceof NoKafka ? ' SKIPPED: neither Docker nor Java and Maven' : '';

(kafka instanceof NoKafka ? describe.skip : describe)(`ingestion in the middle of a chunk${because}`, () => {
  const { brokers, stop: stopKafka } = kafka as RunningKafka;
  let issuer: RunningIssuer;
  let broker: Broker;
  let tap: Tap;
  let sent = 0;
  const processes: ServiceProcess[] = [];

  afterAll(async () => {
    processes.forEach(({ child }) => child.kill('SIGKILL'));
    await Promise.all(processes.map(({ ended }) => ended));
    await tap?.stop();
    await broker?.close();
    await issuer?.stop();
    await stopKafka();
    await rm(folder, { recursive: true, force: true });
  }, LIMIT_MS);
  const db = useDatabase({ keep: true });
  beforeAll(async () => {
    issuer = await startIssuer();
    broker = kafkajsBroker({ brokers, clientId: 'spec', sessionTimeoutMs: 10_000 });
    const admin = await broker.admin();
    await admin.ensureTopics([LEDGER_STREAM, LOAN_STREAM].map((topic) => ({ topic, partitions: 6 })));
    await admin.close();
    tap = await tapStreams(broker, [LOAN_STREAM]);
  }, LIMIT_MS);

  async function ingestion(): Promise<ServiceProcess> {
    const started = await startProcess('ingestion', {
      BUS: 'kafka',
      KAFKA_BROKERS: brokers.join(','),
      KAFKA_SESSION_MS: '6000',
      PARTITIONS: '6',
      DATABASE_URL: silenced(db.url),
      OIDC_ISSUER: issuer.issuer,
      TIME_ZONE: 'Asia/Shanghai',
      SOURCES_FILE: SOURCES,
      OPEN_DAY: DAY,
    });
    processes.push(started);
    await started.ready();
    return started;
  }

  function silenced(text: string): string {
    const url = new URL(text);
    url.searchParams.set('options', SILENCE);
    return url.href.replaceAll('+', '%20'); // a plus is a blank to some readers of addresses only
  }

  /** Loans that a ledger has never told of before, all in one partition and one send. */
  async function publishLoans(): Promise<void> {
    const producer = broker.producer();
    await producer.connect();
    const values = Array.from({ length: LOANS }, () => registered(`F-${(sent += 1)}`, DAY));
    const records = values.map((value) => ({
      partition: 0,
      key: null,
      headers: {},
      value: Buffer.from(JSON.stringify(value)),
    }));
    await producer.send([{ topic: LEDGER_STREAM, records }]);
    await producer.close();
  }

  /** Keeps every chunk from saving its loans, and waits until one wants to. Answers who, and how to let it. */
  async function inTheMiddle(): Promise<{ backend: number; letGo: () => Promise<void> }> {
    const client = await db.pool.connect();
    await client.query('begin');
    await client.query('lock table loan_intake in exclusive mode');
    await publishLoans();
    const waiting = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
      and query like '%loan_intake%'`;
    const [backend] = await until(
      () => db.lines(waiting),
      (pids) => pids.length > 0,
    );
    const letGo = async (): Promise<void> => {
      await client.query('rollback');
      client.release();
    };
    return { backend: Number(backend), letGo };
  }

  const isThere = async (pid: number) =>
    (await db.lines('select 1 from pg_stat_activity where pid = $1', [pid])).length > 0;
  const taken = () => db.lines(`select count(*) from inbox where event_id like 'core:F-%'`);
  const known = () => db.lines('select count(*) from loan_intake');
  const published = () =>
    tap.of(LOAN_STREAM).flatMap(({ key, type }) => (type.includes('registered') ? [key ?? ''] : []));
  /** Each loan once, on its public stream too, in whatever order the partitions are read. */
  async function expectEachOnce(): Promise<void> {
    await until(known, ([count]) => count === String(sent), LIMIT_MS);
    await until(
      () => Promise.resolve(published().length),
      (count) => count >= sent,
      LIMIT_MS,
    );
    const wanted = Array.from({ length: sent }, (_, n) => `bank-a:F-${n + 1}`).sort();
    expect(published().toSorted()).toEqual(wanted);
    expect([await known(), await taken()]).toEqual([[String(sent)], [String(sent)]]);
    expect(await db.lines('select count(*) from dead_letter')).toEqual(['0']);
  }

  it(
    'is frozen, and another takes over: when it wakes its transaction is gone, and nothing is doubled',
    async () => {
      const frozen = await ingestion();
      const { backend, letGo } = await inTheMiddle();
      frozen.child.kill('SIGSTOP');
      await letGo();
      const other = await ingestion();
      await until(known, ([count]) => count === String(sent), LIMIT_MS);
      expect([await known(), await taken()]).toEqual([[String(sent)], [String(sent)]]);
      expect(await isThere(backend)).toBe(false); // whatever it still writes there is refused
      await expectEachOnce(); // what the frozen one had to send has been sent by the other

      frozen.child.kill('SIGCONT');
      await publishLoans();
      await until(frozen.isReady, (ready) => ready || frozen.child.exitCode !== null);
      await expectEachOnce();
      expect(other.child.exitCode).toBeNull();
      frozen.child.kill('SIGKILL');
      other.child.kill('SIGTERM');
      expect(await other.ended).toBe(0);
    },
    LIMIT_MS,
  );

  it(
    'is asked to stop and cannot finish: it is gone within 25 seconds, and nothing of the chunk is there',
    async () => {
      const stopping = await ingestion();
      const before = [await known(), await taken()];
      const { letGo } = await inTheMiddle();
      stopping.child.kill('SIGTERM');
      const late = sleep(STOP_LIMIT_MS + LEEWAY_MS, 'still there', { ref: false });
      expect(await Promise.race([stopping.ended, late])).toBe(1);
      await letGo();
      expect([await known(), await taken()]).toEqual(before);
      await ingestion();
      await expectEachOnce();
    },
    LIMIT_MS,
  );
});
