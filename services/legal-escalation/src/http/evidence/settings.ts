import { z } from 'zod';
import { commaList } from '@mora/runtime';

export const settings = {
  EVIDENCE_KEY_FILE: z
    .string()
    .describe('The file with the private key that signs evidence; only the service’s user may read it (0600)'),
  OUTREACH_URL: z
    .url()
    .optional()
    .describe('Where outreach is asked for the names that court papers bear; without it none is printed'),
  LETTER_FONTS: commaList
    .default([])
    .describe('Folders with the fonts of court papers, instead of the Noto Sans SC and TC that are shipped'),
} as const;
