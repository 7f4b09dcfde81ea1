import type { CalendarDate } from '@mora/kernel';
import type { Amounts, Minor, Rate } from '../words.js';
import { capFor, overdueCost, underCap } from './maths.js';
import type { MenuRules } from './rules.js';

export type BreachCost = Readonly<{ penalty: Minor; compound: Minor; capped: boolean }>;

/**
 * What it costs that an instalment is paid on a later day: penalty on its principal and compound interest on its
 * interest, both at the penalty rate, under the cap of the contract over what was overdue. This is the figure of the
 * disclosure and the one that is charged. Null where nobody can say what the cap of the contract is.
 */
export function breachCost(
  row: Pick<Amounts, 'principal' | 'interest'>,
  dueOn: CalendarDate,
  to: CalendarDate,
  rate: Rate,
  { product, maths }: Pick<MenuRules, 'product' | 'maths'>,
  contractOn: CalendarDate | null,
): BreachCost | null {
  const { principal, interest } = row;
  const { penaltyUplift, penaltyDayCount, caps, lender, kind } = product;
  const cost = overdueCost({ principal, interest, from: dueOn, to }, rate, penaltyUplift, penaltyDayCount);
  if (caps === null) return { ...cost, capped: false };
  const question = contractOn && { lender, product: kind === 'card' ? 'card' : 'loan', contractOn };
  const cap = question === null ? null : capFor(maths, caps, question);
  if (cap === null) return null;
  // Unpaid interest bears interest here as principal does, so it is part of what was outstanding.
  const { claimed, cut } = underCap(cost, cap, [{ principal: principal + interest, from: dueOn, to }]);
  return { ...claimed, capped: cut > 0 };
}
