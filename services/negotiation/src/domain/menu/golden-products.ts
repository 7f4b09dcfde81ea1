import { amountText, type CalendarDate, type Currency, InvariantViolated, minorUnits } from '@mora/kernel';
import type { Rate } from '../words.js';
import { breachCost } from './breach.js';
import type { MathsPolicies } from './maths.js';
import { type ProductRules, rowFor } from './rules.js';

type BreachCase = Readonly<{
  product: string;
  currency: Currency;
  rate: Rate;
  contractOn: CalendarDate;
  principal: string;
  interest: string;
  dueOn: CalendarDate;
  to: CalendarDate;
  penalty: string;
  compound: string;
  capped: boolean;
}>;

export type ProductsFile = ProductRules &
  Readonly<{
    goldenCases: readonly Readonly<{ product: string; currency: Currency; rule: string | null }>[];
    breachCases: readonly BreachCase[];
  }>;

/** Throws InvariantViolated for the first case that does not come out as it says. */
export function proveProducts(file: ProductsFile, maths: MathsPolicies): void {
  for (const { product, currency, rule } of file.goldenCases) {
    const found = rowFor(file, product, currency)?.rule ?? null;
    if (found !== rule) throw new InvariantViolated(`${file.id}: ${product} in ${currency} is ${found}, not ${rule}`);
  }
  for (const one of file.breachCases) {
    const [found, expected] = [breachOf(file, one, maths), `${one.penalty} ${one.compound} ${one.capped}`];
    if (found !== expected)
      throw new InvariantViolated(`${file.id}: breach of ${one.product} costs ${found}, not ${expected}`);
  }
}

function breachOf(file: ProductsFile, one: BreachCase, maths: MathsPolicies): string {
  const { currency, dueOn, to, rate, contractOn } = one;
  const row = rowFor(file, one.product, currency);
  if (row === undefined) return 'nothing that is known';
  const minor = (text: string) => Number(minorUnits(text, currency));
  const owed = { principal: minor(one.principal), interest: minor(one.interest) };
  const cost = breachCost(owed, dueOn, to, rate, { product: row, maths }, contractOn);
  if (cost === null) return 'nothing that is known';
  return `${amountText(BigInt(cost.penalty), currency)} ${amountText(BigInt(cost.compound), currency)} ${cost.capped}`;
}
