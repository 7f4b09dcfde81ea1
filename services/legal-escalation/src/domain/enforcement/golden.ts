import { type CalendarDate, InvariantViolated } from '@mora/kernel';
import type { AssetKind, Minor } from '../words.js';
import { takable } from './fitness.js';
import { termOf } from './measures.js';
import type { EnforcementRules } from './rules.js';

/** How long a measure binds, or how much of a thing may be taken. */
export type EnforcementCase = Readonly<
  | { name: string; asset: AssetKind; from: CalendarDate; until: CalendarDate | null }
  | {
      name: string;
      asset: AssetKind;
      value: Minor;
      monthly: Minor | null;
      householdSize: number;
      region: string;
      takes: Minor;
    }
>;
export type EnforcementFile = EnforcementRules & Readonly<{ goldenCases: readonly EnforcementCase[] }>;

/** Throws InvariantViolated for an order with a hole, levels that do not fall, and the first case that ends otherwise. */
export function proveEnforcement(file: EnforcementFile): void {
  const { id, version, order, terms, expiring, goldenCases } = file;
  const missing = Object.keys(terms).find((asset) => !(order as readonly string[]).includes(asset));
  if (missing !== undefined || new Set(order).size !== order.length)
    throw new InvariantViolated(`${id}/${version}: the order of measures does not hold each thing once`);
  if (expiring.some((level, at) => level >= (expiring[at - 1] ?? Infinity)))
    throw new InvariantViolated(`${id}/${version}: the days before an end do not fall`);
  for (const one of goldenCases) {
    const [found, expected] =
      'from' in one ? [termOf(one.asset, one.from, file)?.on ?? null, one.until] : [takes(one, file), one.takes];
    if (found !== expected)
      throw new InvariantViolated(
        `${id}/${version}: "${one.name}" comes out as ${String(found)}, not ${String(expected)}`,
      );
  }
}

function takes(one: Extract<EnforcementCase, { takes: Minor }>, rules: EnforcementRules): Minor {
  const { asset, value, monthly } = one;
  const on = rules.effectiveFrom;
  const clue = {
    clueId: 'golden',
    asset,
    value,
    exempt: null,
    onlyHome: false,
    monthly,
    sha256: null,
    on,
    by: 'golden',
  };
  return takable(clue, one, rules);
}
