import type { RowWriter } from '../loan/row-writer.js';
import { planWriter } from './plan.writer.js';
import { requestWriter } from './request.writer.js';

export const writers: readonly RowWriter[] = [planWriter, requestWriter];
