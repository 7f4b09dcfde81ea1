import type { Change } from './changes.js';
import type { Facts } from './facts.js';
import { type Days, positionOn, snapshotOn } from './position.js';
import type { ProductRules } from './product-rules.js';

/**
 * The ledger's own days past due against ours, as of the ledger's day, once that day has closed.
 * A difference is told when it first shows and when it changes, not every day.
 */
export function driftOf(
  known: Readonly<{ drift: number }>,
  facts: Facts,
  rules: ProductRules,
  { agedTo }: Days,
): Readonly<{ drift: number; told: readonly Change[] }> {
  const snapshot = snapshotOn(facts, agedTo);
  if (snapshot === null || snapshot.ledgerDaysPastDue === null) return { drift: known.drift, told: [] };
  const { asOf, ledgerDaysPastDue } = snapshot;
  const { daysPastDue } = positionOn(facts, rules, { agedTo: asOf, knownTo: asOf });
  const drift = ledgerDaysPastDue - daysPastDue;
  if (drift === 0 || drift === known.drift) return { drift, told: [] };
  return { drift, told: [{ kind: 'drift-detected', asOf, daysPastDue, ledgerDaysPastDue }] };
}
