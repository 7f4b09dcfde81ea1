import type { Migration } from '@mora/runtime';
import { loanMigrations } from '../loan/migrations.js';
import { noticesMigrations } from '../notices/migrations.js';
import { peopleMigrations } from '../people/migrations.js';
import { personMigrations } from '../person/migrations.js';

export const outreachMigrations: readonly Migration[] = [
  ...personMigrations,
  ...loanMigrations,
  ...noticesMigrations,
  ...peopleMigrations,
];
