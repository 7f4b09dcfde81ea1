import type { Bundle } from '../../bundle.js';
import { LapsingController } from './lapsing.controller.js';
import { LimitationController } from './limitation.controller.js';

export const bundle: Bundle = { controllers: [LapsingController, LimitationController], providers: [] };
