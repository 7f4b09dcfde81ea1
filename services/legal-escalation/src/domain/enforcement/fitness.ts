import type { AssetKind, Minor } from '../words.js';
import type { EnforcementRules, TakingKind } from './rules.js';
import type { Clue, Measure } from './types.js';

export type Household = Readonly<{ householdSize: number; region: string }>;
export type MeasureNo = Readonly<{
  because: 'exempt' | 'only-home' | 'living-cost' | 'over-seizure' | 'more-harmful-than-needed';
  rule: string;
}>;
export type Suggestion = Readonly<{ clueId: string; kind: TakingKind; asset: AssetKind; value: Minor }>;

const PERMILLE = 1_000;

/** What a household lives on for a month; null where nobody has entered it for the region. */
export function livingOf({ householdSize, region }: Household, { regions }: EnforcementRules): Minor | null {
  const found = Object.hasOwn(regions, region) ? regions[region] : undefined;
  return found === undefined ? null : found.living * householdSize;
}

/** The most that may be taken of a thing: of an account what the household does not need, of a wage so much a month. */
export function takable(clue: Clue, household: Household, rules: EnforcementRules): Minor {
  if (clue.exempt !== null) return 0;
  const living = livingOf(household, rules);
  if (living === null) return 0;
  if (clue.asset === 'deposit') return Math.max(0, clue.value - living * rules.keepMonths);
  if (clue.asset !== 'wage') return clue.value;
  const { share, livingPermille } = rules.wage;
  const monthly = clue.monthly ?? 0;
  const kept = Math.ceil((living * livingPermille) / PERMILLE);
  return Math.max(0, Math.min(Math.floor((monthly * share.of) / share.in), monthly - kept));
}

/** What a measure holds of what is owed: one that waits behind another holds nothing. */
const heldBy = ({ state, rank, value }: Measure): Minor =>
  state === 'applied' || (state === 'in-force' && rank === 1) ? value : 0;

export const seized = (measures: readonly Measure[]): Minor => measures.reduce((sum, one) => sum + heldBy(one), 0);

export type Debt = Readonly<{
  left: Minor;
  clues: readonly Clue[];
  measures: readonly Measure[];
  household: Household;
}>;
export type Wanted = Readonly<{ clue: Clue; kind: TakingKind; value: Minor; overrides: boolean }>;

/** Why a measure may not be asked for; null where it may. The hardest reason comes first. */
export function whyNotTaken({ clue, kind, value, overrides }: Wanted, debt: Debt, rules: EnforcementRules) {
  const no = (because: MeasureNo['because'], rule: string): MeasureNo => ({ because, rule });
  if (clue.exempt !== null) return no('exempt', clue.exempt);
  if (clue.onlyHome && !rules.onlyHome.includes(kind)) return no('only-home', kind);
  if (value > takable(clue, debt.household, rules)) {
    return clue.asset === 'deposit' || clue.asset === 'wage'
      ? no('living-cost', clue.asset)
      : no('over-seizure', 'more-than-it-is-worth');
  }
  const others = debt.measures.filter(({ clueId }) => clueId !== clue.clueId);
  const before = seized(others);
  const isAlone = before === 0 && rules.indivisible.includes(clue.asset);
  const most = Math.floor((debt.left * (PERMILLE + rules.overPermille)) / PERMILLE);
  if (before + value > most && !isAlone) return no('over-seizure', 'over-permille');
  if (!overrides && milderCover(clue, debt, rules)) return no('more-harmful-than-needed', `order-${clue.asset}`);
  return null;
}

/** Whether things that hurt less, and are not taken yet, cover all that is not seized. */
function milderCover(clue: Clue, { left, clues, measures, household }: Debt, rules: EnforcementRules): boolean {
  const rankOf = (one: Clue): number => hardness(one, rules);
  const taken = new Set(measures.filter(isAlive).map(({ clueId }) => clueId));
  const rest = left - seized(measures.filter(({ clueId }) => clueId !== clue.clueId));
  const milder = clues.filter((one) => rankOf(one) < rankOf(clue) && !taken.has(one.clueId));
  const covered = milder.reduce((sum, one) => sum + takable(one, household, rules), 0);
  return milder.length > 0 && covered >= rest;
}

/** The only home comes last, whatever else there is. */
const hardness = ({ asset, onlyHome }: Clue, { order }: EnforcementRules): number =>
  onlyHome ? order.length : order.indexOf(asset);

export const isAlive = ({ state }: Measure): boolean => state === 'applied' || state === 'in-force';

/** What to ask for, from the mildest on, until what is owed is covered. */
export function choose(debt: Debt, rules: EnforcementRules): readonly Suggestion[] {
  const { left, clues, measures, household } = debt;
  const taken = new Set(measures.filter(isAlive).map(({ clueId }) => clueId));
  let rest = left - seized(measures);
  const found: Suggestion[] = [];
  for (const clue of clues.toSorted(
    (a, b) => hardness(a, rules) - hardness(b, rules) || (a.clueId < b.clueId ? -1 : 1),
  )) {
    const kind = mildestKind(clue, rules);
    const most = takable(clue, household, rules);
    if (rest <= 0 || most === 0 || kind === null || taken.has(clue.clueId)) continue;
    const value = rules.indivisible.includes(clue.asset) ? most : Math.min(most, rest);
    const made = found.map(measureOf);
    if (
      whyNotTaken({ clue, kind, value, overrides: true }, { ...debt, measures: [...measures, ...made] }, rules) !== null
    )
      continue;
    found.push({ clueId: clue.clueId, kind, asset: clue.asset, value });
    rest -= value;
  }
  return found;
}

const measureOf = ({ clueId, kind, asset, value }: Suggestion): Measure => ({
  measureId: clueId,
  kind,
  clueId,
  asset,
  value,
  state: 'applied',
  from: null,
  until: null,
  rank: 1,
  told: [],
  because: null,
});

const MILD_FIRST: readonly TakingKind[] = ['freeze', 'seal', 'withhold', 'auction'];

const mildestKind = ({ asset }: Clue, { kinds }: EnforcementRules): TakingKind | null =>
  MILD_FIRST.find((kind) => kinds[kind].includes(asset)) ?? null;
