import { addDays, calendarDate } from '@mora/kernel';
import { loanOf } from '../portfolio.js';
import { economyOf } from '../economy/economy.js';
import { economicMonth } from '../economy/pays.js';
import { PORTFOLIO } from './fixtures.js';
import { fateOf } from './fate.js';
import { keepingOf } from './keeping.js';

const terms = loanOf(PORTFOLIO, 1);
const REQUESTS = Array.from({ length: 2000 }, (_, n) => `ask-${n}`);
const row = (nth: number) => ({
  number: nth,
  dueOn: addDays(calendarDate('2026-05-02'), nth * 30),
  principal: 1_00n,
  interest: 0n,
});
const lived = (requestId: string) => {
  const keeps = keepingOf(PORTFOLIO, terms, requestId);
  return [1, 2, 3, 4, 5, 6].map((nth) => keeps(row(nth), nth).visits[0]?.after ?? null);
};
const shareOf = <T>(all: readonly T[], is: (one: T) => boolean): number => all.filter(is).length / all.length;

it('of plans three in four are kept to the day, some a few days late, and the rest stop within three rows', () => {
  const lives = REQUESTS.map(lived);
  const kept = shareOf(lives, (life) => life.every((after) => after === 0));
  const late = shareOf(lives, (life) => life.every((after) => after !== null && after >= 1 && after <= 10));
  const stop = shareOf(lives, (life) => life[3] === null && life.at(-1) === null);
  expect(Math.abs(kept - 0.75)).toBeLessThan(0.03);
  expect(Math.abs(late - 0.1)).toBeLessThan(0.03);
  expect(kept + late + stop).toBeCloseTo(1);
  expect(lived('ask-7')).toEqual(lived('ask-7'));
});

it('of asks nearly all are booked, a few rejected, a few forgotten, a few booked otherwise', () => {
  const fates = REQUESTS.map((requestId) => fateOf('bank', requestId));
  const among = (fate: string) => shareOf(fates, (one) => one === fate);
  expect(among('booked')).toBeGreaterThan(0.92);
  expect(among('rejected')).toBeCloseTo(0.03, 1);
  for (const seldom of ['rejected', 'never', 'shifted']) expect(among(seldom)).toBeGreaterThan(0.003);
  expect(REQUESTS.map((requestId) => fateOf('another', requestId))).not.toEqual(fates);
});

it('who has an economy keeps a plan by it, whatever the plan is called', () => {
  const portfolio = { ...PORTFOLIO, economies: true };
  const has = economyOf(portfolio, terms);
  for (const requestId of ['ask-1', 'ask-2']) {
    const keeps = keepingOf(portfolio, terms, requestId);
    expect(keeps(row(1), 1)).toEqual(economicMonth(has, row(1)));
    expect(keeps({ ...row(1), principal: 10n ** 12n }, 1).visits).toEqual([]);
  }
});
