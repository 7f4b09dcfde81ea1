/** Something that can only be false through a fault of ours. Never thrown for what a customer or a ledger did. */
export class InvariantViolated extends Error {}

/** Throws InvariantViolated, with the rule that does not hold. */
export function invariant(holds: boolean, rule: string): asserts holds {
  if (!holds) throw new InvariantViolated(rule);
}
