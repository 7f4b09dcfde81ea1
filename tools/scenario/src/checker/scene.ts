import type { Attempt } from './attempts.js';
import type { FactsBook } from './book.js';
import type { Known } from './known.js';
import { localAt } from './local.js';
import type { Log } from './log.js';
import type { Policy } from './policy.js';

/** All that a contact is judged by. */
export class Scene {
  private readonly byPerson = new Map<string, Known[]>();
  private readonly places = new Map<Known, number>();
  private readonly incomingBy: ReadonlyMap<string, readonly Known[]>;
  private readonly episodesOf: ReadonlyMap<string, Log['episodes']>;

  constructor(
    readonly policy: Policy,
    readonly log: Log,
    readonly book: FactsBook,
    readonly bankZone: string,
    known: readonly Known[],
    calledUs: readonly Known[],
  ) {
    this.incomingBy = groupedBy(calledUs, ({ attempt }) => attempt.personId);
    this.episodesOf = groupedBy(log.episodes, ({ loan }) => loan);
    for (const one of known) {
      const all = this.byPerson.get(one.attempt.personId) ?? [];
      this.byPerson.set(one.attempt.personId, all);
      this.places.set(one, all.push(one) - 1);
    }
  }

  /** The contacts with the same person before this one, over all of that person's loans. */
  before(one: Known): readonly Known[] {
    return (this.byPerson.get(one.attempt.personId) ?? []).slice(0, this.places.get(one) ?? 0);
  }

  /** The calls that the person has made to the bank before it. */
  incoming({ attempt: { personId, at } }: Known): readonly Known[] {
    return (this.incomingBy.get(personId) ?? []).filter(({ attempt }) => attempt.at < at);
  }

  /** Whether something of the loan was overdue at the end of the day before, or has become so since. */
  isOverdue({ loan, at }: Attempt): boolean {
    const { date } = localAt(this.bankZone, at);
    const last = this.episodesOf.get(loan)?.findLast((one) => one.businessDate < date);
    return last?.opens === true;
  }
}

/** In their order, under the key of each. */
function groupedBy<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const known = groups.get(keyOf(one));
    if (known === undefined) groups.set(keyOf(one), [one]);
    else known.push(one);
  }
  return groups;
}
