import { type CalendarDate, latest } from '@mora/kernel';
import { total } from '../menu/amounts.js';
import { monthsUntil } from '../menu/dates.js';
import { menuRulesFor } from '../menu/rules.js';
import { lawfulMonths } from '../menu/term-limit.js';
import type { Instalment } from '../words.js';
import type { Scene } from './step.js';
import type { Plan } from './types.js';

/**
 * Whether rows ask more of the borrower than those that were agreed: a larger instalment, more by any day, or more in
 * all. What is no heavier was priced, approved, shown and found affordable with the agreed rows; anything else must be
 * offered anew.
 */
export function isHeavier(rows: readonly Instalment[], agreed: readonly Instalment[]): boolean {
  const largest = (all: readonly Instalment[]): number => Math.max(0, ...all.map(total));
  const owedBy = (all: readonly Instalment[], day: string): number =>
    all.filter(({ dueOn }) => dueOn <= day).reduce((sum, row) => sum + total(row), 0);
  return largest(rows) > largest(agreed) || rows.some(({ dueOn }) => owedBy(rows, dueOn) > owedBy(agreed, dueOn));
}

const endOf = (rows: readonly Instalment[]): CalendarDate | null =>
  rows.reduce<CalendarDate | null>((last, { dueOn }) => (last === null ? dueOn : latest(last, dueOn)), null);

/**
 * Whether rows run on beyond what the law lets a loan be extended by, counted from its first schedule: what was agreed
 * was within that. Of kinds whose length the law says itself nothing may end later, nor where nobody can say.
 */
export function endsTooLate(rows: readonly Instalment[], plan: Plan, { view, at }: Scene): boolean {
  const [end, agreed] = [endOf(rows), endOf(plan.rows)];
  if (end === null || (agreed !== null && end <= agreed)) return false;
  const { first, product, currency } = view.parts.ledger;
  const rules =
    product === null || currency === null ? null : menuRulesFor(view.policies.menu, product, currency, at.openDay);
  if (rules === null || first === null) return true;
  if (plan.kinds.some((kind) => rules.forbearance.kinds[kind].ownTerm === true)) return true;
  const position = { originalCount: first.count, periodMonths: rules.product.periodMonths };
  const most = lawfulMonths({ position, facts: { extendedMonths: 0 }, rules });
  return most !== null && monthsUntil(latest(first.endOn, plan.acceptedOn), end) > most;
}
