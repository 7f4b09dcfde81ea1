import type { CalendarDate } from '@mora/kernel';
import { cardRecords } from './cards.js';
import { grouped } from './grouped.js';
import { loanRecords } from './loan-records.js';
import { closedDay, type Counted, type SourceDay } from './message.js';
import { CARD_SYSTEM, LEDGER, loanOf, type LoanTerms, type Portfolio } from './portfolio.js';
import { storyOf } from './story.js';

/** A bank whose whole life is settled by its portfolio; it holds no state that a day could change. */
export type Bank = Readonly<{ portfolio: Portfolio; day: (date: CalendarDate) => readonly SourceDay[] }>;

/** The records of loans by the day on which they are booked. */
export type LoanDays = ReadonlyMap<CalendarDate, readonly Counted[]>;

/** Works out the life of every loan once, so that a day is only a look-up. */
export function openBank(portfolio: Portfolio): Bank {
  const days = daysOfAll(portfolio);
  return { portfolio, day: (date) => sentOn(portfolio, date, days.get(date) ?? []) };
}

/** What the bank's ledgers send of one day: their records, and each ledger's close of the day. Pure. */
export const bankDay = (portfolio: Portfolio, date: CalendarDate): readonly SourceDay[] =>
  openBank(portfolio).day(date);

/** The ledgers' configured names, in the order in which they send. */
export const SOURCES = [LEDGER, CARD_SYSTEM] as const;

/** The terms of all loans, in the order in which they are told of. */
export const loansOf = (portfolio: Portfolio): readonly LoanTerms[] =>
  Array.from({ length: portfolio.loans }, (_, index) => loanOf(portfolio, index + 1));

/** The days of all loans about which nothing is asked. */
export const daysOfAll = (portfolio: Portfolio): LoanDays =>
  loanDays(loansOf(portfolio).flatMap((terms) => loanRecords(portfolio, terms, storyOf(portfolio, terms))));

export const loanDays = (records: readonly Counted[]): LoanDays =>
  grouped(records, ({ message }) => message.businessdate);

/** A day of the bank with these records of loans. */
export const sentOn = (portfolio: Portfolio, date: CalendarDate, loans: readonly Counted[]): readonly SourceDay[] => [
  closedDay(LEDGER, date, loans),
  closedDay(CARD_SYSTEM, date, cardRecordsOf(portfolio, date)),
];

const cardRecordsOf = (portfolio: Portfolio, date: CalendarDate): readonly Counted[] =>
  Array.from({ length: portfolio.cards }, (_, index) => cardRecords(portfolio, index + 1, date)).flat();
