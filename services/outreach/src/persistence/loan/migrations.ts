import type { Migration } from '@mora/runtime';
import { CreateLoan1795637100000 } from './20261125T2005_create-loan.js';
import { ThoseWhoWait1795749000000 } from './20261127T0310_those-who-wait.js';

export const loanMigrations: readonly Migration[] = [CreateLoan1795637100000, ThoseWhoWait1795749000000];
