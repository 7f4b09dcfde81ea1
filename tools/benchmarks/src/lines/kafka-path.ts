import { LEDGER_STREAM, LOAN_STREAM } from '@mora/contracts';
import type { BrokerRecord } from '@mora/runtime';
import { asRecord, loanName, oneInTen, opening, payment, shuffled } from '../load/portfolio.js';
import { sendAll } from '../load/send.js';
import type { DatabaseServer } from '../machines/database-server.js';
import { type KafkaSystem, type Service, untilDrained } from '../machines/kafka-system.js';
import { atLeast, perSecond, type Result } from '../measure/result.js';
import { interleaved, type Measured, median, ratio, timed } from '../measure/rounds.js';
import { ceilingOf, type ChunkPaths } from './chunk-path.js';
import { startNaive } from './naive.js';

export type KafkaPathSize = Readonly<{ loans: number; eventsPerRound: number; rounds: number; naiveEvents: number }>;

/** Through the real broker, with the generator and the relay on the same cores; the naive way takes turns with ours. */
export async function ingestionThroughKafka(
  server: DatabaseServer,
  kafka: KafkaSystem,
  { intake }: ChunkPaths,
  size: KafkaPathSize,
): Promise<Result[]> {
  const service = await kafka.start(kafka.ingestion);
  const naive = await startNaive(server, kafka, size.naiveEvents);
  try {
    const feed = feedOf(kafka, kafka.ingestion, LEDGER_STREAM);
    await feed(
      shuffled(size.loans)
        .flatMap((n) => opening(loanName('K', n), oneInTen(n)))
        .map(asRecord),
    );
    const payments = paymentsOf(size);
    const slice = slices(payments, size.eventsPerRound);
    const rates = await interleaved(size.rounds, {
      ours: () => feed(slice()),
      ceiling: ceilingOf(server, intake),
      naive: naive.round,
    });
    return resultsOf(rates);
  } finally {
    await naive.stop();
    await service.stop();
  }
}

function resultsOf({ ours, ceiling, naive }: Record<'ours' | 'ceiling' | 'naive', readonly number[]>): Result[] {
  const detail = `${perSecond(median(ours))} of ${perSecond(median(ceiling))}`;
  return [
    atLeast('ingestion: through Kafka / same statements in the server', ratio(ours, ceiling), 0.2, detail),
    atLeast(
      'ingestion: through Kafka / NestJS + TypeORM an event at a time',
      ratio(ours, naive),
      40,
      `${perSecond(median(ours))} to ${perSecond(median(naive))}`,
    ),
  ];
}

/** The loan stream, written by the generator in ingestion's place, into classification and out of its relay. */
export async function classificationThroughKafka(
  server: DatabaseServer,
  kafka: KafkaSystem,
  { classification: path }: ChunkPaths,
  size: KafkaPathSize,
): Promise<Result> {
  const service = await kafka.start(kafka.classification);
  try {
    const feed = feedOf(kafka, kafka.classification, LOAN_STREAM);
    await feed(path.openings);
    const slice = slices(path.records, Math.min(size.eventsPerRound, Math.floor(path.records.length / size.rounds)));
    const { ours, ceiling } = await interleaved(size.rounds, {
      ours: () => feed(slice()),
      ceiling: ceilingOf(server, path),
    });
    const detail = `${perSecond(median(ours))} of ${perSecond(median(ceiling))}`;
    return atLeast('classification: through Kafka / same statements in the server', ratio(ours, ceiling), 0.2, detail);
  } finally {
    await service.stop();
  }
}

/** Gives a service records, and measures from the first send to the last announcement that the broker has. */
export function feedOf(kafka: KafkaSystem, service: Service, stream: string) {
  let expected: number | null = null;
  return async (records: readonly BrokerRecord[]): Promise<Measured> => {
    expected ??= await lengthOf(kafka, stream);
    const before = expected;
    if (before > 0) await untilDrained(service, stream, before);
    expected = before + records.length;
    const seconds = await timed(async () => {
      await sendAll(kafka.producer, stream, records);
      await untilDrained(service, stream, before + records.length);
    });
    return { events: records.length, seconds };
  };
}

export async function lengthOf(kafka: KafkaSystem, stream: string): Promise<number> {
  const admin = await kafka.broker.admin();
  const watermarks = await admin.watermarks(stream);
  await admin.close();
  return watermarks.reduce((sum, { high }) => sum + Number(high), 0);
}

const paymentsOf = ({ loans, eventsPerRound, rounds }: KafkaPathSize): BrokerRecord[] =>
  Array.from({ length: Math.ceil((eventsPerRound * rounds) / loans) }, (_, nth) =>
    shuffled(loans).map((n) => payment(loanName('K', n), nth)),
  )
    .flat()
    .map(asRecord);

function slices(records: readonly BrokerRecord[], size: number): () => readonly BrokerRecord[] {
  let at = 0;
  return () => records.slice(at, (at += size));
}
