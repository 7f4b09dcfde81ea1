import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LIMIT_MS, saying, useStart } from './fixtures/started.js';

type Span = Readonly<{ traceId: string; spanId: string; parentSpanId?: string; name: string }>;
type Sent = Readonly<{
  resourceSpans: readonly Readonly<{
    resource: { attributes: readonly { key: string; value: { stringValue?: string } }[] };
    scopeSpans: readonly Readonly<{ spans: readonly Span[] }>[];
  }>[];
}>;

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';
const RECORD = {
  specversion: '1.0',
  id: 'visitor:1',
  source: 'visitor',
  type: 'ledger.loan-registered.v1',
  subject: 'V-1',
  businessdate: '2026-01-05',
  data: { product: 'consumer-loan', currency: 'CNY' },
};

const mora = useStart();
let collector: Server;
let spans: (Span & { service: string })[];

/** What an OpenTelemetry collector is to a service: a door that takes spans by OTLP over HTTP. */
beforeEach(async () => {
  spans = [];
  collector = createServer((asked, answer) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      spans.push(...spansIn(JSON.parse(Buffer.concat(chunks).toString()) as Sent));
      answer.end('{}');
    });
  });
  await new Promise<void>((listening) => collector.listen(0, '127.0.0.1', listening));
});
afterEach(() => void collector.close());

const spansIn = ({ resourceSpans }: Sent) =>
  resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
    return scopeSpans.flatMap((scope) => scope.spans.map((span) => ({ ...span, service })));
  });

const idOf = (service: string, name: string) => spans.find((span) => span.service === service && span.name === name);

it(
  'one trace goes from the caller through ingestion’s door and decision into classification’s decision',
  async () => {
    const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
    const run = mora.start(['--no-bank'], { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
    await saying(run, /The doors stay open/);
    const sent = await mora.post(RECORD, { traceparent: `00-${TRACE}-${CALLER}-01` });
    expect(sent.answers).toMatchObject([{ outcome: 'accepted' }]);
    const classified = () => idOf('delinquency-classification', 'decide mora.loan.registered.v1');
    for (const until = Date.now() + LIMIT_MS / 2; classified() === undefined && Date.now() < until;)
      await new Promise((done) => setTimeout(done, 100));
    run.child.kill('SIGINT');
    await run.code;

    const door = idOf('ingestion', 'HTTP POST');
    const decided = idOf('ingestion', 'decide ledger.loan-registered.v1');
    expect([door?.traceId, decided?.traceId, classified()?.traceId]).toEqual([TRACE, TRACE, TRACE]);
    expect([door?.parentSpanId, decided?.parentSpanId, classified()?.parentSpanId]).toEqual([
      CALLER,
      door?.spanId,
      decided?.spanId,
    ]);
  },
  LIMIT_MS,
);
