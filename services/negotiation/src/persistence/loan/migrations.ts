import type { Migration } from '@mora/runtime';
import { CreateLoan1795640400000 } from './20261125T2100_create-loan.js';

export const loanMigrations: readonly Migration[] = [CreateLoan1795640400000];
