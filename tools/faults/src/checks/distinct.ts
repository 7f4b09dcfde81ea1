import type { StreamRecord } from '../streams.js';
import { finding, type Finding } from './finding.js';

export type Distinct = Readonly<{
  records: readonly StreamRecord[];
  /** Records that came again under their own id, as a sender may after a crash; every consumer drops them. */
  repeated: number;
  findings: readonly Finding[];
}>;

/** A stream as its consumers understand it: the first record of every id, in the order of each partition. */
export function distinct(stream: string, all: readonly StreamRecord[]): Distinct {
  const ordered = all.toSorted((a, b) => a.partition - b.partition || Number(a.offset - b.offset));
  const first = new Map<string, StreamRecord>();
  const findings: Finding[] = [];
  for (const record of ordered) {
    const before = first.get(record.id);
    if (before === undefined) first.set(record.id, record);
    else if (!same(before, record)) findings.push(finding('doubled', `${stream}: two contents under id ${record.id}`));
  }
  return { records: [...first.values()], repeated: ordered.length - first.size, findings };
}

const same = (a: StreamRecord, b: StreamRecord): boolean =>
  a.partition === b.partition && a.key === b.key && a.type === b.type && a.text === b.text;
