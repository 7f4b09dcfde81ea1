import { z } from 'zod';
import { commaList } from '@mora/runtime';

/** `core-crm=bank-a`: what the records of this source are of. */
const SOURCE = /^[^\s=,]{1,64}=[a-z0-9][a-z0-9-]{0,31}$/;

export const settings = {
  KEY_FILE: z
    .string()
    .describe('The file with the keys that wrap the persons’ own keys; only the service’s user may read it (0600)'),
  PARTY_SOURCES: commaList
    .refine((sources) => sources.length > 0 && sources.every((source) => SOURCE.test(source)), 'write source=tenant')
    .describe('Who sends party records, and of which tenant they are: source=tenant, with commas'),
} as const;
