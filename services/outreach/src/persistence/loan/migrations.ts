import type { Migration } from '@mora/runtime';
import { CreateLoan1795637100000 } from './20261125T2005_create-loan.js';

export const loanMigrations: readonly Migration[] = [CreateLoan1795637100000];
