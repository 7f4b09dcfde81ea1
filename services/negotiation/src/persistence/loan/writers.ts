import { invariant } from '@mora/kernel';
import type { Vault } from '@mora/vault';
import type { TableName, Write } from '../../domain/loan/part.js';
import { writersWith as assessmentWriters } from '../assessment/writers.js';
import { writers as offersWriters } from '../offers/writers.js';
import { writers as plansWriters } from '../plans/writers.js';
import { roundWriter } from './round.writer.js';
import type { RowWriter } from './row-writer.js';
import { timelineWriter } from './timeline.writer.js';
import { workWriter } from './work.writer.js';

export type Writers = ReadonlyMap<TableName, RowWriter>;

/** Who writes to which table. What is personal goes to the vault. */
export const writersWith = (vault: Vault): Writers =>
  new Map(
    [roundWriter, workWriter, timelineWriter, ...assessmentWriters(vault), ...offersWriters, ...plansWriters].map(
      (writer) => [writer.table, writer],
    ),
  );

export type Batch = Readonly<{ writer: RowWriter; rows: readonly object[] }>;

/** The rows of a chunk by their tables, in the order in which they were made. */
export function batchesOf(writes: readonly Write[], writers: Writers): readonly Batch[] {
  const byTable = new Map<TableName, object[]>();
  for (const { table, row } of writes) {
    const rows = byTable.get(table);
    if (rows === undefined) byTable.set(table, [row]);
    else rows.push(row);
  }
  return [...byTable].map(([table, rows]) => {
    const writer = writers.get(table);
    invariant(writer !== undefined, `nobody writes to ${table}`);
    return { writer, rows };
  });
}
