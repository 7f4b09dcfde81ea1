import type { Migration } from '@mora/runtime';
import { clockMigrations } from '../clock/migrations.js';
import { enforcementMigrations } from '../enforcement/migrations.js';
import { evidenceMigrations } from '../evidence/migrations.js';
import { loanMigrations } from '../loan/migrations.js';
import { matterMigrations } from '../matter/migrations.js';
import { proceedingsMigrations } from '../proceedings/migrations.js';

export const legalMigrations: readonly Migration[] = [
  ...loanMigrations,
  ...clockMigrations,
  ...matterMigrations,
  ...evidenceMigrations,
  ...proceedingsMigrations,
  ...enforcementMigrations,
];
