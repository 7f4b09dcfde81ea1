import { CreateLoanStanding1795547400000 } from './20261124T1910_create-loan-standing.js';

export const delinquencyMigrations = [CreateLoanStanding1795547400000];
