import type { Readable } from 'node:stream';
import { Problem } from '@mora/runtime';

export type Limits = Readonly<{ lines: number; bytes: number; lineBytes: number }>;
/** A line as it came; null where it is no JSON, or too long to be looked at. */
export type Line = Readonly<{ bytes: Buffer; json: unknown; wrong: 'not-json' | 'too-large' | null }>;

const NEWLINE = 0x0a;

/** The lines of an NDJSON body. Throws the problem 413 before anything is taken where there is too much. */
export async function ndjsonIn(body: Readable, limits: Limits): Promise<Line[]> {
  const lines: Line[] = [];
  for (const bytes of linesOf(await bytesIn(body, limits.bytes))) {
    if (bytes.length === 0) continue;
    if (lines.length >= limits.lines) throw tooLarge(`More than ${limits.lines} lines in one request.`);
    lines.push(lineOf(bytes, limits.lineBytes));
  }
  return lines;
}

async function bytesIn(body: Readable, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > most) throw tooLarge(`More than ${most} bytes in one request.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function* linesOf(body: Buffer): Iterable<Buffer> {
  let from = 0;
  for (let end = body.indexOf(NEWLINE); end >= 0; end = body.indexOf(NEWLINE, from)) {
    yield withoutReturn(body.subarray(from, end));
    from = end + 1;
  }
  yield withoutReturn(body.subarray(from));
}

const withoutReturn = (line: Buffer): Buffer => (line.at(-1) === 0x0d ? line.subarray(0, -1) : line);

function lineOf(bytes: Buffer, most: number): Line {
  if (bytes.length > most) return { bytes, json: null, wrong: 'too-large' };
  try {
    return { bytes, json: JSON.parse(bytes.toString('utf8')) as unknown, wrong: null };
  } catch {
    return { bytes, json: null, wrong: 'not-json' }; // what a SyntaxError says may quote the line
  }
}

const tooLarge = (detail: string): Problem => new Problem(413, 'batch-too-large', `${detail} Nothing of it was taken.`);
