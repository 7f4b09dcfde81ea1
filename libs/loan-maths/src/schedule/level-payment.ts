import type { Fraction } from '../fraction.js';

/**
 * The payment that, made at the end of every period, repays the principal with its interest: `P·r / (1 − (1+r)^−n)` where
 * all periods bear alike. It is exact: growth and sum stand over one denominator, which cancels out.
 */
export function levelPayment(principal: bigint, factors: readonly Fraction[]): Fraction {
  let growth = 1n;
  let sum = 0n;
  let denominator = 1n;
  for (const { num, den } of factors) {
    denominator *= den;
    growth *= den + num;
    sum = sum * (den + num) + denominator;
  }
  return { num: principal * growth, den: sum };
}
