import type { Bundle } from '../bundle.js';
import { DaySummaries } from './day-summary.js';
import { SummaryController } from './summary.controller.js';

/** What is looked at over all loans. */
export const bundle: Bundle = { controllers: [SummaryController], providers: [DaySummaries] };
