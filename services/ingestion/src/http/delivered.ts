import type { Readable } from 'node:stream';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { Problem } from '@mora/runtime';
import { linesOf } from '../files/read-records.js';
import { type Delivered, deliveredLine } from '../intake/delivered-line.js';
import type { Rejection } from '../intake/rejection.js';
import { LedgerRecordDto } from './ledger-record.dto.js';

export type Limits = Readonly<{ records: number; bytes: number; recordBytes: number }>;

/** The lines of an NDJSON body. Throws the problem 413 before anything is taken where there are too many. */
export async function linesIn(body: Readable, limits: Limits): Promise<Delivered[]> {
  const lines: Delivered[] = [];
  let bytes = 0;
  for await (const line of linesOf(body)) {
    bytes += line.length + 1;
    if (bytes > limits.bytes) throw tooLarge(`More than ${limits.bytes} bytes in one request.`);
    if (line.length === 0) continue;
    if (lines.length >= limits.records) throw tooLarge(`More than ${limits.records} records in one request.`);
    lines.push(deliveredLine(Buffer.from(line), limits.recordBytes));
  }
  return lines;
}

const tooLarge = (detail: string): Problem => new Problem(413, 'batch-too-large', `${detail} Nothing of it was taken.`);

/** A single record, by its DTO. Throws the problem 413 where it is too long. */
export async function singleIn(body: Readable, recordBytes: number): Promise<Delivered> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > recordBytes)
      throw new Problem(413, 'record-too-large', `The record has more than ${recordBytes} bytes.`);
    chunks.push(chunk);
  }
  const delivered = deliveredLine(Buffer.concat(chunks), recordBytes);
  if (!('structured' in delivered)) return delivered;
  const wrong = await firstWrong(delivered.structured);
  return wrong === null ? delivered : { ...delivered, broken: wrong };
}

async function firstWrong(body: unknown): Promise<Rejection | null> {
  const plain = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const { sequence } = plain;
  const texts = { ...plain, ...(typeof sequence === 'number' && { sequence: String(sequence) }) };
  const [error] = await validate(plainToInstance(LedgerRecordDto, texts), { stopAtFirstError: true });
  if (error === undefined) return null;
  const message = Object.values(error.constraints ?? {})[0] ?? `${error.property} is wrong`;
  return { stage: 'contract', reason: 'contract', field: error.property, message };
}
