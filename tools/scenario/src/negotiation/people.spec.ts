import { addDays, calendarDate, minorUnits } from '@mora/kernel';
import { Behaviour, loansOf, type Portfolio } from '@mora/ledger-simulator';
import { courseOf } from './course.js';
import { Household, statedOf, statementOf, type Told } from './household.js';
import { kindsIn, ownTerms } from './own-terms.js';
import { packIn } from './packs.js';

const OPENS_ON = calendarDate('2026-03-02');
const PORTFOLIO: Portfolio = { seed: '7', loans: 400, cards: 0, opensOn: OPENS_ON, economies: true };
const behaviour = new Behaviour(PORTFOLIO.seed);
const homes = loansOf(PORTFOLIO).map((terms) => new Household(PORTFOLIO, terms, behaviour));
const day = addDays(OPENS_ON, 120);
const told = homes.map((home) => home.tells(day));

const sumOf = (all: readonly bigint[]): bigint => all.reduce((sum, one) => sum + one, 0n);

it('what a household states is what the checker is told', () => {
  for (const one of told) {
    const { incomes, expenses, debts, assets } = statementOf(one);
    const known = statedOf(one, 'verified', day);
    const minor = (text = '0.00'): bigint => minorUnits(text, one.currency);
    expect(sumOf(incomes.map(({ monthly }) => minor(monthly)))).toBe(sumOf(known.incomes.map(({ now }) => now)));
    expect(sumOf(incomes.map(({ usual }) => minor(usual)))).toBe(sumOf(known.incomes.map(({ usual }) => usual)));
    expect(minor(expenses[0]?.monthly)).toBe(known.essentials);
    expect(minor(debts[0]?.monthly)).toBe(known.priorityDebts);
    expect(minor(assets[0]?.value)).toBe(known.liquid);
  }
});

it('some are struck, some of those do not know until when, and most of what is told is so', () => {
  const struck = told.filter(({ shock }) => shock !== 'none');
  expect(struck.length).toBeGreaterThan(50);
  expect(struck.some(({ months }) => months === null)).toBe(true);
  const asItIs = homes.filter(({ economy }, n) => {
    const one = told[n] as Told;
    return one.essentials + one.priorityDebts === economy.essentialsMinor;
  });
  expect(asItIs.length / homes.length).toBeGreaterThan(0.7);
  expect(asItIs.length).toBeLessThan(homes.length);
});

it('the same borrower goes through the same negotiation, and each way is gone by some', () => {
  const courses = homes.map(({ terms }) => courseOf(behaviour, `demo:${terms.id}`, day));
  expect(courses).toEqual(homes.map(({ terms }) => courseOf(behaviour, `demo:${terms.id}`, day)));
  expect(new Set(courses.map(({ manner }) => manner)).size).toBe(4);
  expect(new Set(courses.map(({ answer }) => answer)).size).toBe(4);
  expect(courses.every(({ speaksOn, papersOn }) => day <= speaksOn && speaksOn < papersOn)).toBe(true);
});

it('by hand each loan is offered what it is for', () => {
  const kindsFor = (n: number, product: string): readonly string[] =>
    ownTerms({ product, overdue: 100_00n, count: 24, left: 10 }, told[n] as Told, 'long-term')
      .flat()
      .map(kindsIn);
  const inYuan = told.findIndex(({ currency }) => currency === 'CNY');
  const inTaiwan = told.findIndex(({ currency }) => currency === 'TWD');
  expect(kindsFor(inYuan, 'credit-card')).toContain('card-plan');
  expect(kindsFor(inYuan, 'consumer-loan')).toContain('re-age');
  expect(kindsFor(inTaiwan, 'consumer-loan')).toContain('tw-agreed');
  expect(kindsFor(inTaiwan, 'credit-card')).toContain('tw-debt-clearance');
});

it('of what is disclosed the checker takes the rows, and what the bank gives beyond the law', () => {
  const amounts = (interest: string) => ({ principal: '0.00', interest, fee: '0.00', penalty: '0.00' });
  const pack = packIn(
    {
      disclosureId: 'd-1',
      offerId: 'o-1',
      currency: 'CNY',
      kinds: ['rate-cut'],
      new: [{ dueOn: '2026-08-01', principal: '100.00', interest: '1.00', fee: '0.00', penalty: '0.00' }],
      totals: {
        capitalised: '0.00',
        fund: '0.00',
        settlesFor: null,
        waived: amounts('5.00'),
        cutByLaw: amounts('4.99'),
      },
      rate: { old: '0.1080', new: '0.1080' },
      ends: { old: '2026-08-01' },
    },
    'a-1',
  );
  expect(pack.rows).toEqual([{ dueOn: '2026-08-01', principal: 100_00n, interest: 1_00n, fee: 0n, penalty: 0n }]);
  expect(pack.given.interest).toBe(1n);
  // For some months only: at the end the rate is what it was, and somebody has to approve it all the same.
  expect(pack.rateCutBasisPoints).toBe(1);
});
