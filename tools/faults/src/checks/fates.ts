import type { Evidence } from '../evidence.js';
import type { StreamRecord } from '../streams.js';
import { finding, type Finding, isMark } from './finding.js';

/** Where a fact of the loan stream comes from in its ledger. */
type Fact = Readonly<{ sequence?: number; reason?: string }>;

/** Every distinct record that was sent is in exactly one place, and in the one where it belongs. */
export function checkFates({ sent, setAside }: Evidence, loanStream: readonly StreamRecord[]): Finding[] {
  const facts = new Map<string, number>();
  for (const record of loanStream) {
    const { sequence } = isMark(record) ? {} : (JSON.parse(record.text) as Fact);
    if (sequence !== undefined) count(facts, `${record.key} ${sequence}`);
  }
  const places = new Map<string, Set<string>>();
  for (const { text, where } of setAside) places.set(text, (places.get(text) ?? new Set()).add(where));
  const findings: Finding[] = [];
  for (const { text, fate, loan, sequence } of sent) {
    const taken = fate === 'taken' ? (facts.get(`${loan} ${sequence}`) ?? 0) : 0;
    const aside = [...(places.get(text) ?? [])];
    const about = fate === 'taken' ? `record ${sequence} of ${loan}` : text.slice(0, 120);
    if (taken + aside.length === 0) findings.push(finding('lost', `${about} is nowhere`));
    else if (taken + aside.length > 1)
      findings.push(finding('doubled', `${about}: ${taken} times taken, ${aside.join(' and ') || 'not set aside'}`));
    else if (fate === 'taken' && taken === 0) findings.push(finding('misplaced', `${about} is ${aside.join()}`));
    facts.delete(`${loan} ${sequence}`);
  }
  for (const [about] of facts) findings.push(finding('doubled', `${about} was published, and never sent`));
  return findings;
}

/** Classification has taken every fact once, and nothing that was not published. */
export function checkDownstream(
  { takenDownstream, refusedDownstream }: Evidence,
  loanStream: readonly StreamRecord[],
  concerns: (type: string) => boolean,
): Finding[] {
  const taken = new Set(takenDownstream);
  const published = loanStream.filter((record) => !isMark(record) && concerns(record.type));
  const findings = published
    .filter(({ id }) => !taken.delete(id))
    .map(({ id, key }) => finding('lost', `${id} of ${key} never reached classification`));
  if (taken.size > 0)
    findings.push(finding('doubled', `classification has taken ${taken.size} facts of unknown origin`));
  if (refusedDownstream > 0)
    findings.push(finding('misplaced', `classification did not take ${refusedDownstream} records`));
  return findings;
}

const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
