import { type Bank, type LoanDays, daysOfAll, loanDays, loansOf, sentOn } from '../bank.js';
import { grouped } from '../grouped.js';
import { loanRecords } from '../loan-records.js';
import type { Counted } from '../message.js';
import type { LoanTerms, Portfolio } from '../portfolio.js';
import { answeredStory } from './answered-story.js';
import type { LedgerAsk } from './asks.js';

type Life = Readonly<{ key: string; days: LoanDays }>;

/**
 * A bank that answers what Mora asks of it. It holds nothing either: its days are settled by the portfolio and by what
 * was asked on the days before, so `asks` may be read anew after a restart. Asks about what is no loan of the core
 * ledger are nobody's to answer.
 */
export function openAnsweringBank(portfolio: Portfolio, asks: () => readonly LedgerAsk[]): Bank {
  const unasked = daysOfAll(portfolio);
  const lives = new Map<string, Life>();
  const loans = new Map(loansOf(portfolio).map((terms) => [terms.id, terms]));
  const lifeOf = (terms: LoanTerms, asked: readonly LedgerAsk[]): LoanDays => {
    const key = JSON.stringify(asked.map(({ kind, on, data }) => [kind, on, data.requestId]));
    const known = lives.get(terms.id);
    if (known?.key === key) return known.days;
    const days = loanDays(loanRecords(portfolio, terms, answeredStory(portfolio, terms, asked)));
    lives.set(terms.id, { key, days });
    return days;
  };
  return {
    portfolio,
    day: (date) => {
      const asked = grouped(
        asks().filter(({ loan, on }) => on < date && loans.has(loan)),
        ({ loan }) => loan,
      );
      const others = (unasked.get(date) ?? []).filter(({ message }) => !asked.has(message.subject ?? ''));
      const answering = [...asked].flatMap(
        ([loan, about]) => lifeOf(loans.get(loan) as LoanTerms, about).get(date) ?? [],
      );
      return sentOn(portfolio, date, inOrder([...others, ...answering]));
    },
  };
}

/** Loans in the order of their numbers, what is said of one in the order of its ledger. */
const inOrder = (records: readonly Counted[]): readonly Counted[] =>
  records.toSorted(({ message: a }, { message: b }) => compareTexts(a.subject ?? '', b.subject ?? ''));

const compareTexts = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
