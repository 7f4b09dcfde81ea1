import type { Attempt } from './attempts.js';
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
