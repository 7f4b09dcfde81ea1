import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LEDGER_STREAM } from '@mora/contracts';
import { IngestionModule } from '@mora/ingestion';
import { embeddedBroker, type RunningService, startService } from '@mora/runtime';
import { type RunningIssuer, startIssuer, useDatabase } from '@mora/testing';
import type { Connection } from '../connection.js';
import { ask } from '../http.js';
import { CANONICAL, importFile, LEDGER_DOOR } from './import-file.js';

/** One ledger, agreed three times under three names, one a door. */
const SOURCES = `
calendar: none
sources:
  - { id: by-kafka, tenant: bank-a, doors: [kafka], sequence: { kind: per-loan }, closes: never }
  - { id: by-http, tenant: bank-a, doors: [http], sequence: { kind: per-loan }, closes: never }
  - { id: by-file, tenant: bank-a, doors: [http], sequence: { kind: per-loan }, closes: never }
`;
/** The examples of the contracts, in the order of a loan's life; a payment that was corrected is two facts. */
const KINDS = [
  'loan-registered',
  'schedule-replaced',
  'payment-posted',
  'payment-reversed',
  'charge-posted',
  'status-changed',
  'pause-changed',
  'party-linked',
  'request-answered',
  'arrears-snapshot',
];
const EXAMPLES = fileURLToPath(new URL('../../../../libs/contracts/src/ledger/', import.meta.url));
const FACTS = KINDS.length + 1;
const LIMIT_MS = 60_000;

let folder: string;
let issuer: RunningIssuer;
let service: RunningService;
afterAll(async () => {
  await service?.stop();
  await issuer?.stop();
  await rm(folder, { recursive: true, force: true });
});
const db = useDatabase({ keep: true });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mora-doors-'));
  await writeFile(join(folder, 'sources.yaml'), SOURCES);
  issuer = await startIssuer();
  const env = {
    BUS: 'embedded',
    DATABASE_URL: db.url,
    OIDC_ISSUER: issuer.issuer,
    TIME_ZONE: 'Asia/Shanghai',
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'error',
    OPEN_DAY: '2026-03-09',
    SOURCES_FILE: join(folder, 'sources.yaml'),
  };
  service = await startService(IngestionModule, { env });
}, LIMIT_MS);

type LedgerRecord = { data: object } & Record<string, unknown>;

async function recordsOf(source: string): Promise<LedgerRecord[]> {
  const texts = await Promise.all(KINDS.map((kind) => readFile(join(EXAMPLES, `${kind}.v1.example.json`), 'utf8')));
  return texts.map((text, n) => {
    const { tenant: _tenant, ...example } = JSON.parse(text) as LedgerRecord;
    return { ...example, id: `${source}:${n + 1}`, source, subject: source, sequence: n + 1 };
  });
}

const connection = (): Connection => ({
  url: service.url,
  token: () => issuer.token({ tenant: 'bank-a', subject: 'ledger', roles: ['ledger-client'] }),
});

async function throughKafka(records: readonly LedgerRecord[]): Promise<void> {
  const producer = embeddedBroker({ pool: db.pool }).producer();
  await producer.connect();
  const sent = records.map(({ data, ...attributes }) => ({
    partition: 0,
    key: null,
    headers: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`ce_${name}`, String(value)])),
    value: Buffer.from(JSON.stringify(data)),
  }));
  await producer.send([{ topic: LEDGER_STREAM, records: sent }]);
  await producer.close();
}

async function throughHttp(records: readonly LedgerRecord[]): Promise<void> {
  for (const json of records) await ask(connection(), '/v1/ledger-events', { method: 'POST', json });
}

async function throughFile(records: readonly LedgerRecord[]): Promise<void> {
  const file = join(folder, 'records.ndjson');
  await writeFile(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  const result = await importFile(file, CANONICAL, connection(), {
    close: false,
    output: process.stdout,
    door: LEDGER_DOOR,
  });
  expect(result).toMatchObject({ accepted: KINDS.length, rejections: [] });
}

/** What is announced of a loan, in order, without the names of the source and of what caused it. */
async function announced(source: string): Promise<object[]> {
  const asked = { text: ANNOUNCED, values: [`bank-a:${source}`] };
  for (const until = Date.now() + LIMIT_MS / 2; ; await new Promise((done) => setTimeout(done, 25))) {
    const { rows } = await db.pool.query<{ type: string; day: string; data: Buffer }>(asked);
    if (rows.length < FACTS && Date.now() < until) continue;
    return rows.map(({ type, day, data }) => {
      const { source: from, ...said } = JSON.parse(data.toString()) as Record<string, unknown>;
      expect(from).toBe(source);
      return { type, day, said };
    });
  }
}

const ANNOUNCED = `
  select headers ->> 'ce_type' as type, headers ->> 'ce_businessdate' as day, value as data
  from bus.record join bus.topic on topic_id = topic.id
  where name = 'mora.loan.v1' and key = convert_to($1, 'UTF8') order by "offset"`;

it(
  'the same records are the same facts, through whichever door they come',
  async () => {
    await throughKafka(await recordsOf('by-kafka'));
    await throughHttp(await recordsOf('by-http'));
    await throughFile(await recordsOf('by-file'));
    const byHttp = await announced('by-http');
    expect(byHttp).toHaveLength(FACTS);
    expect(await announced('by-kafka')).toEqual(byHttp);
    expect(await announced('by-file')).toEqual(byHttp);
  },
  LIMIT_MS,
);
