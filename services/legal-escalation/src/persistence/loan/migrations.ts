import type { Migration } from '@mora/runtime';
import { CreateLoan1795683600000 } from './20261126T0900_create-loan.js';
import { ThoseWhoWait1795749000000 } from './20261127T0310_those-who-wait.js';

export const loanMigrations: readonly Migration[] = [CreateLoan1795683600000, ThoseWhoWait1795749000000];
