import { readLedgerRecord } from '@mora/contracts';
import { addDays, calendarDate, type CalendarDate, minorUnits } from '@mora/kernel';
import { bankDay, openBank, SOURCES } from './bank.js';
import type { LedgerMessage } from './message.js';
import { loanOf, type Portfolio } from './portfolio.js';
import { owed } from './schedule.js';
import { storyOf } from './story.js';

const PORTFOLIO: Portfolio = { seed: 'spec', loans: 400, cards: 60, opensOn: calendarDate('2026-01-05') };
const DAYS = 120;
const ADDED_UP = ['payment-posted', 'payment-reversed', 'charge-posted', 'arrears-snapshot'];

const bank = openBank(PORTFOLIO);
const days = Array.from({ length: DAYS }, (_, n) => addDays(PORTFOLIO.opensOn, n));
const allDays = days.map((date) => bank.day(date));
const records = allDays.flat().flatMap((source) => source.records);
const bytes = (portfolio: Portfolio) => JSON.stringify(days.slice(0, 20).map((date) => bankDay(portfolio, date)));
const kindOf = ({ type }: LedgerMessage) => type.split('.')[1] as string;
const dataOf = <T>({ data }: LedgerMessage) => data as T;

it('sends the same bytes for the same seed, and others for another', () => {
  const small = { ...PORTFOLIO, loans: 40, cards: 10 };
  expect(bytes(small)).toBe(bytes({ ...small }));
  expect(bytes(small)).not.toBe(bytes({ ...small, seed: 'another' }));
});

it('tells a day by itself as it tells it in a row of days, whatever was asked before', () => {
  const date = days[17] as CalendarDate;
  const before = JSON.stringify(bank.day(date));
  bank.day(days[90] as CalendarDate);
  expect(JSON.stringify(bankDay(PORTFOLIO, date))).toBe(before);
});

it('leaves the life of a loan as it was when the portfolio grows', () => {
  const life = (loans: number) => storyOf({ ...PORTFOLIO, loans }, loanOf({ ...PORTFOLIO, loans }, 7));
  expect(life(1000)).toEqual(life(10));
});

it('sends nothing that its contract with Mora refuses', () => {
  const all = [...records, ...allDays.flat().map(({ close }) => close)];
  expect(all.map((record) => readLedgerRecord(JSON.parse(JSON.stringify(record))))).toHaveLength(all.length);
});

it('numbers the records of a loan from 1 without a hole, in the order of booking', () => {
  const next = new Map<string, number>();
  for (const { sequence, subject } of records.filter(({ source }) => source === SOURCES[0])) {
    const expected = (next.get(subject as string) ?? 0) + 1;
    expect(sequence).toBe(expected);
    next.set(subject as string, expected);
  }
});

it('gives every record an id of its own within its source', () => {
  expect(new Set(records.map(({ source, id }) => `${source} ${id}`)).size).toBe(records.length);
});

it('closes each day of each source with the count and the sum of what it sent', () => {
  for (const { records: sent, close } of allDays.flat()) {
    const { count, totals } = dataOf<{ count: number; totals: { amount: string }[] }>(close);
    const amounts = sent.filter((record) => ADDED_UP.includes(kindOf(record))).map(amountIn);
    expect(count).toBe(sent.length);
    expect(totals.reduce((sum, { amount }) => sum + minorUnits(amount, 'CNY'), 0n)).toBe(
      amounts.reduce((sum, minor) => sum + minor, 0n),
    );
  }
});

function amountIn(record: LedgerMessage): bigint {
  const { amount, overdue } = dataOf<{ amount?: string; overdue?: { total: string } }>(record);
  return minorUnits(amount ?? overdue?.total ?? '0', 'CNY');
}

it.each([
  [
    'a loan taken over when it was overdue',
    'loan-registered',
    (d: Data) => String(JSON.stringify(d['history'])).includes('firstOverdueOn'),
  ],
  ['a loan made after the first day', 'loan-registered', (d: Data) => d['history'] === undefined && !d['cutOver']],
  ['a borrower by id', 'party-linked', () => true],
  ['a payment', 'payment-posted', (d: Data) => !d['cutOver']],
  ['a payment that bounced', 'payment-reversed', () => true],
  ['a late fee', 'charge-posted', () => true],
  ['a new schedule for a loan in trouble', 'schedule-replaced', (d: Data) => d['reason'] === 'rescheduled'],
  ['a snapshot of an account in arrears', 'arrears-snapshot', (d: Data) => d['monthsInArrears'] === 2],
  ['a snapshot of an account that is cured', 'arrears-snapshot', (d: Data) => d['monthsInArrears'] === 0],
  ['a loan given up', 'status-changed', (d: Data) => d['status'] === 'written-off'],
])('sends, in the course of some months, %s', (_, kind, is) => {
  expect(records.some((record) => kindOf(record) === kind && is(record.data))).toBe(true);
});

type Data = LedgerMessage['data'];

it('sends back-dated payments: booked on a later day than the money counts', () => {
  const late = records.filter(
    (r) => kindOf(r) === 'payment-posted' && !r.data['cutOver'] && r.data['valueDate'] !== r.businessdate,
  );
  expect(late.length).toBeGreaterThan(0);
  expect(late.every(({ data, businessdate }) => String(data['valueDate']) < businessdate)).toBe(true);
});

it('reverses only payments that it has sent, and for the same amount', () => {
  const paid = new Map<string, unknown>();
  for (const record of records) {
    const { transactionId, originalTransactionId, amount } = record.data;
    if (kindOf(record) === 'payment-posted') paid.set(`${record.subject} ${String(transactionId)}`, amount);
    if (kindOf(record) === 'payment-reversed') {
      expect(paid.get(`${record.subject} ${String(originalTransactionId)}`)).toBe(amount);
    }
  }
});

it('never takes more over the life of a loan than the schedule and the fees ask for', () => {
  for (let n = 1; n <= PORTFOLIO.loans; n += 1) {
    const story = storyOf(PORTFOLIO, loanOf(PORTFOLIO, n));
    const plan = story.findLast((one) => one.kind === 'schedule');
    const asked = (plan?.instalments ?? []).reduce((sum, one) => sum + owed(one), 0n);
    const fees = story.reduce((sum, one) => sum + (one.kind === 'charge' ? one.minor : 0n), 0n);
    const paid = story.reduce(
      (sum, one) => sum + (one.kind === 'payment' ? one.minor : one.kind === 'reversal' ? -one.minor : 0n),
      0n,
    );
    const closed = story.some((one) => one.kind === 'status' && one.status === 'closed');
    expect(paid <= asked + fees).toBe(true);
    if (closed) expect(paid).toBe(asked + fees);
  }
});
