import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { type Broker, type Role, type RunningService, startService } from '@mora/runtime';
import { marksIn, type RunningIssuer, startIssuer, useDatabase } from '@mora/testing';
import { LegalModule } from '../legal.module.js';

export const TENANT = 'demo';
/** A Monday at ten in the bank's zone, in the day that opens first. */
export const MORNING = Date.parse('2026-03-09T10:00:00+08:00');

type As = Readonly<{
  role?: Role;
  roles?: readonly Role[];
  subject?: string;
  tenant?: string;
  /** Whose loans they see beside those of their own bank. */
  tenants?: readonly string[];
}>;

/** A key that signs evidence, as an installation has it. */
function evidenceKey(folder: string): string {
  const path = join(folder, 'evidence.pem');
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return path;
}

/**
 * The whole service on a real database and the embedded bus, with an issuer of real tokens and a clock of the spec.
 * At the end of the file neither the database nor the log may tell of anybody who was planted.
 */
export function useLegal(
  settings: Readonly<Record<string, string>> = {},
  broker?: (db: ReturnType<typeof useDatabase>) => Broker,
) {
  const folder = mkdtempSync(join(tmpdir(), 'legal-'));
  const clock = { now: MORNING };
  const logged: string[] = [];
  let issuer: RunningIssuer;
  let service: RunningService | undefined;
  let commands = 0;
  const db = useDatabase({ keep: true, people: true });

  beforeAll(async () => {
    const bus = broker?.(db); // first, so that it is closed after the service that uses it
    issuer = await startIssuer();
    db.stopFirst(async () => {
      await service?.stop();
      await issuer.stop();
      rmSync(folder, { recursive: true });
      expect(marksIn(logged.join(''))).toEqual([]);
    });
    const env = {
      BUS: 'embedded',
      DATABASE_URL: db.url,
      OIDC_ISSUER: issuer.issuer,
      TIME_ZONE: 'Asia/Shanghai',
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'debug',
      EVIDENCE_KEY_FILE: evidenceKey(folder),
      ...settings,
    };
    service = await startService(LegalModule, {
      env,
      clock: { now: () => clock.now },
      logTo: { write: (line: string) => void logged.push(line) },
      ...(bus !== undefined && { broker: bus }),
    });
  });

  const running = (): RunningService => {
    if (service === undefined) throw new Error('the service does not run');
    return service;
  };
  const bearer = async ({ role = 'legal', roles = [role], subject = 'l-1', tenant = TENANT, tenants }: As) =>
    `Bearer ${await issuer.token({ tenant, subject, roles, ...(tenants !== undefined && { tenants }) })}`;
  const freshKey = (): string => `spec-${String((commands += 1)).padStart(4, '0')}`;

  return {
    db,
    clock,
    logged,
    bearer,
    get service() {
      return running();
    },
    get: async (path: string, as: As = {}) =>
      request(running().url)
        .get(path)
        .set('Authorization', await bearer(as)),
    post: async (path: string, body: object, as: As & { key?: string } = {}) =>
      request(running().url)
        .post(path)
        .set('Authorization', await bearer(as))
        .set('Idempotency-Key', as.key ?? freshKey())
        .send(body),
  };
}
