import { Transform, type Readable } from 'node:stream';
import { type CsvError, parse as csvParser } from 'csv-parse';
import { CellWrong, type Row } from './cell.js';
import { mapRow, type MappedRecord } from './map-row.js';
import type { Profile } from './profile.js';

/** The records of one row of a file, or why the row was not taken; `line` counts from 1, the header included. */
export type Mapped = Readonly<{ kind: 'mapped'; line: number; records: readonly MappedRecord[] }>;
export type RejectedRow = Readonly<{
  kind: 'rejected';
  line: number;
  /** Empty where the row as a whole cannot be read. */
  column: string;
  reason: string;
  /** For whoever mends the file: names the column, never a value. */
  message: string;
  bytes: Buffer;
}>;

/** The file as a whole is not what the profile says, such as without a column that it needs. */
export class FileWrong extends Error {}

/**
 * Reads a file row by row, with no more of it in memory than a row. A row that is wrong is handed on as rejected, and
 * the reading goes on. Throws FileWrong where no row can be read.
 */
export async function* readRecords(stream: Readable, profile: Profile): AsyncIterable<Mapped | RejectedRow> {
  const rows = profile.format === 'csv' ? csvRows(stream, profile) : jsonRows(stream);
  for await (const row of rows) yield row.kind === 'rejected' ? row : mapped(profile, row);
}

/**
 * Reads a file of canonical records, a line each, as they are: ingestion judges them. A line that is no JSON object is
 * handed on as rejected.
 */
export async function* readCanonical(stream: Readable): AsyncIterable<Mapped | RejectedRow> {
  let line = 0;
  for await (const bytes of linesOf(stream)) {
    line += 1;
    if (bytes.length === 0) continue;
    const record = jsonObject(bytes);
    if (record === null) yield wrongRow(line, 'not-json', 'the line is not a JSON object', bytes);
    else yield { kind: 'mapped', line, records: [record as MappedRecord] };
  }
}

type ReadRow = Readonly<{ kind: 'row'; line: number; row: Row; bytes: Buffer }>;

function mapped(profile: Profile, { line, row, bytes }: ReadRow): Mapped | RejectedRow {
  try {
    return { kind: 'mapped', line, records: mapRow(profile, row, bytes) };
  } catch (error) {
    if (!(error instanceof CellWrong)) throw error;
    return { kind: 'rejected', line, column: error.column, reason: error.reason, message: error.message, bytes };
  }
}

type CsvRow = Readonly<{ record: string[]; info: Readonly<{ lines: number }>; raw: string }>;

async function* csvRows(stream: Readable, profile: Profile): AsyncIterable<ReadRow | RejectedRow> {
  const { delimiter, quote } = profile.csv;
  const shape = { relax_column_count: true, skip_records_with_error: true, skip_empty_lines: true };
  const parser = csvParser({ delimiter, quote, info: true, raw: true, bom: true, ...shape });
  const broken: RejectedRow[] = [];
  parser.on('skip', (error: CsvError, raw: string) => broken.push(brokenRow(error, raw)));
  stream.on('error', (error) => parser.destroy(error));
  let header: readonly string[] | null = null;
  for await (const { record, info, raw } of stream.pipe(parser) as AsyncIterable<CsvRow>) {
    yield* broken.splice(0);
    if (header === null) {
      header = checkedHeader(record, profile);
      continue;
    }
    const bytes = Buffer.from(raw.replace(/\r?\n$/, ''));
    const line = info.lines;
    if (record.length === header.length) yield { kind: 'row', line, row: named(header, record), bytes };
    else yield wrongRow(line, 'columns', `the row has ${record.length} columns, the header ${header.length}`, bytes);
  }
  yield* broken.splice(0);
}

/** A broken quote may spoil the quotes of the row behind it as well: that row is then told as broken too. */
const brokenRow = ({ code, ...error }: CsvError, raw: string): RejectedRow =>
  wrongRow(
    Number((error as { lines?: number }).lines ?? 0),
    'not-csv',
    `the row is not CSV (${code})`,
    Buffer.from(raw ?? ''),
  );

const named = (header: readonly string[], record: readonly string[]): Row =>
  Object.fromEntries(header.map((name, n) => [name, record[n]]));

function checkedHeader(header: readonly string[], profile: Profile): readonly string[] {
  const missing = [...new Set(columnsOf(profile))].filter((column) => !header.includes(column));
  if (missing.length === 0) return header;
  throw new FileWrong(`the file has no column ${missing.join(', ')}, which profile ${profile.profile} reads`);
}

const columnsOf = ({ check, loan, records }: Profile): string[] =>
  [...check, loan, ...records.flatMap((record) => [record.businessDate, ...Object.values(record.fields)])].flatMap(
    ({ column }) => column ?? [],
  );

const wrongRow = (line: number, reason: string, message: string, bytes: Buffer): RejectedRow => ({
  kind: 'rejected',
  line,
  column: '',
  reason,
  message,
  bytes,
});

async function* jsonRows(stream: Readable): AsyncIterable<ReadRow | RejectedRow> {
  let line = 0;
  for await (const bytes of linesOf(stream)) {
    line += 1;
    if (bytes.length === 0) continue;
    const row = jsonObject(bytes);
    if (row === null) yield wrongRow(line, 'not-json', 'the line is not a JSON object', bytes);
    else yield { kind: 'row', line, row: flat(row, ''), bytes };
  }
}

function jsonObject(bytes: Buffer): object | null {
  try {
    const value = JSON.parse(bytes.toString('utf8')) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null; // a SyntaxError is the answer to the question that is asked here
  }
}

/** Columns of a JSON line are its paths: `loan.id`. */
function flat(value: object, above: string): Record<string, string> {
  return Object.assign(
    {},
    ...Object.entries(value).map(([name, inner]: [string, unknown]) => {
      const path = above === '' ? name : `${above}.${name}`;
      if (typeof inner === 'object' && inner !== null) return flat(inner, path);
      return { [path]: inner === null || inner === undefined ? '' : String(inner as string | number | boolean) };
    }),
  ) as Record<string, string>;
}

const NEWLINE = 0x0a;

/** The lines of a stream, without their ends, as the bytes that came. */
export function linesOf(stream: Readable): AsyncIterable<Buffer> {
  let rest = Buffer.alloc(0);
  const splitter = new Transform({
    readableObjectMode: true,
    transform(chunk: Buffer | string, _encoding, done) {
      rest = Buffer.concat([rest, Buffer.from(chunk as Buffer)]);
      for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
        this.push({ line: withoutReturn(rest.subarray(0, end)) });
        rest = rest.subarray(end + 1);
      }
      done();
    },
    flush(done) {
      if (rest.length > 0) this.push({ line: withoutReturn(rest) });
      done();
    },
  });
  stream.on('error', (error) => splitter.destroy(error));
  return unwrapped(stream.pipe(splitter) as AsyncIterable<{ line: Buffer }>);
}

async function* unwrapped(lines: AsyncIterable<{ line: Buffer }>): AsyncIterable<Buffer> {
  for await (const { line } of lines) yield line; // wrapped, for an empty buffer pushed bare would end the stream
}

const withoutReturn = (line: Buffer): Buffer => (line.at(-1) === 0x0d ? line.subarray(0, -1) : line);
