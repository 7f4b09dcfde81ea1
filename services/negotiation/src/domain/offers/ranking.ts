import { total } from '../menu/amounts.js';
import type { Built } from '../menu/types.js';
import type { FigureSet } from '../assessment/types.js';
import type { Minor } from '../words.js';
import type { RankingRules } from './rules.js';

/** What is looked at of a plan. */
export type Ranked = Readonly<{
  kinds: readonly string[];
  built: Pick<Built, 'largest' | 'totals' | 'fund' | 'endOn'>;
}>;
type Bearing = Pick<FigureSet, 'capacity'>;
/** By what one offer is put before another; of each the larger number comes first. */
type Measures = Readonly<Record<RankingRules['order'][number], number>>;

/**
 * In the order of the policy; equals by the names of their kinds, then by the earlier end. A fund comes beside the loan and
 * is not measured with it: it stands behind whatever changes the loan itself.
 */
export function ranked<R extends Ranked>(all: readonly R[], figures: Bearing, rules: RankingRules): readonly R[] {
  return all
    .map((one) => ({ one, measures: measuresOf(one.built, figures, rules) }))
    .toSorted((a, b) => isFund(a.one) - isFund(b.one) || byOrder(a.measures, b.measures, rules) || byName(a.one, b.one))
    .map(({ one }) => one);
}

const isFund = ({ built }: Ranked): number => (built.fund > 0 ? 1 : 0);

function byOrder(a: Measures, b: Measures, { order }: RankingRules): number {
  for (const name of order) if (a[name] !== b[name]) return b[name] - a[name];
  return 0;
}

function byName(a: Ranked, b: Ranked): number {
  const [one, other] = [a.kinds.join('+'), b.kinds.join('+')];
  if (one !== other) return one < other ? -1 : 1;
  return a.built.endOn < b.built.endOn ? -1 : a.built.endOn > b.built.endOn ? 1 : 0;
}

function measuresOf(built: Ranked['built'], figures: Bearing, rules: RankingRules): Measures {
  return {
    'margin-band': bandOf(marginPermille(built.largest, figures.capacity), rules.marginBandsPermille),
    // Cheaper is better, so it counts below nought.
    'total-cost': -total(built.totals),
    // What is asked for is what the bank expects back, unless the plan itself waives it.
    'expected-recovery': total(built.totals) - built.fund,
  };
}

const ALL = 1_000;

/** How much of what a household can bear is left beside the largest instalment. */
const marginPermille = (largest: Minor, capacity: Minor): number =>
  capacity <= 0 ? 0 : Math.max(0, Math.floor(((capacity - largest) * ALL) / capacity));

const bandOf = (permille: number, bands: readonly number[]): number => bands.filter((from) => permille >= from).length;
