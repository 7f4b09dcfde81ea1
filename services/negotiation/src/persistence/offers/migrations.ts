import type { Migration } from '@mora/runtime';
import { CreateOffers1795641000000 } from './20261125T2110_create-offers.js';

export const offersMigrations: readonly Migration[] = [CreateOffers1795641000000];
