import { grouped, table } from '../table.js';
import type { ImportResult } from './import-file.js';
import { byReason, rejectionLine } from './rejection.js';

const SHOWN = 10;

/** What an import did, in a few lines. */
export function summaryOf(result: ImportResult, seconds: number, rejectsFile: string | null): string {
  const { rows, records, accepted, duplicate, held, rejections, closedDays } = result;
  const counts = [
    ['rows read', rows],
    ['records sent', records],
    ['accepted', accepted],
    ['there already', duplicate],
    ['waiting', held],
    ['rejected', rejections.length],
  ] as const;
  const lines = [
    table(
      [{ title: 'import' }, { title: 'count', right: true }],
      counts.map(([name, count]) => [name, grouped(count)]),
    ),
    '',
  ];
  if (closedDays.length > 0) lines.push(`Closed by the source: ${closedDays.join(', ')}.`);
  lines.push(verdictOf(result), `Took ${seconds.toFixed(1)} s.`);
  return [...lines, ...rejectionLines(result, rejectsFile)].join('\n');
}

function verdictOf({ records, accepted, duplicate }: ImportResult): string {
  if (records === 0) return 'Nothing was sent.';
  if (accepted === 0 && duplicate > 0) return 'Nothing has changed: every record that could be read was there already.';
  if (duplicate > 0) return 'Records that were there already were passed over.';
  return 'All is taken that could be read.';
}

function rejectionLines({ rejections }: ImportResult, rejectsFile: string | null): readonly string[] {
  if (rejections.length === 0) return [];
  const reasons = byReason(rejections).map(([name, count]) => [grouped(count), name]);
  const more = rejections.length - SHOWN;
  return [
    '',
    table([{ title: 'rejected', right: true }, { title: 'why' }], reasons),
    '',
    ...rejections.slice(0, SHOWN).map(rejectionLine),
    ...(more > 0 && rejectsFile === null ? [`… and ${grouped(more)} more; --rejects FILE writes them all.`] : []),
    ...(rejectsFile === null ? [] : [`All rejections are in ${rejectsFile}.`]),
  ];
}
