import type { Migration } from '@mora/runtime';
import { CreatePerson1795636800000 } from './20261125T2000_create-person.js';

export const personMigrations: readonly Migration[] = [CreatePerson1795636800000];
