import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type MappedRecord, type Profile, readCanonical, readRecords, Tally } from '@mora/ingestion';
import type { Connection } from '../connection.js';
import { type Answer, sendBatch } from './ledger-door.js';
import { type Progress, progressOf } from './progress.js';
import type { Rejection } from './rejection.js';

/** Not a mapping: the file holds canonical records as they are, closes of days among them. */
export const CANONICAL = 'canonical';

const BATCH_RECORDS = 500;

export type ImportResult = {
  rows: number;
  records: number;
  accepted: number;
  duplicate: number;
  /** Kept by ingestion, and taken by it when what they wait for has come. */
  held: number;
  rejections: Rejection[];
  /** Business days that the source closed, where that was asked for. */
  closedDays: string[];
};

type Line = Readonly<{ line: number; record: MappedRecord }>;
type Run = Readonly<{
  connection: Connection;
  door: Door;
  progress: Progress;
  tally: Tally | null;
  result: ImportResult;
}>;

/** Where records of a kind are handed over, and what is still done to each before. */
export type Door = Readonly<{
  service: 'ingestion' | 'outreach' | 'negotiation';
  path: string;
  shape: (record: MappedRecord) => MappedRecord;
}>;

export const LEDGER_DOOR: Door = { service: 'ingestion', path: '/v1/ledger-events', shape: (record) => record };

/**
 * Reads a file by its profile and sends every record to ingestion, a batch at a time and in the order of the file.
 * Ids follow from the rows, so an import that was interrupted is simply run again.
 */
export async function importFile(
  file: string,
  profile: Profile | typeof CANONICAL,
  connection: Connection,
  options: Readonly<{ close: boolean; output: NodeJS.WriteStream; door: Door }>,
): Promise<ImportResult> {
  const counts = { rows: 0, records: 0, accepted: 0, duplicate: 0, held: 0 };
  const result: ImportResult = { ...counts, rejections: [], closedDays: [] };
  const progress = progressOf((await stat(file)).size, options.output);
  const { door } = options;
  const tally = profile === CANONICAL ? null : new Tally(profile.source);
  const run: Run = { connection, door, progress, tally, result };
  try {
    await sendRows(file, profile, run);
    if (options.close) await sendCloses(run);
  } finally {
    progress.end();
  }
  return result;
}

async function sendRows(file: string, profile: Profile | typeof CANONICAL, run: Run): Promise<void> {
  const { result, progress } = run;
  const stream = createReadStream(file);
  let batch: Line[] = [];
  const rows = profile === CANONICAL ? readCanonical(stream) : readRecords(stream, profile);
  for await (const row of rows) {
    result.rows += 1;
    if (row.kind === 'rejected') {
      result.rejections.push({ line: row.line, column: row.column, reason: row.reason, message: row.message });
      continue;
    }
    batch.push(...row.records.map((record) => ({ line: row.line, record })));
    if (batch.length < BATCH_RECORDS) continue;
    await send(run, batch);
    batch = [];
    progress.at(stream.bytesRead, result.records);
  }
  if (batch.length > 0) await send(run, batch);
  progress.at(stream.bytesRead, result.records);
}

async function send({ connection, door, progress, tally, result }: Run, lines: readonly Line[]): Promise<void> {
  const answers = await sendBatch(
    connection,
    door.path,
    lines.map(({ record }) => door.shape(record)),
    (why) => progress.say(`waiting: ${why}`),
  );
  lines.forEach(({ line, record }, n) => {
    const answer = answers[n] as Answer;
    result.records += 1;
    if (answer.outcome === 'accepted') result.accepted += 1;
    else if (answer.outcome === 'duplicate') result.duplicate += 1;
    else if (answer.outcome === 'held') result.held += 1;
    else return void result.rejections.push(rejectionOf(line, answer));
    tally?.add(record);
  });
}

const rejectionOf = (line: number, { outcome, field = '', reason = outcome, message = '' }: Answer): Rejection => ({
  line,
  column: field,
  reason,
  message,
});

/** The source says, day by day, that this was all of it; ingestion closes a day that every source has closed. */
async function sendCloses({ connection, door, progress, tally, result }: Run): Promise<void> {
  for (const close of tally?.closes() ?? []) {
    const [answer] = await sendBatch(connection, door.path, [close], (why) => progress.say(`waiting: ${why}`));
    if (answer?.outcome === 'accepted' || answer?.outcome === 'duplicate') result.closedDays.push(close.businessdate);
    else result.rejections.push(rejectionOf(0, answer as Answer));
  }
}
