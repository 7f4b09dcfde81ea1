import type { Migration } from '@mora/runtime';
import { CreateProceedings1795684500000 } from './20261126T0915_create-proceedings.js';

export const proceedingsMigrations: readonly Migration[] = [CreateProceedings1795684500000];
