import { addDays, addMonths, calendarDate } from '@mora/kernel';
import { loansOf } from '../bank.js';
import { loanOf, type Portfolio } from '../portfolio.js';
import { owed, scheduleOf } from '../schedule.js';
import { storyOf } from '../story.js';
import { disposableOn, type Economy, economyOf, incomeOn } from './economy.js';
import { economicMonth } from './pays.js';
import type { Shock } from './shock.js';

const PORTFOLIO: Portfolio = {
  seed: 'economy',
  loans: 400,
  cards: 0,
  opensOn: calendarDate('2026-03-02'),
  economies: true,
};
const loans = loansOf(PORTFOLIO);
const FROM = calendarDate('2026-04-02');
const shock = (months: number | null): Shock => ({ kind: 'illness', from: FROM, lossPermille: 400, months });
const economy = (more: Partial<Economy> = {}): Economy => ({
  incomeMinor: 5_000_00n,
  essentialsMinor: 3_000_00n,
  shocks: [],
  helpMinor: 0n,
  willingPermille: 1000,
  punctualPermille: 0,
  bouncesPermille: 30,
  luck: (purpose) => (purpose.startsWith('fate') ? 0.5 : 0),
  ...more,
});
const due = (principal: bigint, dueOn = FROM) => ({ number: 1, dueOn, principal, interest: 0n });

it.each([
  ['the day before', addDays(FROM, -1), shock(2), 5_000_00n, 2_000_00n],
  ['its first day', FROM, shock(2), 3_000_00n, 0n],
  ['its last day', addDays(addMonths(FROM, 2), -1), shock(2), 3_000_00n, 0n],
  ['the day on which the income is back', addMonths(FROM, 2), shock(2), 5_000_00n, 2_000_00n],
  ['years later, of one for good', addMonths(FROM, 40), shock(null), 3_000_00n, 0n],
])('a shock takes from the income: %s', (_, on, has, income, disposable) => {
  expect(incomeOn(economy({ shocks: [has] }), on)).toBe(income);
  expect(disposableOn(economy({ shocks: [has] }), on)).toBe(disposable);
});

it('who is struck once more has recovered before', () => {
  for (const terms of loans) {
    const [first, second] = economyOf(PORTFOLIO, terms).shocks;
    if (first === undefined || second === undefined) continue;
    expect(first.months).not.toBeNull();
    expect(second.from > addMonths(first.from, first.months ?? 0)).toBe(true);
  }
});

it('what is left is never less than nothing', () => {
  expect(disposableOn(economy({ essentialsMinor: 9_000_00n }), FROM)).toBe(0n);
});

it.each([
  ['all that is left', 2_000_00n, economy(), true],
  ['a cent more than is left', 2_000_01n, economy(), false],
  ['a sum that it can pay and does not want to', 10_00n, economy({ willingPermille: 0 }), false],
  ['a sum that it cannot pay since the shock', 10_00n, economy({ shocks: [shock(2)] }), false],
])('an instalment of %s is paid or not', (_, minor, has, pays) => {
  const { visits } = economicMonth(has, due(minor));
  expect(visits).toEqual(pays ? [{ after: 0, share: null, atMost: 2_000_00n }] : []);
});

it.each([
  ['by a standing order', 1000, 0],
  ['by itself', 0, 3],
])('who pays %s may be so many days late', (_, punctualPermille, late) => {
  const luck = (purpose: string): number => (purpose.startsWith('fate') ? 0.5 : 0.999);
  const { visits } = economicMonth(economy({ punctualPermille, willingPermille: 1000, luck }), due(10_00n));
  expect(visits.map(({ after }) => after)).toEqual([late]);
});

it.each([
  ['as many as are taken back', 0.971, true],
  ['one fewer', 0.969, false],
])('of a thousand payments %s bounce', (_, fate, bounces) => {
  const luck = (purpose: string): number => (purpose.startsWith('fate') ? fate : 0);
  const { visits } = economicMonth(economy({ luck }), due(10_00n));
  expect(visits.some((visit) => visit.bounces === true)).toBe(bounces);
});

it('of as many loans as a bank has a smaller share is in trouble than of a few', () => {
  const struck = (of: number): number => {
    const portfolio = { ...PORTFOLIO, loans: of, goesToLaw: true };
    return loansOf(portfolio).filter((terms) => economyOf(portfolio, terms).shocks.length > 0).length / of;
  };
  expect(struck(1_000)).toBeLessThan(struck(999) * 0.7);
});

it('everybody could pay when the loan was granted, and has of the month what the month gives', () => {
  for (const terms of loans) {
    const it = economyOf(PORTFOLIO, terms);
    const [first] = scheduleOf(terms);
    expect(disposableOn({ ...it, shocks: [] }, terms.disbursedOn) > owed(first!)).toBe(true);
  }
});

it('the same borrower has the same economy, whatever else the bank has', () => {
  const told = ({ luck, ...has }: Economy) => ({ ...has, luck: luck('willing 2026-04-02') });
  const few = { ...PORTFOLIO, loans: 10 };
  expect(told(economyOf(few, loanOf(few, 7)))).toEqual(told(economyOf(PORTFOLIO, loanOf(PORTFOLIO, 7))));
});

it('some are struck, some of them for a while, some do not always want to; most pay', () => {
  const all = loans.map((terms) => economyOf(PORTFOLIO, terms));
  const count = (is: (one: Economy) => boolean): number => all.filter(is).length / all.length;
  expect(count((one) => one.shocks.length > 0)).toBeCloseTo(0.45, 1);
  expect(count((one) => one.shocks[0]?.months === null)).toBeCloseTo(0.11, 1);
  expect(count((one) => one.willingPermille < 1000)).toBeCloseTo(0.2, 1);
  expect(count((one) => one.shocks.length > 1)).toBeGreaterThan(0.05);
  expect(count((one) => one.helpMinor > 0n)).toBeCloseTo(0.3, 1);
});

it('no month takes more than its income leaves, and who is struck falls behind', () => {
  let behind = 0;
  for (const terms of loans.slice(0, 120)) {
    const has = economyOf(PORTFOLIO, terms);
    const story = storyOf(PORTFOLIO, terms);
    const payments = story.filter((one) => one.kind === 'payment');
    const rows = scheduleOf(terms);
    for (const { transaction, minor } of payments) {
      const row = rows[Number(transaction.split('-')[1]) - 1];
      expect(minor <= disposableOn(has, row!.dueOn)).toBe(true);
    }
    if (payments.length < rows.length && has.shocks.length > 0) behind += 1;
  }
  expect(behind).toBeGreaterThan(12);
});
