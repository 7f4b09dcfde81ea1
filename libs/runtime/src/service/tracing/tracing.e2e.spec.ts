import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import request from 'supertest';
import { type RunningIssuer, startIssuer, useDatabase } from '@mora/testing';
import { BakeryModule } from '../fixtures/bakery.js';
import { startService } from '../start-service.js';
import { traceIdOf } from './tracing.js';

const db = useDatabase();
let issuer: RunningIssuer;
let collector: Server;
let collected: string[];

beforeAll(async () => {
  issuer = await startIssuer();
  collected = [];
  collector = createServer((asked, answer) => {
    asked.on('data', (chunk: Buffer) => collected.push(`${asked.url} ${chunk.toString()}`));
    asked.on('end', () => answer.end('{}'));
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  collector?.close();
  await issuer?.stop();
});

const start = (endpoint: string) =>
  startService(BakeryModule, {
    env: {
      BUS: 'embedded',
      DATABASE_URL: db.url,
      OIDC_ISSUER: issuer.issuer,
      TIME_ZONE: 'UTC',
      HOST: '127.0.0.1',
      PORT: '0',
      TRACE_RATIO: '1',
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    },
    logTo: new Writable({ write: (_chunk, _encoding, done) => done() }),
  });

const readLoan = async (url: string) => {
  const token = await issuer.token({ tenant: 'bank-a', subject: 'li', roles: ['auditor'] });
  return (await request(url).get('/loans/bank-a:17').set('Authorization', `Bearer ${token}`)).body;
};

it('a request’s span reaches the collector by its route and never by its path', async () => {
  const service = await start(`http://127.0.0.1:${(collector.address() as AddressInfo).port}/`);
  const { traceparent } = await readLoan(service.url);
  await service.stop();
  const sent = collected.join('');
  expect(sent).toMatch(/^\/v1\/traces /);
  expect(sent).toContain(traceIdOf(traceparent) ?? 'no trace');
  expect(sent).toContain('/loans/:loanId');
  expect(sent).not.toContain('bank-a:17');
});

it('a collector that is away costs spans and nothing else', async () => {
  const service = await start('http://127.0.0.1:9');
  expect(await readLoan(service.url)).toMatchObject({ loanId: 'bank-a:17' });
  expect(await service.stop()).toBe(true);
});
