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

/** What anybody downstream knows from the log: which loans are in an episode of overdue debt, and since when. */
export function overdueSince(records: readonly LogRecord[]): ReadonlyMap<string, string> {
  const open = new Map<string, string>();
  for (const { type, loan, businessDate } of records) {
    if (type === 'mora.delinquency.started.v1') open.set(loan, businessDate);
    if (type === 'mora.delinquency.cured.v1') open.delete(loan);
  }
  return open;
}

/** The same loans in rounds in which nobody comes twice: what one loan says of somebody, the next one has to hear first. */
export function roundsOf(overdue: readonly Overdue[]): readonly (readonly Overdue[])[] {
  const rounds: Overdue[][] = [];
  const seen = new Map<string, number>();
  for (const one of overdue) {
    const nth = seen.get(one.person.party) ?? 0;
    seen.set(one.person.party, nth + 1);
    (rounds[nth] ??= []).push(one);
  }
  return rounds;
}
