import type pg from 'pg';
import { LEDGER_STREAM, LOAN_STREAM } from '@mora/contracts';
import { type BrokerProducer, type OutgoingRecord, partitionOf } from '@mora/runtime';
import { Dice } from './dice.js';
import { standingsIn } from './evidence.js';
import { type Malformed, malformedLedgerRecord, malformedLoanEvent } from './fuzz-cases.js';
import type { Report } from './report.js';
import type { Scene } from './scene.js';
import { insist } from './sender.js';
import { LABEL, readWhole, type StreamRecord } from './streams.js';
import { until } from './until.js';
import { PARTITIONS, type World } from './world.js';

const BATCH = 50;
const BATCH_BYTES = 400_000;
const LIMIT_MS = 90_000;

/**
 * Malformed records to the ledger's topic, and to the loan stream itself: no service may end over them, each must be
 * kept with a reason, and the loans of the bank go on as if nothing had been. Returns what was wrong.
 */
export async function runFuzz(scene: Scene, seed: number, count: number, report: Report): Promise<string[]> {
  const { world } = scene;
  const dice = new Dice(seed ^ 0xf022);
  const crashed = (): number => Object.values(world.services).reduce((sum, { crashes }) => sum + crashes.length, 0);
  const before = crashed();
  const half = Math.floor(count / 2);
  const wild = Array.from({ length: count - half }, (_, n) => malformedLoanEvent(n, dice));
  const wrong = await fuzzTopic(world, LOAN_STREAM, wild, world.databases['delinquency-classification'], report);
  const broken = Array.from({ length: half }, (_, n) => malformedLedgerRecord(n, dice));
  const [aside] = await Promise.all([
    fuzzTopic(world, LEDGER_STREAM, broken, world.databases.ingestion, report),
    scene.sender.send(scene.bank.day(scene.nextDay()).deliveries),
  ]);
  await scene.settle().catch((error: unknown) => wrong.push(error instanceof Error ? error.message : String(error)));
  const crashes = crashed() - before;
  const harmed = await harmedLoans(scene);
  report.say(
    `fuzz: ${count} malformed records, ${crashes} crashes, ${harmed} of ${scene.bank.loans.length} loans harmed`,
  );
  const all = [...wrong, ...aside];
  if (crashes > 0) all.push(`${crashes} crashes by malformed records`);
  if (harmed > 0) all.push(`${harmed} loans harmed by malformed records`);
  return all;
}

/** Sends them, waits until each is kept with a reason, and says which never were. */
async function fuzzTopic(
  { broker }: World,
  topic: string,
  records: readonly Malformed[],
  books: pg.Pool,
  report: Report,
): Promise<string[]> {
  await sendMalformed(broker.producer(), topic, records);
  const places = ((await readWhole(broker, [topic])).get(topic) ?? []).filter(({ label }) => label !== null);
  let kept = new Map<string, string>();
  const missing = (): StreamRecord[] => places.filter((place) => !kept.has(placeOf(place)));
  const allKept = async (): Promise<boolean> => {
    kept = await keptIn(books, topic).catch(() => kept);
    return missing().length === 0;
  };
  await until(allKept, LIMIT_MS, 'all are kept').catch(() => undefined); // what is missing then is told below
  const reasons = countBy(places, (place) => kept.get(placeOf(place)) ?? 'nowhere');
  report.say(`fuzz: ${topic} got ${places.length}: ${[...reasons].map(([reason, n]) => `${reason} ${n}`).join(', ')}`);
  const kinds = countBy(missing(), ({ label }) => label ?? '');
  report.findings([...kinds].map(([what, n]) => `${n} records are nowhere: ${what}`));
  return missing().length === 0 ? [] : [`${missing().length} malformed records of ${topic} are nowhere`];
}

async function sendMalformed(producer: BrokerProducer, topic: string, records: readonly Malformed[]): Promise<void> {
  const outgoing = records.map(({ what, key, headers, value }, n): OutgoingRecord => {
    const partition = key === null ? n % PARTITIONS : partitionOf(key, PARTITIONS);
    return { partition, key, headers: { ...headers, [LABEL]: what }, value };
  });
  for (const batch of batchesOf(outgoing)) await insist(() => producer.send([{ topic, records: batch }]));
}

/** Some of them are large, and a broker takes a megabyte at once. */
function* batchesOf(records: readonly OutgoingRecord[]): Generator<readonly OutgoingRecord[]> {
  let batch: OutgoingRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    batch.push(record);
    bytes += (record.value?.length ?? 0) + Object.values(record.headers).reduce((sum, text) => sum + text.length, 0);
    if (bytes < BATCH_BYTES && batch.length < BATCH) continue;
    yield batch;
    [batch, bytes] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

/** What a service has kept of a topic, dead or waiting, by its place in the log: the reason. */
async function keptIn(books: pg.Pool, topic: string): Promise<Map<string, string>> {
  const { rows } = await books.query<{ partition: number; at: bigint; reason: string }>(
    `select partition, record_offset as at, reason from dead_letter where stream = $1
     union all select p.source_partition, p.record_offset, h.reason
     from parked_record p join held_subject h using (space, subject) where p.stream = $1`,
    [topic],
  );
  return new Map(rows.map(({ partition, at, reason }) => [`${partition}/${at}`, reason]));
}

const placeOf = ({ partition, offset }: StreamRecord): string => `${partition}/${offset}`;

/** Loans whose books do not say what the bank's own sums say. */
async function harmedLoans(scene: Scene): Promise<number> {
  const rows = await standingsIn(scene.world.databases['delinquency-classification']);
  const books = new Map(rows.map((row) => [row.loan, row]));
  const harmed = [...scene.expected()].filter(([loan, { paidMinor, overdueMinor }]) => {
    const row = books.get(loan);
    return row?.paidMinor !== paidMinor || row.overdueMinor !== overdueMinor;
  });
  return harmed.length;
}

function countBy<T>(all: readonly T[], nameOf: (one: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(nameOf(one), (counts.get(nameOf(one)) ?? 0) + 1);
  return counts;
}
