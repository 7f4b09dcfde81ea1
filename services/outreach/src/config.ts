import { z } from 'zod';
import type { CommonConfig, ConfigOf } from '@mora/runtime';
import { settings as loanSettings } from './handlers/loan/settings.js';
import { settings as personSettings } from './handlers/person/settings.js';
import { settings as peopleSettings } from './people/settings.js';
import { settings as sendingSettings } from './sending/settings.js';
import { settings as viewsSettings } from './views/settings.js';

export const outreachSettings = {
  POLICY_FOLDER: z
    .string()
    .optional()
    .describe('A folder of the bank laid out as policies/ of this service; else the shipped policies'),
  ...personSettings,
  ...loanSettings,
  ...sendingSettings,
  ...peopleSettings,
  ...viewsSettings,
} as const;

export type OutreachConfig = CommonConfig & ConfigOf<typeof outreachSettings>;
