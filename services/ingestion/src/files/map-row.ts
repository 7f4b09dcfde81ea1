import { hash } from 'node:crypto';
import type { Row, Value } from './cell.js';
import { valueOf } from './cell.js';
import type { CellRule, Profile, RecordRule } from './profile.js';

/** A canonical record in CloudEvents' structured form, as the HTTP door takes it. */
export type MappedRecord = Readonly<{
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  /** Absent where a record is about no loan: the close of a day. */
  subject?: string;
  businessdate: string;
  data: Readonly<Record<string, unknown>>;
}>;

/** All records of one row, in the profile's order. Throws CellWrong at the first cell that is wrong. */
export function mapRow(profile: Profile, row: Row, bytes: Buffer): readonly MappedRecord[] {
  const { conventions } = profile;
  for (const rule of profile.check) valueOf(rule, row, conventions);
  const loan = String(valueOf(profile.loan, row, conventions));
  const rowHash = hash('sha256', bytes, 'hex').slice(0, 12);
  return profile.records.map((rule) => recordOf(profile, rule, row, loan, rowHash));
}

function recordOf(profile: Profile, rule: RecordRule, row: Row, loan: string, rowHash: string): MappedRecord {
  const businessdate = String(valueOf(rule.businessDate, row, profile.conventions));
  const data: Record<string, unknown> = {};
  for (const [path, cell] of Object.entries(rule.fields)) {
    const value = guarded(cell, data, () => valueOf(cell, row, profile.conventions));
    if (value !== undefined) setAt(data, path, value);
  }
  return {
    specversion: '1.0',
    // the same row gives the same ids, so that a second run changes nothing
    id: `${profile.source}:${loan}:${rule.name}:${businessdate}:${rowHash}`,
    source: profile.source,
    type: rule.type,
    subject: loan,
    businessdate,
    data,
  };
}

/** The cell is read in any case: one that is broken spoils its row, whether its value is wanted or not. */
function guarded(cell: CellRule, data: Readonly<Record<string, unknown>>, read: () => Value | undefined) {
  const value = read();
  if (cell.onlyWhere === undefined) return value;
  return Number(data[cell.onlyWhere.field]) > cell.onlyWhere.above ? value : '0';
}

/** `overdue.total` is the total inside overdue. */
function setAt(data: Record<string, unknown>, path: string, value: Value): void {
  const names = path.split('.');
  const last = names.pop() as string;
  let at = data;
  for (const name of names) at = (at[name] ??= {}) as Record<string, unknown>;
  at[last] = value;
}
