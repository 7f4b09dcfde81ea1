import type { Tx } from '@mora/runtime';
import type { TableName } from '../../domain/loan/part.js';

/** Writes the rows of one table for a whole chunk, in one statement. */
export interface RowWriter {
  readonly table: TableName;
  save(tx: Tx, rows: readonly object[], partitionOf: (loan: string) => number): Promise<void>;
}
