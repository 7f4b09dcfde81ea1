import { times, whole } from '../fraction.js';
import { roundHalfUp } from '../rounding.js';
import type { Period } from './periods.js';
import type { Draft } from './rows.js';
import type { Grace, Terms } from './terms.js';

/** Where a loan stands when its grace is over. */
export type AfterGrace = Readonly<{
  drafts: readonly Draft[];
  balance: bigint;
  /** Interest that is due with the first instalment after it. */
  deferred: bigint;
  capitalised: bigint;
  rest: readonly Period[];
}>;

export const interestOf = (balance: bigint, { factor }: Pick<Period, 'factor'>): bigint =>
  roundHalfUp(times(whole(balance), factor));

/** Takes the periods of the grace off the front. */
export function afterGrace({ principal, grace }: Terms, periods: readonly Period[]): AfterGrace {
  const [inGrace, rest] = [periods.slice(0, grace?.periods ?? 0), periods.slice(grace?.periods ?? 0)];
  let balance = principal.minor;
  let unpaid = 0n;
  const drafts = inGrace.map((period) => {
    const step = grace === undefined ? PAYS_NOTHING : stepOf(grace, balance, interestOf(balance, period));
    balance -= step.principal;
    unpaid += step.unpaid;
    return { dueOn: period.dueOn, principal: step.principal, interest: step.interest };
  });
  return grace?.kind === 'capitalised'
    ? { drafts, balance: balance + unpaid, deferred: 0n, capitalised: unpaid, rest }
    : { drafts, balance, deferred: unpaid, capitalised: 0n, rest };
}

const PAYS_NOTHING = { principal: 0n, interest: 0n, unpaid: 0n };

function stepOf(grace: Grace, balance: bigint, interest: bigint): typeof PAYS_NOTHING {
  switch (grace.kind) {
    case 'interest-only':
      return { ...PAYS_NOTHING, interest };
    case 'capitalised':
    case 'deferred':
      return { ...PAYS_NOTHING, unpaid: interest };
    case 'interest-free':
      return PAYS_NOTHING;
    case 'part-principal':
      return { ...PAYS_NOTHING, principal: grace.each < balance ? grace.each : balance };
  }
}
