import type { CalendarDate } from '@mora/kernel';
import { cardRecords } from './cards.js';
import { loanRecords } from './loan-records.js';
import { closedDay, type Counted, type SourceDay } from './message.js';
import { CARD_SYSTEM, LEDGER, loanOf, type Portfolio } from './portfolio.js';

/** A bank whose whole life is settled by its portfolio; it holds no state that a day could change. */
export type Bank = Readonly<{ portfolio: Portfolio; day: (date: CalendarDate) => readonly SourceDay[] }>;

/** Works out the life of every loan once, so that a day is only a look-up. */
export function openBank(portfolio: Portfolio): Bank {
  const byDay = loanRecordsByDay(portfolio);
  return {
    portfolio,
    day: (date) => [
      closedDay(LEDGER, date, byDay.get(date) ?? []),
      closedDay(CARD_SYSTEM, date, cardRecordsOf(portfolio, date)),
    ],
  };
}

/** What the bank's ledgers send of one day: their records, and each ledger's close of the day. Pure. */
export const bankDay = (portfolio: Portfolio, date: CalendarDate): readonly SourceDay[] =>
  openBank(portfolio).day(date);

/** The ledgers' configured names, in the order in which they send. */
export const SOURCES = [LEDGER, CARD_SYSTEM] as const;

function loanRecordsByDay(portfolio: Portfolio): ReadonlyMap<string, readonly Counted[]> {
  const byDay = new Map<string, Counted[]>();
  for (let n = 1; n <= portfolio.loans; n += 1) {
    for (const counted of loanRecords(portfolio, loanOf(portfolio, n))) {
      const { businessdate } = counted.message;
      const sameDay = byDay.get(businessdate);
      if (sameDay === undefined) byDay.set(businessdate, [counted]);
      else sameDay.push(counted);
    }
  }
  return byDay;
}

const cardRecordsOf = (portfolio: Portfolio, date: CalendarDate): readonly Counted[] =>
  Array.from({ length: portfolio.cards }, (_, index) => cardRecords(portfolio, index + 1, date)).flat();
