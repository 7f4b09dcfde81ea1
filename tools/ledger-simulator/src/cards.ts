import { addDays, addMonths, amountText, type CalendarDate, daysBetween } from '@mora/kernel';
import { chance, pick, wholeBetween } from './chance.js';
import type { Counted, LedgerMessage } from './message.js';
import { CARD_SYSTEM, type Portfolio } from './portfolio.js';

/** Months in arrears of an account when Mora takes it over, in per mille. */
const AT_OPENING: readonly (readonly [number, number])[] = [
  [0, 850],
  [1, 80],
  [2, 40],
  [3, 20],
  [4, 10],
];
const GOES_LATE = 0.07;
const CURES = 0.45;
const STAYS = 0.15;
const MONTHS_AT_MOST = 7;
const CURRENCY = 'CNY';

/** The card system's id of the n-th account, counted from 1, and of whose it is. */
export const cardAccount = (n: number): string => `C-${String(n).padStart(6, '0')}`;
export const cardHolder = (n: number): string => `P${cardAccount(n)}`;

/** What the card system says of the n-th account on a day; most days it says nothing. It has no schedules to send. */
export function cardRecords(portfolio: Portfolio, n: number, day: CalendarDate): readonly Counted[] {
  const { opensOn } = portfolio;
  const id = cardAccount(n);
  const luck = (purpose: string | number) => chance(portfolio.seed, 'card', n, purpose);
  const firstStatement = addDays(opensOn, wholeBetween(0, 27, luck('statement-day')) - 28);
  const month = monthsSince(firstStatement, day);
  const statement = addMonths(firstStatement, month);
  const late = monthsLate(month, luck);
  const snapshot = (months: number) => snapshotOf(id, day, statement, months, luck('minimum'));
  if (day === opensOn) return [...registered(id, opensOn), takenOver(snapshot(late))];
  if (day === addDays(statement, 1)) return [snapshot(late)];
  const curesToday = late > 0 && monthsLate(month + 1, luck) === 0 && day === cureDay(statement, luck(month));
  return curesToday ? [snapshot(0)] : [];
}

function monthsSince(first: CalendarDate, day: CalendarDate): number {
  let months = 0;
  while (addMonths(first, months + 1) < day) months += 1;
  return months;
}

/** Months in arrears after so many statements: each follows from the one before it. */
function monthsLate(statements: number, luck: (purpose: string | number) => number): number {
  let late = pick(AT_OPENING, luck('opening'));
  for (let n = 1; n <= statements; n += 1) {
    const fate = luck(`fate ${n}`);
    if (late === 0) late = fate < GOES_LATE ? 1 : 0;
    else if (fate < CURES / late) late = 0;
    else if (fate > 1 - STAYS) continue;
    else late = Math.min(late + 1, MONTHS_AT_MOST);
  }
  return late;
}

const cureDay = (statement: CalendarDate, luck: number): CalendarDate => addDays(statement, wholeBetween(8, 24, luck));

function snapshotOf(id: string, asOf: CalendarDate, statement: CalendarDate, months: number, luck: number): Counted {
  const total = BigInt(wholeBetween(120, 900, luck)) * 100n * BigInt(months);
  const oldest = months === 0 ? null : addMonths(statement, 1 - months);
  const interest = total / 8n;
  const data = {
    bookingId: `${id}:${asOf}`,
    asOf,
    oldestUnpaidDueOn: oldest,
    monthsInArrears: months,
    currency: CURRENCY,
    overdue: {
      total: amountText(total, CURRENCY),
      principal: amountText(total - interest, CURRENCY),
      interest: amountText(interest, CURRENCY),
    },
    ledgerDaysPastDue: oldest === null ? 0 : daysBetween(oldest, asOf),
  };
  return { message: message(id, 'arrears-snapshot', asOf, asOf, data), minor: total, currency: CURRENCY };
}

function registered(id: string, opensOn: CalendarDate): readonly Counted[] {
  const nothing = { minor: 0n, currency: CURRENCY } as const;
  const loan = { cutOver: true, product: 'credit-card', currency: CURRENCY };
  const party = { cutOver: true, partyId: `P${id}`, role: 'borrower', from: opensOn };
  return [
    { ...nothing, message: message(id, 'loan-registered', 'registered', opensOn, loan) },
    { ...nothing, message: message(id, 'party-linked', 'party', opensOn, party) },
  ];
}

const takenOver = ({ message: plain, ...counted }: Counted): Counted => ({
  ...counted,
  message: { ...plain, data: { cutOver: true, ...plain.data } },
});

const message = (id: string, kind: string, what: string, on: CalendarDate, data: object): LedgerMessage => ({
  specversion: '1.0',
  id: `${id}:${what}`,
  source: CARD_SYSTEM,
  type: `ledger.${kind}.v1`,
  subject: id,
  businessdate: on,
  data: { ...data },
});
