import type { Migration } from '@mora/runtime';
import { CreateClock1795683900000 } from './20261126T0905_create-clock.js';

export const clockMigrations: readonly Migration[] = [CreateClock1795683900000];
