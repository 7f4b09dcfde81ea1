import type { CalendarDate } from '@mora/kernel';
import type { Behaviour } from '@mora/ledger-simulator';

const SHOCKS = ['income-drop', 'illness', 'job-loss'] as const;
const THOUSAND = 1_000;

/** What a household says of itself; made up, and the same for the same loan and day. Of some the squeeze lasts. */
export function statementOf(behaviour: Behaviour, loan: string, asOf: CalendarDate) {
  const between = (what: string, least: number, most: number) => behaviour.lasts(what, loan, asOf, least, most);
  const now = between('income', 8, 60) * THOUSAND;
  const usual = now + between('lost', 1, 10) * THOUSAND;
  return {
    region: 'cn-shanghai',
    asOf,
    currency: 'CNY',
    dependants: [],
    incomes: [{ kind: 'salary', monthly: yuan(now), usual: yuan(usual), regular: true }],
    expenses: [{ kind: 'food', monthly: yuan(1_800), essential: true }],
    debts: [],
    assets: [{ kind: 'cash', value: yuan(between('cash', 0, 20) * 100), liquid: true, exempt: false }],
    shock: { kind: SHOCKS[between('shock', 0, 2)], expectedMonths: between('months', 2, 12) },
  };
}

const yuan = (whole: number): string => `${whole}.00`;
