import { less } from '../menu/amounts.js';
import type { Built, Position } from '../menu/types.js';
import { basisPointsBelow } from '../offers/decimals.js';
import type { Range } from '../versioned.js';
import type { Amounts, Kind, PolicyRef, Rate, Sheet, Tier } from '../words.js';
import type { ApprovalRules, ApprovalWhen } from './rules.js';

const TIERS: readonly Tier[] = ['T1', 'T2', 'T3', 'T4'];

export const isAtLeast = (tier: Tier, than: Tier): boolean => TIERS.indexOf(tier) >= TIERS.indexOf(than);

/** What the tier of a plan is judged by: what the bank gives up, and for how long. */
export type ApprovalFacts = Readonly<{
  extendMonths: number;
  waivePenaltyPermille: number;
  waiveInterest: boolean;
  waivePrincipal: boolean;
  rateCutBasisPoints: number;
  fund: boolean;
  /** Whether anything becomes principal, by whatever kind. */
  capitalises: boolean;
  kinds: readonly Kind[];
}>;

/** What the law cuts is no gift of the bank: only what the bank gives up of its own counts. */
export function approvalFacts(position: Pick<Position, 'arrears' | 'rate'>, sheet: Sheet, built: Built): ApprovalFacts {
  const given = less(built.waived, built.capped);
  return {
    extendMonths: built.months,
    waivePenaltyPermille: permilleOf(given, position.arrears),
    waiveInterest: given.interest > 0,
    waivePrincipal: given.principal > 0,
    rateCutBasisPoints: basisPointsBelow(lowestRate(sheet, built.rate), position.rate),
    fund: built.fund > 0,
    capitalises: built.capitalised > 0,
    kinds: sheet.terms.map(({ kind }) => kind),
  };
}

const ALL = 1_000;

/** Fees are waived by whoever may waive penalties. A begun thousandth counts as a whole one. */
function permilleOf(given: Amounts, arrears: Amounts): number {
  const gift = given.penalty + given.fee;
  const due = arrears.penalty + arrears.fee;
  if (gift === 0) return 0;
  return due === 0 ? ALL : Math.ceil((gift * ALL) / due);
}

const lowestRate = ({ terms }: Sheet, built: Rate): Rate =>
  terms
    .flatMap((one) => ('rate' in one ? [one.rate] : []))
    .reduce((low, rate) => (basisPointsBelow(rate, low) > 0 ? rate : low), built);

/** The highest tier of all rows that match; where none does, the highest there is. */
export function tierFor(facts: ApprovalFacts, rules: ApprovalRules): Readonly<{ tier: Tier; policy: PolicyRef }> {
  const rows = rules.rows.filter(({ when }) => matches(facts, when));
  const [first, ...others] = rows;
  const highest =
    first === undefined
      ? { tier: 'T4' as const, rule: 'no-rule' }
      : others.reduce((top, row) => (isAtLeast(top.tier, row.tier) ? top : row), first);
  return { tier: highest.tier, policy: { id: rules.id, version: rules.version, rule: highest.rule } };
}

/** Who must approve a plan. */
export const tierOf = (
  position: Pick<Position, 'arrears' | 'rate'>,
  sheet: Sheet,
  built: Built,
  rules: ApprovalRules,
) => tierFor(approvalFacts(position, sheet, built), rules);

function matches(facts: ApprovalFacts, when: ApprovalWhen): boolean {
  const { extendMonths, waivePenaltyPermille, rateCutBasisPoints, kinds } = when;
  return (
    (extendMonths !== undefined && within(facts.extendMonths, extendMonths)) ||
    (waivePenaltyPermille !== undefined && within(facts.waivePenaltyPermille, waivePenaltyPermille)) ||
    (rateCutBasisPoints !== undefined && within(facts.rateCutBasisPoints, rateCutBasisPoints)) ||
    (when.waiveInterest === true && facts.waiveInterest) ||
    (when.waivePrincipal === true && facts.waivePrincipal) ||
    (when.fund === true && facts.fund) ||
    (when.capitalises === true && facts.capitalises) ||
    (kinds !== undefined && kinds.some((kind) => facts.kinds.includes(kind)))
  );
}

const within = (value: number, [from, below]: Range): boolean => value >= from && (below === null || value < below);
