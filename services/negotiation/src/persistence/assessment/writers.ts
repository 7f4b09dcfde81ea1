import type { RowWriter } from '../loan/row-writer.js';

export const writers: readonly RowWriter[] = [];
