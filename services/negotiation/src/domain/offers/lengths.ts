import { total } from '../menu/amounts.js';
import { build } from '../menu/build.js';
import { periodOn } from '../menu/dates.js';
import { coming } from '../menu/draft.js';
import { inParts } from '../menu/maths.js';
import { plainSheet } from '../menu/nearest.js';
import type { Kind, Minor, Terms } from '../words.js';
import { basisPointsBelow, lowered } from './decimals.js';
import { firstDueOn, type MenuScene } from './menu-scene.js';
import { standing } from './standing.js';

/** What is looked for of a kind, and from where to where. */
export type Length = Readonly<{ make: (n: number) => Terms; from: number; to: number; isRelief?: boolean }>;

const only = (terms: Terms | null): Length | null => terms && { make: () => terms, from: 1, to: 1 };

/** The lengths of a kind that are tried for a loan; null where none is. */
export function lengthOf(kind: Kind, scene: MenuScene): Length | null {
  const { position, offers, rules } = scene;
  const { periodMonths: step, rate } = position;
  const most = rules.product.maxInstalments;
  const left = coming(position).length;
  const byMonths = (make: (months: number) => Terms): Length => {
    const limit = rules.forbearance.kinds[kind].limits['months'] ?? most * step;
    return { make: (n) => make(n * step), from: 1, to: Math.max(1, Math.floor(limit / step)) };
  };
  switch (kind) {
    case 'extension':
    case 'arrears-plan':
      return byMonths((months) => ({ kind, months }));
    case 'grace':
    case 'interest-only':
    case 'partial-principal':
      return relief(kind, scene);
    case 'reduced-instalment':
    case 're-age':
      return { make: (instalments) => ({ kind, instalments }), from: left + 1, to: most };
    case 'split':
      return splitLength(scene);
    case 'rate-cut': {
      const { rateStepBasisPoints: points, rateCutMonths: months } = offers.tries;
      const to = Math.floor(basisPointsBelow(rules.product.floorRate, rate) / points);
      return { make: (n) => ({ kind, rate: lowered(rate, n * points) ?? rate, months }), from: 1, to };
    }
    case 'card-plan':
    case 'tw-agreed':
    case 'tw-debt-clearance':
      return { make: (instalments) => ({ kind, instalments, rate }), from: 1, to: most };
    default:
      return only(standing(kind, scene));
  }
}

/** From what the policy tries first up to what it allows; of each length every way that the policy has. */
function relief(kind: 'grace' | 'interest-only' | 'partial-principal', scene: MenuScene): Length | null {
  const { position, rules, offers } = scene;
  const first = standing(kind, scene);
  if (first === null || !('months' in first) || first.months === null) return null;
  const { periodMonths: step } = position;
  const most = rules.forbearance.kinds[kind].limits['months'] ?? first.months;
  const [least, ways] = [first.months / step, kind === 'grace' ? offers.tries.graceInterest : [null]];
  const lengths = Math.max(1, Math.floor(most / step) - least + 1);
  const make = (n: number): Terms => {
    const months = (least + Math.floor((n - 1) / ways.length)) * step;
    const interest = ways[(n - 1) % ways.length] ?? null;
    return { ...first, months, ...(interest !== null && { interest }) } as Terms;
  };
  return { make, from: 1, to: lengths * ways.length, isRelief: true };
}

/** The arrears in equal parts, a period apart; what the law cuts of them is found by asking once. */
function splitLength(scene: MenuScene): Length | null {
  const { position, rules, facts } = scene;
  const first = firstDueOn(scene);
  const partsOf = (sum: Minor, n: number): Terms => ({
    kind: 'split',
    parts: inParts(sum, n).map((minor, at) => ({ dueOn: periodOn(position, first, at), minor })),
  });
  const asked = total(position.arrears);
  if (asked === 0) return null;
  const answer = build(position, plainSheet([partsOf(asked, 1)], first, true), rules, facts);
  const sum = answer.kind === 'refused' && answer.limit === 'split-sum' ? Number(answer.allowed) : asked;
  if (!Number.isSafeInteger(sum) || sum < 1) return null;
  const limits = rules.forbearance.kinds.split.limits;
  const to = Math.min(
    limits['parts'] ?? MOST_PARTS,
    Math.floor((limits['months'] ?? MOST_PARTS) / position.periodMonths),
  );
  return { make: (n) => partsOf(sum, n), from: 1, to: Math.max(1, to) };
}

const MOST_PARTS = 12;
