import type { Migration } from '@mora/runtime';
import { CreateOffers1795641000000 } from './20261125T2110_create-offers.js';
import { AppendAuthorities1795658700000 } from './20261126T0205_append-authorities.js';

export const offersMigrations: readonly Migration[] = [CreateOffers1795641000000, AppendAuthorities1795658700000];
