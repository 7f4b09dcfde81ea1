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

/** A single record, by its DTO. */
export async function deliveredSingle(body: unknown, raw: Buffer, recordBytes: number): Promise<Delivered> {
  if (raw.length > recordBytes)
    throw new Problem(413, 'record-too-large', `The record has more than ${recordBytes} bytes.`);
  const wrong = await firstWrong(body);
  return wrong === null ? { bytes: raw, structured: body } : { bytes: raw, structured: body, broken: wrong };
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
