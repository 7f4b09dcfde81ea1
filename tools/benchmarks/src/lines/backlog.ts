import { LEDGER_STREAM, LOAN_STREAM } from '@mora/contracts';
import type { BrokerRecord } from '@mora/runtime';
import { asRecord, loanName, oneInTen, opening, payment } from '../load/portfolio.js';
import { sendAll } from '../load/send.js';
import { type KafkaSystem, PARTITIONS, untilDrained } from '../machines/kafka-system.js';
import { atMost, perSecond, type Result } from '../measure/result.js';
import { timed } from '../measure/rounds.js';
import { lengthOf } from './kafka-path.js';

const PAYMENTS = 4;
const EVENTS_PER_LOAN = 2 + PAYMENTS;

/** A backlog that lies on the ledger's topic when the services start: how much memory it takes to drain it. */
export async function backlog(kafka: KafkaSystem, events: number): Promise<Result[]> {
  const admin = await kafka.broker.admin();
  await admin.ensureTopics([{ topic: LEDGER_STREAM, partitions: PARTITIONS }]);
  await admin.close();
  const sent = await sendAll(kafka.producer, LEDGER_STREAM, recordsOf(Math.floor(events / EVENTS_PER_LOAN)));
  const ingestion = await kafka.start(kafka.ingestion);
  const classification = await kafka.start(kafka.classification);
  try {
    const atRest = Math.max(await ingestion.peakMiB(), await classification.peakMiB());
    const seconds = await timed(async () => {
      await untilDrained(kafka.ingestion, LEDGER_STREAM, await lengthOf(kafka, LEDGER_STREAM));
      await untilDrained(kafka.classification, LOAN_STREAM, await lengthOf(kafka, LOAN_STREAM));
    });
    const detail = `peak while ${sent.toLocaleString('en')} events drained at ${perSecond(sent / seconds)}; ${atRest.toFixed(0)} MiB at the start`;
    return [
      atMost('ingestion: memory over a backlog', await ingestion.peakMiB(), 512, ' MiB', detail),
      atMost('classification: memory over a backlog', await classification.peakMiB(), 512, ' MiB', detail),
    ];
  } finally {
    await ingestion.stop();
    await classification.stop();
  }
}

/** Made one by one while they are sent: a million of them need not be held at once. */
function* recordsOf(loans: number): Generator<BrokerRecord> {
  for (let n = 0; n < loans; n += 1) yield* opening(loanName('B', n), oneInTen(n)).map(asRecord);
  for (let nth = 0; nth < PAYMENTS; nth += 1) {
    for (let n = 0; n < loans; n += 1) yield asRecord(payment(loanName('B', n), nth), n);
  }
}
