import { z } from 'zod';
import { commaList, type CommonConfig, type ConfigOf } from '@mora/runtime';
import { DEFAULT_ACTIVE } from './domain/policies.js';

export const delinquencySettings = {
  BUCKET_TABLES: commaList
    .default([...DEFAULT_ACTIVE.tables])
    .describe('Bucket tables that every loan is put in, with commas; the first is the one of work queues'),
  CLASS_SCHEMES: commaList
    .default([...DEFAULT_ACTIVE.schemes])
    .describe('Class schemes that every loan is judged by, with commas; the first is the primary one'),
  POLICY_FOLDER: z
    .string()
    .optional()
    .describe(
      'A folder with bucket-tables/, class-schemes/, products/ and observation/ of the bank; else the shipped policies',
    ),
} as const;

export type DelinquencyConfig = CommonConfig & ConfigOf<typeof delinquencySettings>;
