import { calendarDate } from '@mora/kernel';
import { breachCost } from './breach.js';
import { RULES, rulesOf } from './fixtures.js';

const due = calendarDate('2026-03-01');
const row = { principal: 1_000_000, interest: 50_000 };
const cost = (to: string, rate: string, rules = RULES, contractOn: string | null = '2026-01-15') =>
  breachCost(row, due, calendarDate(to), rate, rules, contractOn === null ? null : calendarDate(contractOn));

it('10,000 of principal and 500 of interest for 45 days at half as much again as 6 %', () => {
  expect(cost('2026-04-15', '0.06')).toEqual({ penalty: 11_250, compound: 563, capped: false });
});

it('no more than the cap lets it', () => {
  const under = cost('2026-04-15', '0.20')!;
  expect(under.capped).toBe(true);
  // 24 % of 10,500 for 45 of 365 days, down to the cent.
  expect(under.penalty + under.compound).toBe(31_068);
});

it('unknown where the day of the contract is, or where no cap of that day is known', () => {
  expect(cost('2026-04-15', '0.06', RULES, null)).toBeNull();
  expect(cost('2026-04-15', '0.06', rulesOf('private-loan'), '2020-08-19')).toBeNull();
  expect(cost('2026-04-15', '0.06', rulesOf('consumer-loan', 'USD'), null)).toMatchObject({ capped: false });
});
