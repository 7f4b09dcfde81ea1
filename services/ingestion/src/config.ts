import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { calendarDate } from '@mora/kernel';
import { type CommonConfig, type ConfigOf, count, milliseconds } from '@mora/runtime';

const day = z.string().transform((text, context) => {
  try {
    return calendarDate(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'not a calendar date (YYYY-MM-DD)' });
    return z.NEVER;
  }
});

export const ingestionSettings = {
  SOURCES_FILE: z
    .string()
    .default(fileURLToPath(new URL('../config/sources.yaml', import.meta.url)))
    .describe('YAML file of the ledgers and what was agreed with each'),
  OPEN_DAY: day
    .optional()
    .describe('The first business day (YYYY-MM-DD), opened where none ever was; else the first record opens its own'),
  BATCH_RECORDS: count(1, 100_000).default(5_000).describe('Records that one HTTP request may hold'),
  BATCH_BYTES: count(1_024).default(16_777_216).describe('Bytes that one HTTP request of many records may hold'),
  RECORD_BYTES: count(1_024).default(262_144).describe('Bytes that one record may hold'),
  DAY_CHECK_MS: milliseconds(20, 60_000)
    .default(500)
    .describe('How often is looked whether the open day can close, in milliseconds'),
} as const;

export type IngestionConfig = CommonConfig & ConfigOf<typeof ingestionSettings>;
