import { addDays, invariant } from '@mora/kernel';
import { ascending } from '../dated.js';
import { delayInterest, type DelayRates } from '../delay-interest/delay-interest.js';
import { Field } from './field.js';
import { named } from './named.js';

/**
 * Reads the rates of delay interest and proves them by their golden cases. Throws PolicyInvalid for a document that is
 * none, InvariantViolated for one that fails its own cases.
 */
export function readDelayRates(document: unknown): DelayRates {
  const fields = new Field(document, 'delay').object(...named.fields, 'perDay', 'goldenCases');
  const perDay = fields.perDay.list().map((step) => {
    const { from, rate } = step.object('from', 'rate');
    return { from: from.date(), value: rate.fraction() };
  });
  const rates: DelayRates = { ...named.of(fields), perDay: ascending(perDay) };
  fields.goldenCases.list().forEach((golden) => prove(rates, golden));
  return rates;
}

function prove(rates: DelayRates, golden: Field): void {
  const { amount, performBy, days, interest } = golden.object('amount', 'performBy', 'days', 'interest');
  const part = { amount: amount.minor(), performBy: performBy.date() };
  const answer = delayInterest(rates, { parts: [part] }, addDays(part.performBy, days.integer()));
  const computed = answer.covered ? answer.amount : null;
  const holds = computed === interest.orNull((field) => field.minor());
  invariant(holds, `${rates.id}: the golden case from ${part.performBy} holds`);
}
