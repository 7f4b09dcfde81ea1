import type { Person } from '@mora/ledger-simulator';
import type { LogRecord } from './checker/log.js';
import { TENANT } from './tenant.js';

/** A loan that is overdue now, and whose it is. */
export type Overdue = Readonly<{ loan: string; person: Person }>;

/** Those of these loans that somebody is known to owe, in the order of their ids. */
export function ownedBy(loans: Iterable<string>, people: readonly Person[]): readonly Overdue[] {
  const ownerOf = new Map<string, Person>(
    people.flatMap((person) => person.loans.map((loan) => [`${TENANT}:${loan}`, person])),
  );
  return [...loans].toSorted().flatMap((loan) => {
    const person = ownerOf.get(loan);
    return person === undefined ? [] : [{ loan, person }];
  });
}

/** What anybody downstream knows from the log: which loans are in an episode of overdue debt. */
export function overdueIn(records: readonly LogRecord[], people: readonly Person[]): readonly Overdue[] {
  const open = new Set<string>();
  for (const { type, loan } of records) {
    if (type === 'mora.delinquency.started.v1') open.add(loan);
    if (type === 'mora.delinquency.cured.v1') open.delete(loan);
  }
  return ownedBy(open, people);
}
