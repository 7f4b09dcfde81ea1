import { type Attempt, isDunning } from './attempts.js';
import type { FactsBook, Finding, KnownPerson } from './book.js';

export type Known = Readonly<{ attempt: Attempt; person: KnownPerson & { timeZone: string } }>;

export const finding = (check: string, rule: string, { id, at }: Attempt, detail: string): Finding => ({
  check,
  rule,
  about: id,
  detail: `${new Date(at).toISOString()} ${detail}`,
});

/** Nobody is contacted of whom the bank does not know where they live. Answers those who may be judged further. */
export function whoIsKnown(attempts: readonly Attempt[], { people }: FactsBook): [readonly Known[], Finding[]] {
  const known: Known[] = [];
  const findings: Finding[] = [];
  for (const attempt of attempts) {
    const person = people.get(attempt.personId);
    if (person === undefined) findings.push(finding('known', 'person-unknown', attempt, attempt.personId));
    else if (person.timeZone === null) findings.push(finding('known', 'time-zone-unknown', attempt, attempt.personId));
    else known.push({ attempt, person: { ...person, timeZone: person.timeZone } });
  }
  return [known, findings];
}

/** Listed contacts are never collected from; a machine calls only who has agreed to it. */
export function whoIsAsked({ attempt, person }: Known): Finding[] {
  const wrong: Finding[] = [];
  const collects = isDunning(attempt) || attempt.purpose === 'statutory-notice';
  if (attempt.role === 'contact' && collects) wrong.push(finding('party', 'P-CN-3', attempt, attempt.purpose));
  if (attempt.channel === 'robot-call' && !person.robotCalls) wrong.push(finding('consents', 'H-10', attempt, 'robot'));
  return wrong;
}
