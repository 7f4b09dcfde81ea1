import type { Migration } from '@mora/runtime';
import { CreateLoan1795683600000 } from './20261126T0900_create-loan.js';

export const loanMigrations: readonly Migration[] = [CreateLoan1795683600000];
