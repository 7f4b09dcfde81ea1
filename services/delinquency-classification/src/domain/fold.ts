import type { CalendarDate } from '@mora/kernel';
import { addDays } from './dates.js';
import { type Amounts, plus } from './amounts.js';
import { duesOf } from './dues.js';
import type { Charge, Facts, Folded, Payment } from './facts.js';
import type { Position } from './position.js';
import type { ProductRules } from './product-rules.js';

const NONE: Amounts = { principal: 0, interest: 0, fee: 0, penalty: 0 };

/**
 * Keeps what lies behind the horizon as sums, so that a loan of thirty years is not read with all its payments for
 * every new one. What then comes about a day behind the horizon is refused, never guessed.
 */
export function fold(facts: Facts, rules: ProductRules, position: Position, openDay: CalendarDate): Facts {
  const { payments, charges, reversals } = facts;
  if (payments.length === 0 && charges.length === 0 && reversals.length === 0) return facts;
  const horizon = addDays(openDay, -rules.horizonDays);
  const oldPayments = payments.filter(({ valueDate }) => valueDate <= horizon);
  // A charge is only forgotten once it is paid: else its due date still makes the loan late.
  const oldCharges = position.oldestUnpaidOn === null ? charges.filter(({ dueOn }) => dueOn <= horizon) : [];
  const keptReversals = reversals.filter(({ bookedOn }) => bookedOn > horizon);
  if (oldPayments.length === 0 && oldCharges.length === 0) {
    return keptReversals.length === reversals.length ? facts : { ...facts, reversals: keptReversals };
  }
  const keptCharges = charges.filter((charge) => !oldCharges.includes(charge));
  return {
    ...facts,
    payments: payments.slice(oldPayments.length),
    charges: keptCharges,
    reversals: keptReversals,
    folded: withoutPaid(withPayments(facts.folded, oldPayments, horizon), oldCharges),
    dues: oldCharges.length === 0 ? facts.dues : duesOf(facts.schedule?.instalments ?? [], keptCharges),
  };
}

function withPayments(folded: Folded | null, payments: readonly Payment[], upTo: CalendarDate): Folded {
  let minor = folded?.minor ?? 0;
  let portions: Amounts | null = folded === null ? NONE : folded.portions;
  for (const payment of payments) {
    minor += payment.minor;
    portions = portions === null || payment.portions === null ? null : plus(portions, payment.portions);
  }
  return { upTo, minor, portions };
}

/** A paid charge leaves on both sides: what was asked for, and the money that it took. */
function withoutPaid(folded: Folded, charges: readonly Charge[]): Folded {
  let { minor, portions } = folded;
  for (const charge of charges) {
    minor -= charge.minor;
    if (portions !== null) portions = { ...portions, [charge.component]: portions[charge.component] - charge.minor };
  }
  return { ...folded, minor, portions };
}
