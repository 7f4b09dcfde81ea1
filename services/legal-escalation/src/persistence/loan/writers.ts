import { invariant } from '@mora/kernel';
import type { TableName, Write } from '../../domain/loan/part.js';
import { writers as clockWriters } from '../clock/writers.js';
import { writers as enforcementWriters } from '../enforcement/writers.js';
import { writers as matterWriters } from '../matter/writers.js';
import { writers as proceedingsWriters } from '../proceedings/writers.js';
import type { RowWriter } from './row-writer.js';
import { timelineWriter } from './timeline.writer.js';
import { workWriter } from './work.writer.js';

/** Who writes to which table. */
const WRITERS: ReadonlyMap<TableName, RowWriter> = new Map(
  [workWriter, timelineWriter, ...clockWriters, ...matterWriters, ...proceedingsWriters, ...enforcementWriters].map(
    (writer) => [writer.table, writer],
  ),
);

export type Batch = Readonly<{ writer: RowWriter; rows: readonly object[] }>;

/** The rows of a chunk by their tables, in the order in which they were made. */
export function batchesOf(writes: readonly Write[]): readonly Batch[] {
  const byTable = new Map<TableName, object[]>();
  for (const { table, row } of writes) {
    const rows = byTable.get(table);
    if (rows === undefined) byTable.set(table, [row]);
    else rows.push(row);
  }
  return [...byTable].map(([table, rows]) => {
    const writer = WRITERS.get(table);
    invariant(writer !== undefined, `nobody writes to ${table}`);
    return { writer, rows };
  });
}
