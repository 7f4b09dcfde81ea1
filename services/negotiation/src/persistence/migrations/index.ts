import type { Migration } from '@mora/runtime';
import { assessmentMigrations } from '../assessment/migrations.js';
import { loanMigrations } from '../loan/migrations.js';
import { offersMigrations } from '../offers/migrations.js';
import { plansMigrations } from '../plans/migrations.js';

export const negotiationMigrations: readonly Migration[] = [
  ...loanMigrations,
  ...assessmentMigrations,
  ...offersMigrations,
  ...plansMigrations,
];
