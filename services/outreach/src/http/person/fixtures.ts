import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { type Role, type RunningService, startService } from '@mora/runtime';
import { type RunningIssuer, startIssuer, useDatabase } from '@mora/testing';
import { MORNING, TENANT } from '../../handlers/person/fixtures.js';
import { useLeakWatch } from '../fixtures/leak-watch.js';
import { OutreachModule } from '../../outreach.module.js';

const key = (): string => randomBytes(32).toString('base64');

/** A file of keys as an installation has it. */
function keyFile(folder: string): string {
  const path = join(folder, 'keys.json');
  const keys = { current: 'k1', keys: { k1: key() }, index: key() };
  writeFileSync(path, JSON.stringify({ tenants: { [TENANT]: keys, bank: { ...keys } } }), { mode: 0o600 });
  return path;
}

const urlOf = (service: RunningService | undefined): string => service?.url ?? 'http://not-running';

type As = Readonly<{ role?: Role; roles?: readonly Role[]; subject?: string; tenant?: string; agency?: string }>;

/** The whole service on a real database and the embedded bus, with an issuer of real tokens and a clock of the spec. */
export function useOutreach(settings: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'outreach-'));
  const clock = { now: MORNING };
  let issuer: RunningIssuer;
  let service: RunningService | undefined;
  let commands = 0;
  const watch = useLeakWatch(() => service?.url ?? null);

  afterAll(async () => {
    await service?.stop(); // before the database goes, so that nothing asks for it any more
    await issuer?.stop();
    rmSync(folder, { recursive: true });
  });
  const db = useDatabase({ keep: true, people: true });

  beforeAll(async () => {
    issuer = await startIssuer();
    const env = {
      BUS: 'embedded',
      DATABASE_URL: db.url,
      OIDC_ISSUER: issuer.issuer,
      TIME_ZONE: 'Asia/Shanghai',
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'debug',
      KEY_FILE: keyFile(folder),
      PARTY_SOURCES: `crm=${TENANT}`,
      ...settings,
    };
    service = await startService(OutreachModule, { env, clock: { now: () => clock.now }, logTo: watch.logTo });
  });

  const bearer = async ({ role = 'collector', roles = [role], subject = 'wang', tenant = TENANT, agency }: As) => {
    const token = await issuer.token({ tenant, subject, roles, claims: { agency } });
    return `Bearer ${token}`;
  };

  return {
    db,
    clock,
    get service() {
      if (service === undefined) throw new Error('the service does not run');
      return service;
    },
    get: async (path: string, as: As = {}) =>
      request(urlOf(service))
        .get(path)
        .set('Authorization', await bearer(as)),
    post: async (path: string, body: object, as: As & { key?: string } = {}) =>
      request(urlOf(service))
        .post(path)
        .set('Authorization', await bearer(as))
        .set('Idempotency-Key', as.key ?? `spec-${String((commands += 1)).padStart(4, '0')}`)
        .send(body),
    put: async (path: string, body: object, as: As = {}) =>
      request(urlOf(service))
        .put(path)
        .set('Authorization', await bearer(as))
        .send(body),
    ndjson: async (path: string, lines: readonly (object | string)[], as: As = {}) =>
      request(urlOf(service))
        .post(path)
        .set('Authorization', await bearer(as))
        .type('application/x-ndjson')
        .send(lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('')),
    parties: async (lines: readonly (object | string)[], as: As = { role: 'ledger-client', subject: 'crm' }) =>
      request(urlOf(service))
        .post('/v1/parties')
        .set('Authorization', await bearer(as))
        .type('application/x-ndjson')
        .send(lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('')),
  };
}
