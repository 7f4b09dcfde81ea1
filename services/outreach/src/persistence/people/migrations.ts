import type { Migration } from '@mora/runtime';
import { CreatePeople1795637700000 } from './20261125T2015_create-people.js';

export const peopleMigrations: readonly Migration[] = [CreatePeople1795637700000];
