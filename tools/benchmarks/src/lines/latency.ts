import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DELINQUENCY_STREAM, delinquencyCured, LEDGER_STREAM, LOAN_STREAM } from '@mora/contracts';
import { loanIdOf, tenantId } from '@mora/kernel';
import { asRecord, loanName, opening, payment, TENANT } from '../load/portfolio.js';
import { outgoing, sendAll } from '../load/send.js';
import { type KafkaSystem, untilDrained } from '../machines/kafka-system.js';
import type { Result } from '../measure/result.js';
import { percentile } from '../measure/rounds.js';
import { lengthOf } from './kafka-path.js';

export type LatencySize = Readonly<{ seconds: number }>;

const PER_SECOND = 1_000;
const EVERY_MS = 10;
const WARM_SECONDS = 2;
const LIMIT_MS = 60_000;

/** From the send of a payment to the arrival of `delinquency.cured`, through both services; every payment cures. */
export async function latency(kafka: KafkaSystem, { seconds }: LatencySize): Promise<Result> {
  const services = [await kafka.start(kafka.ingestion), await kafka.start(kafka.classification)];
  try {
    const count = PER_SECOND * (WARM_SECONDS + seconds);
    await openLateLoans(kafka, count);
    const took = await curedAfter(kafka, count);
    const [p50, p99] = [percentile(took, 0.5), percentile(took, 0.99)];
    return {
      line: 'payment -> delinquency.cured at 1,000/s through Kafka, both services',
      measured: `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms (${took.length.toLocaleString('en')} of ${(PER_SECOND * seconds).toLocaleString('en')} payments)`,
      goal: null,
      ok: null,
    };
  } finally {
    for (const service of services) await service.stop();
  }
}

async function openLateLoans(kafka: KafkaSystem, count: number): Promise<void> {
  const openings = Array.from({ length: count }, (_, n) => opening(loanName('T', n), { late: true })).flat();
  await sendAll(kafka.producer, LEDGER_STREAM, openings.map(asRecord));
  await untilDrained(kafka.ingestion, LEDGER_STREAM, await lengthOf(kafka, LEDGER_STREAM));
  await untilDrained(kafka.classification, LOAN_STREAM, await lengthOf(kafka, LOAN_STREAM));
}

/** Milliseconds, of every payment after the first seconds. */
async function curedAfter(kafka: KafkaSystem, count: number): Promise<number[]> {
  const sentAt = new Map<string, number>();
  const took: number[] = [];
  let cured = 0;
  const consumer = kafka.broker.consumer(`benchmarks-${randomUUID()}`);
  await consumer.start([DELINQUENCY_STREAM], {
    onAssigned: () => undefined,
    onCrash: (error) => {
      throw error;
    },
    onRecords: ({ records, highWatermark }) => {
      const now = performance.now();
      for (const { key, headers } of records) {
        const sent = headers['ce_type'] === delinquencyCured.type ? sentAt.get(String(key)) : undefined;
        if (sent === undefined) continue;
        cured += 1;
        if (cured > PER_SECOND * WARM_SECONDS) took.push(now - sent);
      }
      return Promise.resolve(records.length === 0 ? highWatermark : (records.at(-1)?.offset ?? 0n) + 1n);
    },
  });
  await sendAtPace(kafka, count, sentAt);
  const until = performance.now() + LIMIT_MS;
  while (cured < count && performance.now() < until) await sleep(EVERY_MS);
  await consumer.stop();
  return took;
}

/** A few payments every few milliseconds, whether those before have arrived or not: a slow reader is not spared. */
async function sendAtPace(kafka: KafkaSystem, count: number, sentAt: Map<string, number>): Promise<void> {
  const began = performance.now();
  for (let n = 0; n < count;) {
    const due = Math.min(count, Math.floor(((performance.now() - began) / 1000) * PER_SECOND));
    const messages = Array.from({ length: due - n }, (_, i) => payment(loanName('T', n + i), 0));
    const now = performance.now();
    for (const { loan } of messages) sentAt.set(loanIdOf(tenantId(TENANT), loan), now);
    const records = messages.map((message) => outgoing(asRecord(message, 0)));
    if (records.length > 0) await kafka.producer.send([{ topic: LEDGER_STREAM, records }]);
    n = due;
    await sleep(EVERY_MS);
  }
}
