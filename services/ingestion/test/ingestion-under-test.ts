import { fileURLToPath } from 'node:url';
import request from 'supertest';
import { LEDGER_STREAM } from '@mora/contracts';
import { embeddedBroker, type RunningService, startService } from '@mora/runtime';
import { type RunningIssuer, startIssuer, useDatabase } from '@mora/testing';
import { IngestionModule } from '../src/ingestion.module.js';
import { paid } from './records.js';

export { answered, closed, paid, registered, rescheduled } from './records.js';

type Operation = {
  parameters: { name: string; in: string; required: boolean }[];
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
};
/** As far as specs look at it. */
export type Page = { paths: Record<string, Record<string, Operation>> };

const PATIENCE_MS = 15_000;

const MORNING = Date.parse('2026-03-09T08:00:00+08:00');

/** A clock that goes on from this instant: timers fire in the days of the spec, not in those of the machine. */
function runningFrom(instant: number) {
  const began = performance.now();
  return { now: () => Math.round(instant + performance.now() - began) };
}

/** The whole service on a real database and the embedded bus, with an issuer of real tokens. */
export function useIngestion(settings: Readonly<Record<string, string>> = {}) {
  let issuer: RunningIssuer;
  let service: RunningService;

  afterAll(async () => {
    await service?.stop(); // before the database goes, so that nothing asks for it any more
    await issuer?.stop();
  });
  const db = useDatabase({ keep: true });

  beforeAll(async () => {
    issuer = await startIssuer();
    const env = {
      BUS: 'embedded',
      DATABASE_URL: db.url,
      OIDC_ISSUER: issuer.issuer,
      TIME_ZONE: 'Asia/Shanghai',
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'error',
      SOURCES_FILE: fileURLToPath(new URL('sources.yaml', import.meta.url)),
      DAY_CHECK_MS: '50',
      ...settings,
    };
    service = await startService(IngestionModule, { env, clock: runningFrom(MORNING) });
  });

  const bearer = async (role: string, tenant: string) =>
    `Bearer ${await issuer.token({ tenant, subject: 'wang', roles: [role] })}`;

  return {
    db,
    page: async () => (await request(service.url).get('/docs-json')).body as Page,
    metrics: async () => (await request(service.url).get('/metrics')).text,
    /** What stands on the loan stream of one loan, in order: type and what the picked fields hold. */
    published: (loan: string, count: number, ...fields: readonly string[]) =>
      until(
        () => publishedOf(db, loan, fields),
        (lines) => lines.length >= count,
      ),
    post: async (
      records: readonly unknown[],
      { role = 'ledger-client', tenant = 'bank-a', key = null as string | null } = {},
    ) =>
      request(service.url)
        .post('/v1/ledger-events')
        .set('Authorization', await bearer(role, tenant))
        .set(withKey(key))
        .type('application/x-ndjson')
        .send(records.map((record) => `${typeof record === 'string' ? record : JSON.stringify(record)}\n`).join('')),
    postOne: async (record: unknown, type = 'application/json', { key = null as string | null, headers = {} } = {}) =>
      request(service.url)
        .post('/v1/ledger-events')
        .set('Authorization', await bearer('ledger-client', 'bank-a'))
        .set({ ...withKey(key), ...headers })
        .type(type)
        .send(typeof record === 'string' ? record : JSON.stringify(record)),
    get: async (path: string, role = 'operator', tenant = 'bank-a') =>
      request(service.url)
        .get(path)
        .set('Authorization', await bearer(role, tenant)),
    /** Holds a loan as it happens to one: its ledger publishes a record that cannot be read. */
    hold: async (loan: string) => {
      const producer = embeddedBroker({ pool: db.pool }).producer();
      await producer.connect();
      const value = Buffer.from(JSON.stringify({ ...paid(loan, 99, '2026-03-09', '1.00'), data: {} }));
      await producer.send([{ topic: LEDGER_STREAM, records: [{ partition: 0, key: null, headers: {}, value }] }]);
      const held = () => db.lines(`select reason from held_subject where subject = $1`, [`bank-a:${loan}`]);
      expect(await until(held, (lines) => lines.length > 0)).toEqual(['contract']);
    },
    command: async (path: string, body: object, { role = 'operator', key = nextKey() as string | null } = {}) =>
      request(service.url)
        .post(path)
        .set('Authorization', await bearer(role, 'bank-a'))
        .set(withKey(key))
        .send(body),
    close: async (day: string, body: object, role = 'operator', key: string | null = null) =>
      request(service.url)
        .post(`/v1/days/${day}/close`)
        .set('Authorization', await bearer(role, 'bank-a'))
        .set(withKey(key))
        .send(body),
  };
}

let commands = 0;

/** A command of its own: the same key with another body would be refused. */
const nextKey = (): string => `spec-${String((commands += 1)).padStart(4, '0')}`;

const withKey = (key: string | null): Record<string, string> => (key === null ? {} : { 'Idempotency-Key': key });

async function publishedOf(db: ReturnType<typeof useDatabase>, loan: string, fields: readonly string[]) {
  const { rows } = await db.pool.query<{ type: string; data: Buffer }>(
    `select headers ->> 'ce_type' as type, value as data from bus.record join bus.topic on topic_id = topic.id
     where name = 'mora.loan.v1' and key = convert_to($1, 'UTF8') order by "offset"`,
    [`bank-a:${loan}`],
  );
  return rows.map(({ type, data }) => {
    const said = JSON.parse(data.toString()) as Record<string, unknown>;
    const words = fields.map((field) => said[field]).filter((value) => value !== undefined);
    return [type.replace(/^mora\.(loan\.)?|\.v1$/g, ''), ...words].join(' ');
  });
}

/** Waits until a question has the answer that is looked for, and hands back the last one where it never has. */
export async function until<T>(ask: () => Promise<T>, is: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (is(answer) || Date.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
