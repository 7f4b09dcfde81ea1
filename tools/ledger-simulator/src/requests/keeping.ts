import { chance, pick, wholeBetween } from '../chance.js';
import { economyOf } from '../economy/economy.js';
import { economicMonth } from '../economy/pays.js';
import { type MonthPlan, ON_TIME } from '../month-plan.js';
import type { LoanTerms, Portfolio } from '../portfolio.js';
import type { Instalment } from '../schedule.js';

/** How a plan is kept where borrowers have no economy: in per mille. */
const KEEPS: readonly (readonly ['keeps' | 'is-late' | 'stops', number])[] = [
  ['keeps', 750],
  ['is-late', 100],
  ['stops', 150],
];
const MOST_DAYS_LATE = 10;
const MOST_PAID_BEFORE_IT_STOPS = 3;
const NOTHING: MonthPlan = { visits: [] };

/** What a borrower does about each row of a plan; `nth` counts them from 1. */
export function keepingOf(
  portfolio: Portfolio,
  terms: LoanTerms,
  requestId: string,
): (row: Instalment, nth: number) => MonthPlan {
  if (portfolio.economies === true) {
    const economy = economyOf(portfolio, terms);
    return (row) => economicMonth(economy, row);
  }
  const luck = (purpose: string) => chance(portfolio.seed, 'plan', requestId, purpose);
  switch (pick(KEEPS, luck('keeps'))) {
    case 'keeps':
      return () => ON_TIME;
    case 'is-late':
      return ({ dueOn }) => ({
        visits: [{ after: wholeBetween(1, MOST_DAYS_LATE, luck(`late ${dueOn}`)), share: null }],
      });
    case 'stops': {
      const paid = wholeBetween(0, MOST_PAID_BEFORE_IT_STOPS, luck('stops-after'));
      return (_, nth) => (nth <= paid ? ON_TIME : NOTHING);
    }
  }
}
