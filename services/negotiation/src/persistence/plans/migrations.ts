import type { Migration } from '@mora/runtime';
import { CreatePlans1795641300000 } from './20261125T2115_create-plans.js';

export const plansMigrations: readonly Migration[] = [CreatePlans1795641300000];
