import type { Migration } from '@mora/runtime';
import { CreatePerson1795636800000 } from './20261125T2000_create-person.js';
import { DecisionsAsSaid1795688400000 } from './20261126T1020_decisions-as-said.js';

export const personMigrations: readonly Migration[] = [CreatePerson1795636800000, DecisionsAsSaid1795688400000];
