import type { Migration } from '@mora/runtime';
import { CreateCase1795684200000 } from './20261126T0910_create-case.js';

export const matterMigrations: readonly Migration[] = [CreateCase1795684200000];
