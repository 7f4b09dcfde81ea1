import { z } from 'zod';

export const settings = {
  AGENCY_CHECK_MS: z.coerce
    .number()
    .int()
    .min(100)
    .default(30_000)
    .describe('How often the standing of outside firms is looked at; what a firm has is recalled when it is lost'),
} as const;
