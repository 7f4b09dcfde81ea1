import type { StreamRecord } from '../streams.js';
import { finding, type Finding, isMark } from './finding.js';

/** The facts of a loan stand on its stream in the order of its ledger: the sequence rises by one, all in one partition. */
export function checkSequence(loanStream: readonly StreamRecord[]): Finding[] {
  const findings: Finding[] = [];
  const last = new Map<string, { sequence: number; partition: number }>();
  for (const { key, text, partition, type } of loanStream) {
    const { sequence } = isMark({ type }) ? {} : (JSON.parse(text) as { sequence?: number });
    if (sequence === undefined || key === null) continue;
    const before = last.get(key);
    if (sequence !== (before?.sequence ?? 0) + 1)
      findings.push(finding('out-of-order', `${key}: ${sequence} follows ${before?.sequence ?? 'nothing'}`));
    if (before !== undefined && before.partition !== partition)
      findings.push(finding('out-of-order', `${key} stands in partitions ${before.partition} and ${partition}`));
    last.set(key, { sequence, partition });
  }
  return findings;
}

type Told = Readonly<{ episodeId: string; table?: string; scheme?: string; from?: string; to?: string }>;

/** What is said of a loan follows from what was said before: episodes alternate, every move begins where the last ended. */
export function checkStory(delinquencyStream: readonly StreamRecord[]): Finding[] {
  const findings: Finding[] = [];
  const open = new Map<string, string>();
  const steps = new Map<string, string>();
  for (const { key, type, text } of delinquencyStream) {
    if (key === null) continue;
    const said = JSON.parse(text) as Told;
    const wrong = [episodeWrong(open, key, type, said), stepWrong(steps, key, said)];
    findings.push(...wrong.flatMap((what) => (what === null ? [] : [finding('out-of-order', `${key}: ${what}`)])));
  }
  return findings;
}

function episodeWrong(open: Map<string, string>, key: string, type: string, { episodeId }: Told): string | null {
  const current = open.get(key);
  if (type.includes('.started.')) {
    open.set(key, episodeId);
    return current === undefined ? null : `${episodeId} starts while ${current} is open`;
  }
  if (!type.includes('.cured.')) return null;
  open.delete(key);
  return current === episodeId ? null : `${episodeId} is cured while ${current ?? 'none'} is open`;
}

function stepWrong(steps: Map<string, string>, key: string, { table, scheme, from, to }: Told): string | null {
  if (from === undefined || to === undefined) return null;
  const ladder = `${key} ${table ?? scheme ?? ''}`;
  const before = steps.get(ladder);
  steps.set(ladder, to);
  return before === undefined || before === from ? null : `moves from ${from}, and stood at ${before}`;
}

/** Each day's mark stands in every partition exactly once, behind all of that day and before all of the next. */
export function checkMarks(
  stream: string,
  records: readonly StreamRecord[],
  days: readonly string[],
  partitions: number,
): Finding[] {
  return Array.from({ length: partitions }, (_, n) => n).flatMap((n) => {
    const own = records.filter(({ partition }) => partition === n);
    const marks = own.filter(isMark).map(({ text }) => (JSON.parse(text) as { date: string }).date);
    return [...marksWrong(`${stream}/${n}`, marks, days), ...besideMarks(`${stream}/${n}`, own)];
  });
}

function marksWrong(where: string, marks: readonly string[], days: readonly string[]): Finding[] {
  const missing = days
    .filter((day) => !marks.includes(day))
    .map((day) => finding('lost', `${where}: no mark of ${day}`));
  const twice = marks
    .filter((day, n) => marks.indexOf(day) !== n || !days.includes(day))
    .map((day) => finding('doubled', `${where}: one mark of ${day} too many`));
  const sorted = marks.every((day, n) => n === 0 || (marks[n - 1] as string) <= day);
  return [...missing, ...twice, ...(sorted ? [] : [finding('out-of-order', `${where}: marks are out of order`)])];
}

function besideMarks(where: string, own: readonly StreamRecord[]): Finding[] {
  const findings: Finding[] = [];
  let marked = '';
  let latest = '';
  for (const { id, type, text, businessDate } of own) {
    if (!isMark({ type })) {
      if (businessDate <= marked)
        findings.push(finding('out-of-order', `${where}: ${id} of ${businessDate} stands behind mark ${marked}`));
      if (businessDate > latest) latest = businessDate;
      continue;
    }
    marked = (JSON.parse(text) as { date: string }).date;
    if (latest > marked)
      findings.push(finding('out-of-order', `${where}: something of ${latest} stands before mark ${marked}`));
  }
  return findings;
}
