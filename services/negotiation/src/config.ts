import { z } from 'zod';
import type { CommonConfig, ConfigOf } from '@mora/runtime';
import { settings as loanSettings } from './handlers/loan/settings.js';
import { settings as assessmentSettings } from './http/assessment/settings.js';
import { settings as offersSettings } from './http/offers/settings.js';
import { settings as plansSettings } from './http/plans/settings.js';
import { settings as viewsSettings } from './views/settings.js';

export const negotiationSettings = {
  POLICY_FOLDER: z
    .string()
    .optional()
    .describe('A folder of the bank laid out as policies/ of this service; else the shipped policies'),
  ...loanSettings,
  ...assessmentSettings,
  ...offersSettings,
  ...plansSettings,
  ...viewsSettings,
} as const;

export type NegotiationConfig = CommonConfig & ConfigOf<typeof negotiationSettings>;
