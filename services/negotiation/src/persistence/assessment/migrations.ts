import type { Migration } from '@mora/runtime';
import { CreateVault1795640700000 } from './20261125T2105_create-vault.js';

export const assessmentMigrations: readonly Migration[] = [CreateVault1795640700000];
