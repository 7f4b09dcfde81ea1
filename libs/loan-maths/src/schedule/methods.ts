import { roundHalfUp, spread } from '../rounding.js';
import { afterGrace, interestOf } from './grace.js';
import { levelPayment } from './level-payment.js';
import { type Period, periodsOf } from './periods.js';
import { type Draft, scheduleOf } from './rows.js';
import type { Schedule, Terms } from './terms.js';

/** How much of the principal is repaid in each of the periods after the grace. */
type Repayment = (balance: bigint, periods: readonly Period[], terms: Terms) => readonly bigint[];

/**
 * Equal payments (等额本息). The payment is rounded once, the interest of each instalment by itself, and the last
 * instalment takes the remainder. Throws RangeError for terms that make no schedule.
 */
export const annuity = (terms: Terms): Schedule => repaid(terms, levelPrincipal);

/** Equal parts of the principal (等额本金), each with the interest on what was left. Throws RangeError as `annuity` does. */
export const equalPrincipal = (terms: Terms): Schedule =>
  repaid(terms, (balance, periods) => spread(balance, periods.length));

/** Interest every period and the principal with the last (先息后本). Throws RangeError as `annuity` does. */
export const interestOnly = (terms: Terms): Schedule =>
  repaid(terms, (balance, periods) => periods.map((_, at) => (at === periods.length - 1 ? balance : 0n)));

export const METHODS = { annuity, 'equal-principal': equalPrincipal, 'interest-only': interestOnly } as const;
export type Method = keyof typeof METHODS;

function repaid(terms: Terms, repayment: Repayment): Schedule {
  const { drafts, balance, deferred, capitalised, rest } = afterGrace(terms, periodsOf(terms));
  const principals = repayment(balance, rest, terms);
  let left = balance;
  const repaying = rest.map((period, at): Draft => {
    const interest = interestOf(left, period) + (at === 0 ? deferred : 0n);
    const principal = principals[at] ?? 0n;
    left -= principal;
    return { dueOn: period.dueOn, principal, interest };
  });
  const whole = { currency: terms.principal.currency, principal: terms.principal.minor, capitalised };
  return scheduleOf(whole, [...drafts, ...repaying]);
}

/** What the level payment leaves for principal once the interest is paid; never below nought in a long period. */
function levelPrincipal(balance: bigint, periods: readonly Period[], terms: Terms): readonly bigint[] {
  const factors = periods.map(({ factor, usual }) => (terms.oddFirstPeriod === 'levelled' ? factor : usual));
  const payment = roundHalfUp(levelPayment(balance, factors));
  let left = balance;
  return factors.map((factor, at) => {
    const remainder = payment - interestOf(left, { factor });
    const wanted = remainder < 0n ? 0n : remainder;
    const principal = at === factors.length - 1 || wanted > left ? left : wanted;
    left -= principal;
    return principal;
  });
}
