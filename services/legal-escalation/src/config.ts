import { z } from 'zod';
import type { CommonConfig, ConfigOf } from '@mora/runtime';
import { settings as loanSettings } from './handlers/loan/settings.js';
import { settings as clockSettings } from './http/clock/settings.js';
import { settings as evidenceSettings } from './http/evidence/settings.js';
import { settings as gateSettings } from './http/gate/settings.js';
import { settings as proceedingsSettings } from './http/proceedings/settings.js';
import { settings as viewsSettings } from './views/settings.js';

export const legalSettings = {
  POLICY_FOLDER: z
    .string()
    .optional()
    .describe('A folder of the bank laid out as policies/ of this service; else the shipped policies'),
  CALENDAR_FOLDER: z
    .string()
    .optional()
    .describe('A folder of the bank with calendars/, one file a calendar and year; else the shipped calendars'),
  ...loanSettings,
  ...clockSettings,
  ...gateSettings,
  ...evidenceSettings,
  ...proceedingsSettings,
  ...viewsSettings,
} as const;

export type LegalConfig = CommonConfig & ConfigOf<typeof legalSettings>;
