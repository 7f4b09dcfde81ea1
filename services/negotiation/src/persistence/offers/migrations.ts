import type { Migration } from '@mora/runtime';

export const offersMigrations: readonly Migration[] = [];
