import { z } from 'zod';

export const settings = {
  KEY_FILE: z
    .string()
    .describe('The file with the keys that wrap the borrowers’ own keys; only the service’s user may read it (0600)'),
} as const;
