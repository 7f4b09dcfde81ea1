import { setTimeout as sleep } from 'node:timers/promises';
import { LEDGER_STREAM } from '@mora/contracts';
import { type BrokerProducer, type OutgoingRecord, partitionOf } from '@mora/runtime';
import { type Delivery, TENANT } from './ledger-record.js';
import { PARTITIONS, type World } from './world.js';

const BATCH = 200;
const PAUSE_MS = 200;
const LIMIT_MS = 180_000;

/** The ledger: hands over in order, and again for as long as nobody says that it has it. */
export class Sender {
  /** Records handed over, repetitions that were planned included; those after a broken connection are not counted. */
  readonly counts = { kafka: 0, http: 0 };
  private readonly producer: BrokerProducer;

  constructor(private readonly world: World) {
    this.producer = world.broker.producer();
  }

  async send(deliveries: readonly Delivery[]): Promise<void> {
    for (let at = 0; at < deliveries.length; at += BATCH) {
      const batch = deliveries.slice(at, at + BATCH);
      const kafka = batch.filter(({ door }) => door === 'kafka');
      const http = batch.filter(({ door }) => door === 'http');
      if (kafka.length > 0)
        await insist(() => this.producer.send([{ topic: LEDGER_STREAM, records: kafka.map(toRecord) }]));
      if (http.length > 0) await insist(() => this.post(http.map(({ text }) => text)));
      this.counts.kafka += kafka.length;
      this.counts.http += http.length;
    }
  }

  private async post(lines: readonly string[]): Promise<void> {
    const token = await this.world.issuer.token({ tenant: TENANT, subject: 'core-ledger', roles: ['ledger-client'] });
    const answer = await fetch(`${this.world.ingestionUrl}/v1/ledger-events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
      body: lines.map((line) => `${line}\n`).join(''),
      signal: AbortSignal.timeout(30_000),
    });
    const said = await answer.text();
    if (!answer.ok) throw new Error(`the door answers ${answer.status}: ${said.slice(0, 300)}`);
  }
}

const toRecord = ({ key, text }: Delivery): OutgoingRecord => ({
  partition: key === null ? 0 : partitionOf(key, PARTITIONS),
  key,
  headers: { 'content-type': 'application/cloudevents+json' },
  value: Buffer.from(text),
});

/** Whatever the failure, the ledger may not know whether it was heard: it says the same again. */
export async function insist(work: () => Promise<void>): Promise<void> {
  const end = performance.now() + LIMIT_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (performance.now() > end) throw error;
      await sleep(PAUSE_MS);
    }
  }
}
