import { latest } from '@mora/kernel';
import { monthsUntil } from './dates.js';
import { coming, type Draft, limitOf, refused, rulesFor } from './draft.js';
import type { Built, LimitFacts, NotBuilt, Position } from './types.js';

const YEAR = 12;

type Term = Pick<Draft, 'rules'> &
  Readonly<{
    position: Pick<Position, 'originalCount' | 'periodMonths'>;
    facts: Pick<LimitFacts, 'extendedMonths'>;
  }>;

/** By the length of the loan as it was agreed at first, less what it was extended by before; null for no limit. */
export function lawfulMonths(draft: Term): number | null {
  const { position, facts } = draft;
  const term = position.originalCount * position.periodMonths;
  const limit = (name: string) => limitOf(draft, 'extension', name);
  const shareOf = (permille: number | null) => (permille === null ? null : Math.floor((term * permille) / 1000));
  const shortTerm = limit('shortTermMonths') ?? YEAR;
  const mediumTerm = limit('mediumTermMonths') ?? shortTerm;
  const most =
    term <= shortTerm
      ? shareOf(limit('shortPermille'))
      : term <= mediumTerm
        ? shareOf(limit('mediumPermille'))
        : limit('longMonths');
  return most === null ? null : Math.max(0, most - facts.extendedMonths);
}

/**
 * Whatever moves the last day is an extension, by whatever name: no kind and no combination does by more than the law
 * lets, but for kinds of which the law says itself how long they run. After the term the months count from the day on
 * which they are agreed, as what was late until then was not granted.
 */
export function beyondTerm(draft: Draft, { endOn, fund }: Built): NotBuilt | null {
  const { position, sheet } = draft;
  const most = lawfulMonths(draft);
  if (most === null || fund > 0 || sheet.terms.some(({ kind }) => rulesFor(draft, kind).ownTerm === true)) return null;
  const over = endOn > position.endOn ? monthsUntil(latest(position.endOn, position.asOf), endOn) - most : 0;
  if (over <= 0) return null;
  const periods = Math.ceil(over / position.periodMonths);
  const { limit, left } = shorter(draft, periods);
  return refused(limit, `all terms together end at most ${most} months later`, left);
}

/** The last term that can give way alone, and to what; where none can, the last that makes it longer. */
function shorter({ position, sheet }: Draft, periods: number) {
  const lengths = sheet.terms.flatMap((one) => {
    switch (one.kind) {
      case 'extension':
      case 'arrears-plan':
      case 'grace':
      case 'interest-only':
        return [{ limit: `${one.kind}-months`, left: one.months - periods * position.periodMonths, least: 1 }];
      case 'reduced-instalment':
      case 're-age': {
        const least = one.kind === 're-age' ? 1 : coming(position).length + 1;
        return [{ limit: `${one.kind}-instalments`, left: one.instalments - periods, least }];
      }
      default:
        return [];
    }
  });
  const found = lengths.findLast(({ left, least }) => left >= least);
  return found ?? { limit: lengths.at(-1)?.limit ?? 'term-months', left: null };
}
