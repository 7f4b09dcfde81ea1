import type { Migration } from '@mora/runtime';

export const plansMigrations: readonly Migration[] = [];
