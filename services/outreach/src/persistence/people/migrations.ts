import type { Migration } from '@mora/runtime';
import { CreatePeople1795637700000 } from './20261125T2015_create-people.js';
import { PlacementsThatWait1795683600000 } from './20261126T0900_placements-that-wait.js';
import { BreachesOfGrants1795688100000 } from './20261126T1015_breaches-of-grants.js';

export const peopleMigrations: readonly Migration[] = [
  CreatePeople1795637700000,
  PlacementsThatWait1795683600000,
  BreachesOfGrants1795688100000,
];
