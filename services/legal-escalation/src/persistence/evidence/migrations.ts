import type { Migration } from '@mora/runtime';
import { CreateEvidence1795684320000 } from './20261126T0912_create-evidence.js';

export const evidenceMigrations: readonly Migration[] = [CreateEvidence1795684320000];
