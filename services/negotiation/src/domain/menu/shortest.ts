import type { Minor, Sheet } from '../words.js';
import { build } from './build.js';
import type { MenuRules } from './rules.js';
import type { Built, LimitFacts, NotBuilt, Position } from './types.js';

type Shortest = Readonly<{ n: number; built: Built }>;

/**
 * The least length at which the largest instalment fits (S67): the least that it costs. It falls as the length grows, but
 * for the cents of the remainder in the last one; so the length is halved in on, and then looked at one by one.
 */
export function shortestAffordable(
  position: Position,
  make: (n: number) => Sheet,
  from: number,
  to: number,
  largest: Minor,
  rules: MenuRules,
  facts: LimitFacts,
): Built | null {
  return shortest(position, make, from, to, largest, rules, facts)?.built ?? null;
}

/** The same, with the length. */
export function shortest(
  position: Position,
  make: (n: number) => Sheet,
  from: number,
  to: number,
  largest: Minor,
  rules: MenuRules,
  facts: LimitFacts,
): Shortest | null {
  const at = (n: number) => build(position, make(n), rules, facts);
  const range = allowedRange(at, from, to);
  if (range === null) return null;
  const fits = (n: number): Built | null => {
    const built = at(n);
    return built.kind === 'built' && built.largest <= largest ? built : null;
  };
  let [low, high] = range;
  let found = fits(high);
  if (found === null) return null;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const built = fits(middle);
    if (built === null) low = middle + 1;
    else [found, high] = [built, middle];
  }
  return earlier(fits, range[0], { n: high, built: found });
}

function earlier(fits: (n: number) => Built | null, from: number, found: Shortest): Shortest {
  const n = found.n - 1;
  const built = n >= from ? fits(n) : null;
  return built === null ? found : earlier(fits, from, { n, built });
}

type At = (n: number) => Built | NotBuilt;

/** The ends of the range that the limits allow; null where they allow none of it. */
function allowedRange(at: At, from: number, to: number): readonly [low: number, high: number] | null {
  const low = allowedOf(at, from);
  if (low === null || low < from || low > to) return null;
  const high = allowedOf(at, to);
  return [low, high === null || high < low || high > to ? lastBuilt(at, low, to) : high];
}

/** The number itself, or the one that its refusal names; null where that is none either. */
function allowedOf(at: At, n: number): number | null {
  const answer = at(n);
  if (answer.kind === 'built') return n;
  const allowed = Number(answer.allowed ?? NaN);
  return Number.isSafeInteger(allowed) && allowed > 0 && at(allowed).kind === 'built' ? allowed : null;
}

/** The last number that is built, where the first one is and none behind the last. */
function lastBuilt(at: At, first: number, end: number): number {
  let [low, high] = [first, end];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (at(middle).kind === 'built') low = middle;
    else high = middle - 1;
  }
  return low;
}
