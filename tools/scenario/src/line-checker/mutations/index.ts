import type { LawBook, LogRecord } from '../book.js';
import type { LineRules } from '../rules-read.js';
import { judgeLaw } from '../verdict.js';
import { OF_CLOCK } from './clock.js';
import { OF_COURT } from './court.js';
import { OF_DISPOSAL } from './disposal.js';
import { OF_ENFORCING } from './enforced.js';
import { dataOf, type Mutation, typeOf } from './words.js';

export const MUTATIONS: readonly Mutation[] = [...OF_CLOCK, ...OF_COURT, ...OF_ENFORCING, ...OF_DISPOSAL];

/** Which wrongs the checker did not see, of those that could be done to this log: each to one loan that it could befall. */
export function blindSpots(
  records: readonly LogRecord[],
  rules: LineRules,
  book: LawBook,
): Readonly<{ tried: number; unseen: readonly string[] }> {
  const byType = byTypeIn(saidOf(records));
  let tried = 0;
  const unseen = MUTATIONS.filter((mutation) => {
    const own = loanFor(mutation, byType.get(typeOf(mutation.kind)) ?? [], book);
    if (own === undefined) return false;
    tried += 1;
    const at = placeIn(own, mutation);
    const mutated = [...own.slice(0, at), ...mutation.apply(own[at] as LogRecord), ...own.slice(at + 1)];
    const before = new Set(judgeLaw(own, rules, book).findings.map((one) => JSON.stringify(one)));
    return judgeLaw(mutated, rules, book).findings.every(
      (one) => one.check !== mutation.check || before.has(JSON.stringify(one)),
    );
  });
  return { tried, unseen: unseen.map(({ name }) => name) };
}

/** By loan; claims that are sold together stand under each of them, as their price is that of all. */
function saidOf(records: readonly LogRecord[]): readonly (readonly LogRecord[])[] {
  const loans = new Map<string, LogRecord[]>();
  const packages = new Map<string, Set<string>>();
  for (const record of records) {
    const said = loans.get(record.loan) ?? [];
    loans.set(record.loan, said);
    said.push(record);
    if (record.type !== typeOf('ledger-request.transfer')) continue;
    const packageId = String(dataOf(record)['packageId']);
    packages.set(packageId, (packages.get(packageId) ?? new Set()).add(record.loan));
  }
  const together = [...packages.values()].map((some) => [...some].flatMap((loan) => loans.get(loan) ?? []));
  return [...together, ...loans.values()];
}

type Group = readonly LogRecord[];

/** In which groups something of each type was said, so that a mutation looks at no other. */
function byTypeIn(groups: readonly Group[]): ReadonlyMap<string, readonly Group[]> {
  const byType = new Map<string, Set<Group>>();
  for (const group of groups) {
    for (const { type } of group) byType.set(type, (byType.get(type) ?? new Set()).add(group));
  }
  return new Map([...byType].map(([type, some]) => [type, [...some]]));
}

const isOf = ({ type, data }: LogRecord, { kind, of = () => true }: Pick<Mutation, 'kind' | 'of'>): boolean =>
  type === typeOf(kind) && of(data as Readonly<Record<string, unknown>>);

/** The record that it befalls; -1 where there is none. */
function placeIn(said: Group, mutation: Mutation): number {
  const { before } = mutation;
  const end = before === undefined ? said.length : said.findLastIndex((record) => isOf(record, before));
  return said.findLastIndex((record, n) => n < end && isOf(record, mutation));
}

/** One that has come as far as one of them can, so that there is something to be seen. */
const loanFor = (mutation: Mutation, all: readonly Group[], book: LawBook): Group | undefined =>
  all.find((said) => placeIn(said, mutation) >= 0 && (mutation.where === undefined || mutation.where(said, book)));
