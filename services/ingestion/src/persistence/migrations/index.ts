import { CreateIntake1795547000000 } from './20261124T1900_create-intake.js';
import { CreateIdempotentRequest1795622400000 } from './20261125T1600_create-idempotent-request.js';

export const ingestionMigrations = [CreateIntake1795547000000, CreateIdempotentRequest1795622400000];
