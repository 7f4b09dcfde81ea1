import { type CalendarDate, daysBetween } from '@mora/kernel';
import type { Amounts, ClaimComponent } from '../components.js';
import { type Fraction, over, times, whole } from '../fraction.js';
import { roundDown } from '../rounding.js';
import type { Schedule } from '../schedule/terms.js';
import type { Cap } from './caps.js';

/** Principal that was outstanding from one day to another, the last not counted. */
export type Stretch = Readonly<{ principal: bigint; from: CalendarDate; to: CalendarDate }>;

/** The most that may be charged over the stretches, down to the minor unit; null without a cap. */
export function mostUnder(cap: Pick<Cap, 'rate' | 'yearDays'>, stretches: readonly Stretch[]): bigint | null {
  if (cap.rate === null) return null;
  return roundDown(times(cap.rate, { num: principalDays(stretches), den: BigInt(cap.yearDays) }));
}

/** What was charged as a rate a year: charges / (principal × days / days of a year). Throws RangeError without principal. */
export function allInRate(charges: bigint, stretches: readonly Stretch[], yearDays: number): Fraction {
  return over(whole(charges), { num: principalDays(stretches), den: BigInt(yearDays) });
}

/**
 * Cuts a claim down to the cap, in the order that the rule says, and shows what was cut. The ledger is left alone: it is
 * the claim that is cut (M-24). Components that do not count against the cap stand as they are.
 */
export function clampClaim(
  claim: Amounts,
  cap: Pick<Cap, 'rate' | 'yearDays' | 'rule'>,
  stretches: readonly Stretch[],
): Readonly<{ claimed: Amounts; waived: Amounts }> {
  const most = mostUnder(cap, stretches);
  const counted = cap.rule.counts.reduce((sum, component) => sum + (claim[component] ?? 0n), 0n);
  let excess = most === null || counted <= most ? 0n : counted - most;
  const claimed: Partial<Record<ClaimComponent, bigint>> = { ...claim };
  const waived: Partial<Record<ClaimComponent, bigint>> = {};
  for (const component of cap.rule.cutOrder) {
    const amount = claim[component] ?? 0n;
    const cut = amount < excess ? amount : excess;
    if (cut === 0n) continue;
    claimed[component] = amount - cut;
    waived[component] = cut;
    excess -= cut;
  }
  return { claimed, waived };
}

/** The stretches of a schedule: what is outstanding from each due date to the next, if all is paid as it falls due. */
export function stretchesOf(schedule: Schedule, startsOn: CalendarDate): readonly Stretch[] {
  return schedule.instalments.map(({ principal, balanceAfter, dueOn }, at) => ({
    principal: balanceAfter + principal,
    from: schedule.instalments[at - 1]?.dueOn ?? startsOn,
    to: dueOn,
  }));
}

const principalDays = (stretches: readonly Stretch[]): bigint =>
  stretches.reduce((sum, { principal, from, to }) => sum + principal * BigInt(daysBetween(from, to)), 0n);
