import { readLedgerRecord } from '@mora/contracts';
import { addDays, type CalendarDate, minorUnits } from '@mora/kernel';
import { type Bank, loansOf, openBank } from '../bank.js';
import type { Booking } from '../booking.js';
import type { LedgerMessage } from '../message.js';
import { ON_TIME } from '../month-plan.js';
import type { LoanTerms } from '../portfolio.js';
import { storyOf } from '../story.js';
import { openAnsweringBank } from './answering-bank.js';
import type { LedgerAsk } from './asks.js';
import {
  closeSettled,
  day,
  DAYS,
  fund,
  openOn,
  PORTFOLIO,
  requestOf,
  reschedule,
  settle,
  stopped,
  withdrawn,
} from './fixtures.js';
import { keepingOf } from './keeping.js';

const [one, two, three] = stopped as [(typeof stopped)[0], (typeof stopped)[0], (typeof stopped)[0]];
const L = one.terms.id;
const plan = (on: CalendarDate, requestId: string, of = one) =>
  reschedule(of.terms.id, on, requestId, { minor: openOn(of.story, on) });
const booked = requestOf('booked');

const bytesOf = (bank: Bank, days = DAYS): readonly string[] => days.map((date) => JSON.stringify(bank.day(date)));
const recordsOf = (asks: readonly LedgerAsk[], loan = L): readonly LedgerMessage[] => {
  const bank = openAnsweringBank(PORTFOLIO, () => asks);
  return DAYS.flatMap((date) => bank.day(date).flatMap(({ records }) => records)).filter((r) => r.subject === loan);
};
const kindOf = ({ type }: LedgerMessage): string => type.split('.')[1] as string;
const shown = (records: readonly LedgerMessage[], kind: string): readonly string[] =>
  records
    .filter((record) => kindOf(record) === kind)
    .map(
      ({ businessdate, data: { restructure: _echo, ...data } }) => `${businessdate} ${Object.values(data).join(' ')}`,
    );
const without = (asks: readonly LedgerAsk[]) => expect(recordsOf(asks)).toEqual(recordsOf([]));

const ASKS: readonly LedgerAsk[] = [
  plan(day(20), booked),
  plan(day(21), requestOf('rejected'), two),
  plan(day(21), requestOf('shifted'), three),
  plan(day(60), requestOf('booked', 1), two),
  reschedule(L, day(90), requestOf('booked', 2), { rows: 6, minor: 700_00n }),
  settle(three.terms.id, day(100), requestOf('booked', 3)),
];

it('is the bank that it was where nothing is asked', () => {
  expect(bytesOf(openAnsweringBank(PORTFOLIO, () => []))).toEqual(bytesOf(openBank(PORTFOLIO)));
});

it('sends the same bytes after a restart on any day, and whatever was asked since', () => {
  let known: readonly LedgerAsk[] = [];
  const living = openAnsweringBank(PORTFOLIO, () => known);
  const sent = DAYS.map((date) => {
    known = ASKS.filter(({ on }) => on < date);
    return JSON.stringify(living.day(date));
  });
  expect(sent).toEqual(bytesOf(openAnsweringBank(PORTFOLIO, () => ASKS)));
  for (const date of DAYS.filter((_, n) => n % 10 === 1)) {
    const restarted = openAnsweringBank(PORTFOLIO, () => ASKS.filter(({ on }) => on <= date));
    expect(JSON.stringify(restarted.day(date))).toBe(sent[DAYS.indexOf(date)]);
  }
  expect(sent).not.toEqual(bytesOf(openBank(PORTFOLIO)));
});

it('sends nothing that its contract refuses, numbers without a hole, and closes with what it sent', () => {
  const bank = openAnsweringBank(PORTFOLIO, () => ASKS);
  const next = new Map<string, number>();
  for (const { records, close } of DAYS.flatMap((date) => bank.day(date))) {
    [...records, close].forEach((record) => readLedgerRecord(JSON.parse(JSON.stringify(record))));
    expect(close.data['count']).toBe(records.length);
    for (const { sequence, subject, id } of records.filter((record) => record.sequence !== undefined)) {
      expect(sequence).toBe((next.get(String(subject)) ?? 0) + 1);
      expect(id).toBe(`${subject}:${sequence}`);
      next.set(String(subject), Number(sequence));
    }
  }
});

it('tells of loans in their order, answered ones among the others', () => {
  for (const date of DAYS) {
    const [core] = openAnsweringBank(PORTFOLIO, () => ASKS).day(date);
    const loans = (core?.records ?? []).map(({ subject }) => String(subject));
    expect(loans).toEqual(loans.toSorted());
    if (date === DAYS[25]) break;
  }
});

type Row = Readonly<Record<'principal' | 'interest' | 'fee' | 'penalty' | 'dueOn', string | undefined>>;
const minorOf = (row: Row): bigint =>
  [row.principal, row.interest, row.fee, row.penalty].reduce((sum, text) => sum + minorUnits(text ?? '0', 'CNY'), 0n);

it.each(stopped.flatMap((of, n) => [20, 47, 80].map((on) => [of.terms.id, on, of, n] as const)))(
  'books for %s what was asked on day %i: the rows paid, then the asked ones, and nothing that is open beside them',
  (loan, at, of, n) => {
    const on = day(at);
    const asked = plan(on, requestOf('booked', n), of);
    const records = recordsOf([asked], loan);
    const today = records.filter(({ businessdate }) => businessdate === addDays(on, 1));
    const schedule = today.find((record) => kindOf(record) === 'schedule-replaced');
    if (openOn(of.story, on) <= 0n || of.story.some((o) => o.kind === 'status' && o.bookedOn <= on)) {
      return expect(schedule).toBeUndefined();
    }
    const { requestId, restructure, instalments, yearlyRate } = asked.data;
    expect(schedule?.data).toMatchObject({ reason: 'rescheduled', yearlyRate, request: { requestId, restructure } });
    const rows = schedule?.data['instalments'] as Row[];
    const paid = rows.slice(0, -instalments.length);
    expect(rows.slice(paid.length)).toEqual(instalments.map((row, k) => ({ ...row, number: paid.length + k + 1 })));
    expect(paid.every(({ dueOn }) => String(dueOn) <= on)).toBe(true);
    const before = records.filter(({ businessdate }) => businessdate <= on);
    const money = before.reduce((sum, record) => sum + moneyOf(record, on), 0n);
    expect(paid.reduce((sum, row) => sum + minorOf(row), 0n)).toBe(money);
    const charged = before.filter((record) => kindOf(record) === 'charge-posted').map(({ data }) => data['chargeId']);
    const nought = today.filter(({ data }) => data['amount'] === '0.00').map(({ data }) => data['chargeId']);
    expect(nought).toEqual(charged);
    expect(today.at(-1)).toBe(schedule);
  },
);

function moneyOf(record: LedgerMessage, on: CalendarDate): bigint {
  const { amount, valueDate } = record.data as { amount?: string; valueDate: string };
  if (kindOf(record) === 'payment-reversed') return -minorUnits(amount ?? '', 'CNY');
  return kindOf(record) === 'payment-posted' && valueDate < on ? minorUnits(amount ?? '', 'CNY') : 0n;
}

it('money of the day of asking pays of the plan; who keeps it pays its rows to the last cent and is done', () => {
  const rows = 2;
  const requestId = Array.from({ length: 30 }, (_, n) => requestOf('booked', n)).find(keepsAll) as string;
  const terms = loansOf(PORTFOLIO).find((each) => paidOn(each) !== undefined) as LoanTerms;
  const payment = paidOn(terms)!;
  const asked = reschedule(terms.id, payment.bookedOn, requestId, { rows, minor: payment.minor + 100_00n });
  const records = recordsOf([asked], terms.id);
  const schedule = records.findLast((record) => kindOf(record) === 'schedule-replaced');
  const all = schedule?.data['instalments'] as Row[];
  const sum = (some: readonly Row[]): bigint => some.reduce((total, row) => total + minorOf(row), 0n);
  const money = records.reduce((total, record) => total + moneyOf(record, addDays(day(0), 999)), 0n);
  const before = records.reduce((total, record) => total + moneyOf(record, payment.bookedOn), 0n);
  expect(sum(all.slice(0, -rows))).toBe(before);
  expect(money).toBe(sum(all));
  expect(money).toBe(before + payment.minor + 100_00n);
  expect(shown(records, 'status-changed')).toHaveLength(1);
});

const keepsAll = (requestId: string): boolean => {
  const keeps = keepingOf(PORTFOLIO, one.terms, requestId);
  return [1, 2].every((nth) => keeps({ number: nth, dueOn: day(nth), principal: 1n, interest: 0n }, nth) === ON_TIME);
};
const paidOn = (terms: LoanTerms) =>
  storyOf(PORTFOLIO, terms).find(
    (each): each is Extract<Booking, { kind: 'payment' }> =>
      terms.temperament === 'punctual' &&
      each.kind === 'payment' &&
      each.bookedOn === each.valueDate &&
      each.bookedOn > day(10),
  );

it('rejects, forgets and shifts some, by the request and the seed alone', () => {
  const on = day(20);
  const rejected = recordsOf([plan(on, requestOf('rejected'))]);
  expect(shown(rejected, 'request-answered')).toEqual([`${day(21)} ${requestOf('rejected')} rejected product-locked`]);
  expect(rejected.filter((record) => kindOf(record) !== 'request-answered').map(({ data }) => data)).toEqual(
    recordsOf([]).map(({ data }) => data),
  );
  without([plan(on, requestOf('never'))]);
  const asked = plan(on, requestOf('shifted'));
  const schedule = recordsOf([asked]).findLast((record) => kindOf(record) === 'schedule-replaced');
  const rows = (schedule?.data['instalments'] as { dueOn: CalendarDate }[]).slice(-asked.data.instalments.length);
  const moved = rows.filter(({ dueOn }, n) => dueOn !== asked.data.instalments[n]?.dueOn);
  expect(moved).toHaveLength(1);
  const were = asked.data.instalments[rows.indexOf(moved[0]!)]!.dueOn;
  expect(moved[0]!.dueOn).toBe(addDays(were, 1));
});

it('books nothing that was taken back by the evening, and all that was taken back later', () => {
  const asked = plan(day(20), booked);
  without([asked, withdrawn(L, day(20), booked)]);
  expect(recordsOf([asked, withdrawn(L, day(21), booked)])).toEqual(recordsOf([asked]));
});

it('answers an ask once, however often it is read, and none about a loan that is not its own', () => {
  const asked = plan(day(20), booked);
  expect(recordsOf([asked, asked])).toEqual(recordsOf([asked]));
  without([reschedule('C-000001', day(20), booked), reschedule('L-999999', day(20), booked)]);
});

it('asks for nothing of a loan that has ended', () => {
  const end = one.story.find(({ kind }) => kind === 'status');
  if (end === undefined) throw new Error('the loan of the spec is never given up');
  const bank = openAnsweringBank(PORTFOLIO, () => [reschedule(L, end.bookedOn, booked)]);
  const answered = bank.day(addDays(end.bookedOn, 1)).flatMap(({ records }) => records);
  expect(shown(answered, 'request-answered')).toEqual([`${addDays(end.bookedOn, 1)} ${booked} rejected loan-ended`]);
});

it('a later plan takes the place of the one before, from the day of its booking on', () => {
  const first = plan(day(20), booked);
  const second = reschedule(L, day(90), requestOf('booked', 2), { rows: 6, minor: 700_00n });
  const both = recordsOf([first, second]);
  const upTo = (records: readonly LedgerMessage[]) => records.filter(({ businessdate }) => businessdate <= day(90));
  expect(upTo(both)).toEqual(upTo(recordsOf([first])));
  const versions = both.filter((record) => kindOf(record) === 'schedule-replaced').map(({ data }) => data['version']);
  expect(versions).toEqual([1, 2, 3]);
});

it('takes a settlement in its parts, and closes the loan when it is asked to', () => {
  const all = [settle(L, day(20), booked), closeSettled(L, day(120), requestOf('booked', 1))];
  const records = recordsOf(all).filter(({ businessdate }) => businessdate > day(20));
  expect(shown(records, 'request-answered')).toEqual([
    `${day(21)} ${booked} accepted`,
    `${day(121)} ${requestOf('booked', 1)} accepted`,
  ]);
  // Classification watches a settled loan by what was asked, and the close of it restructures nothing more.
  const answers = records.filter((record) => kindOf(record) === 'request-answered');
  expect(answers.map(({ data }) => data['restructure'])).toEqual([
    settle(L, day(20), booked).data['restructure' as never],
    undefined,
  ]);
  expect(shown(records, 'status-changed')).toEqual([`${day(121)} closed ${day(121)}`]);
  expect(shown(records, 'schedule-replaced')).toEqual([]);
  const paid = records.filter((record) => kindOf(record) === 'payment-posted');
  expect(paid.every(({ data }) => data['amount'] === '300.00')).toBe(true);
});

it('takes on a fund beside the loan, which goes on as it would have', () => {
  const records = recordsOf([fund(L, day(20), booked)]);
  expect(shown(records, 'request-answered')).toEqual([`${day(21)} ${booked} accepted`]);
  const others = records.filter((record) => kindOf(record) !== 'request-answered');
  expect(others.map(({ data }) => data)).toEqual(recordsOf([]).map(({ data }) => data));
});
