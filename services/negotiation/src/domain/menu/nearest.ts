import type { CalendarDate } from '@mora/kernel';
import type { Minor, Sheet, Terms } from '../words.js';
import { build } from './build.js';
import { coming, refused } from './draft.js';
import type { MenuRules } from './rules.js';
import { shortest } from './shortest.js';
import type { Built, LimitFacts, NotBuilt, Position } from './types.js';

export { shortestAffordable } from './shortest.js';

/** What a borrower asks for: terms, a largest instalment, or so many months more. */
export type Wish = Readonly<{ sheet: Sheet } | { largest: Minor } | { months: number }>;

export type Nearest = Readonly<{ kind?: undefined; sheet: Sheet; built: Built }> | NotBuilt;

/** Puts off nothing but the terms: nothing is waived, and the first instalment falls due as the next old one does. */
export const plainSheet = (terms: readonly Terms[], firstDueOn: CalendarDate, beside = false): Sheet => ({
  terms,
  waive: { interest: 0, fee: 0, penalty: 0 },
  firstDueOn,
  beside,
});

/** The closest terms that the policy allows to what is asked for; refused, with the reason, where none are. */
export function nearest(position: Position, wish: Wish, rules: MenuRules, facts: LimitFacts): Nearest {
  if ('sheet' in wish) return nearestSheet(position, wish.sheet, rules, facts);
  return 'largest' in wish
    ? nearestLargest(position, wish.largest, rules, facts)
    : nearestMonths(position, wish.months, rules, facts);
}

const STEPS = 8;

/** Moves one term at a time to what its limit allows. */
function nearestSheet(position: Position, asked: Sheet, rules: MenuRules, facts: LimitFacts): Nearest {
  let sheet = asked;
  for (let step = 0; step < STEPS; step += 1) {
    const built = build(position, sheet, rules, facts);
    if (built.kind === 'built') return { sheet, built };
    const moved = movedTo(sheet, built);
    if (moved === null) return built;
    sheet = moved;
  }
  return build(position, sheet, rules, facts) as NotBuilt;
}

function movedTo(sheet: Sheet, { limit, allowed }: NotBuilt): Sheet | null {
  if (allowed === null) return null;
  if (limit === 'first-due') return { ...sheet, firstDueOn: allowed as CalendarDate };
  const waived = /^waive-(interest|fee|penalty)$/.exec(limit)?.[1];
  if (waived !== undefined) return { ...sheet, waive: { ...sheet.waive, [waived]: Number(allowed) } };
  const at = sheet.terms.findIndex(({ kind }) => limit.startsWith(`${kind}-`));
  const terms = sheet.terms[at];
  if (terms === undefined) return null;
  const name = limit.slice(terms.kind.length + 1);
  const value = (terms as Readonly<Record<string, unknown>>)[name];
  if (value === undefined || (typeof value === 'number' && Number.isNaN(Number(allowed)))) return null;
  const moved = { ...terms, [name]: typeof value === 'number' ? Number(allowed) : allowed } as Terms;
  return { ...sheet, terms: sheet.terms.toSpliced(at, 1, moved) };
}

/** What the borrower can pay at most: the arrears alone first, which costs nothing; then all that is open over longer. */
function nearestLargest(position: Position, largest: Minor, rules: MenuRules, facts: LimitFacts): Nearest {
  const left = coming(position).length;
  const most = rules.product.maxInstalments;
  const tries: readonly Readonly<{ make: (n: number) => Sheet; from: number; to: number }>[] = [
    { make: (n) => of(position, { kind: 'spread', instalments: n }), from: 1, to: Math.max(1, left) },
    { make: (n) => of(position, { kind: 'reduced-instalment', instalments: n }), from: left + 1, to: most },
  ];
  for (const { make, from, to } of tries) {
    const found = shortest(position, make, from, to, largest, rules, facts);
    if (found !== null) return { sheet: make(found.n), built: found.built };
  }
  const longest = nearestSheet(position, of(position, { kind: 'reduced-instalment', instalments: most }), rules, facts);
  if (longest.kind === 'refused') return longest;
  return refused('largest', 'no plan has so small an instalment', longest.built.largest);
}

/** So many months more: an extension while the term runs, all of it over longer once it is over. */
function nearestMonths(position: Position, months: number, rules: MenuRules, facts: LimitFacts): Nearest {
  const extended = nearestSheet(position, of(position, { kind: 'extension', months }), rules, facts);
  if (extended.kind !== 'refused' || extended.allowed !== 'reduced-instalment') return extended;
  const instalments = coming(position).length + Math.ceil(months / position.periodMonths);
  return nearestSheet(position, of(position, { kind: 'reduced-instalment', instalments }), rules, facts);
}

const of = (position: Position, terms: Terms): Sheet => plainSheet([terms], position.nextDueOn);
