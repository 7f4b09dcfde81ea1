import type { Migration } from '@mora/runtime';
import { CreateEnforcement1795684800000 } from './20261126T0920_create-enforcement.js';
import { CreateObjection1795685100000 } from './20261126T0925_create-objection.js';

export const enforcementMigrations: readonly Migration[] = [
  CreateEnforcement1795684800000,
  CreateObjection1795685100000,
];
