import { CreateIntake1795547000000 } from './20261124T1900_create-intake.js';

export const ingestionMigrations = [CreateIntake1795547000000];
