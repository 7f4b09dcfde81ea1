import type { Migration } from '@mora/runtime';

export const assessmentMigrations: readonly Migration[] = [];
