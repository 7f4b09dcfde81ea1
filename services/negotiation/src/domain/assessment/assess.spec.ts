import fc from 'fast-check';
import { addDays, addMonths } from '@mora/kernel';
import { assess } from './assess.js';
import { CN, income, ON, proof, stated, TW, US } from './fixtures.js';
import { floorOf, share, whyNotJudged } from './household.js';
import type { Owed, Proof, Statement } from './types.js';

const VERIFIED = [proof('d-1', { state: 'verified' })];
const owes = (contractual: number, overdue = 0): Owed => ({ contractual, overdue });
const judge = (statement: Statement, owed = owes(200_000), proofs: readonly Proof[] = VERIFIED, rules = CN) =>
  assess(statement, proofs, owed, rules, ON);
const line = (found: ReturnType<typeof judge>, code: string) => found.lines.find((one) => one.code === code)?.minor;

describe('the verdict, on both sides of each boundary', () => {
  // The standard of Shanghai is 1,595.00 and stays with the household; half of the rest may be asked for.
  const earns = (monthly: number, shock: Statement['shock'] = { kind: 'none', expectedMonths: null }) =>
    stated({ incomes: [income(monthly)], shock });
  const lost = (expectedMonths: number | null, usual = 621_667) =>
    stated({ incomes: [income(0, { usual })], shock: { kind: 'job-loss', expectedMonths } });
  const saved = (value: number): Statement => ({
    ...earns(900_000),
    assets: [{ kind: 'deposit', value, liquid: true, exempt: false }],
  });

  it.each([
    ['capacity is the instalment, exactly', earns(559_500), owes(200_000), 'not-in-difficulty'],
    ['capacity is a cent less', earns(559_499), owes(200_000), 'long-term'],
    ['what is overdue can be paid from what is saved', saved(70_000), owes(200_000, 70_000), 'not-in-difficulty'],
    ['but for a cent', saved(69_999), owes(200_000, 70_000), 'short-term'],
    ['a shock of six months', lost(6), owes(200_000, 1), 'short-term'],
    ['of seven', lost(7), owes(200_000, 1), 'unaffordable'],
    ['nobody knows of how many', lost(null), owes(200_000, 1), 'unaffordable'],
    ['behind the shock a cent is wanting', lost(6, 621_664), owes(200_000, 1), 'unaffordable'],
    ['the least instalment, exactly', earns(179_500), owes(200_000, 1), 'long-term'],
    ['a cent less than that', earns(179_499), owes(200_000, 1), 'unaffordable'],
    ['nothing falls due any more, a plan is worth it', earns(199_445), owes(0, 500_000), 'short-term'],
    ['nothing falls due any more, stressed it is not', earns(199_443), owes(0, 500_000), 'long-term'],
    ['nobody earns anything', stated({ incomes: [] }), owes(200_000, 1), 'unaffordable'],
  ])('%s', (_what, statement, owed, verdict) => {
    expect(judge(statement, owed).verdict).toBe(verdict);
  });
});

describe('what counts of an income', () => {
  const other = { kind: 'other' as const };
  it.each<[string, Statement['incomes'], readonly Proof[], number, readonly string[]]>([
    ['verified: all of it', [income(100_001)], VERIFIED, 100_001, []],
    ['given, not verified', [income(100_001)], [proof('d-1')], 80_000, []],
    ['without a proof: it is asked for', [income(100_001)], [], 50_000, ['payslip']],
    ['refused', [income(100_001)], [proof('d-1', { state: 'refused' })], 50_000, ['payslip']],
    ['its last day', [income(100_001)], [proof('d-1', { expiresOn: ON })], 80_000, []],
    ['expired a day ago', [income(100_001)], [proof('d-1', { expiresOn: addDays(ON, -1) })], 50_000, ['payslip']],
    ['another kind of proof that will do', [income(100_001)], [proof('d-1', { kind: 'bank-statement' })], 80_000, []],
    ['a kind of proof that will not', [income(100_001)], [proof('d-1', { kind: 'tax-return' })], 50_000, ['payslip']],
    ['the one that it names', [income(100_001, { proof: 'd-1' })], VERIFIED, 100_001, []],
    ['it names one that is not there', [income(100_001, { proof: 'd-2' })], VERIFIED, 50_000, ['payslip']],
    ['one document for two incomes counts once', [income(100_000), income(100_000)], VERIFIED, 150_000, ['payslip']],
    [
      'one that another income names is not free',
      [income(100_000), income(200_000, { proof: 'd-1' })],
      VERIFIED,
      250_000,
      ['payslip'],
    ],
    [
      'one that is verified goes first',
      [income(100_000)],
      [proof('d-0'), proof('d-1', { state: 'verified' })],
      100_000,
      [],
    ],
    ['no proof is wanted of its kind', [income(100_001, other)], [], 80_000, []],
    ['it does not come regularly', [income(100_001, { ...other, regular: false })], [], 56_000, []],
  ])('%s', (_what, incomes, proofs, counted, missing) => {
    const found = judge(stated({ incomes }), owes(1), proofs);
    expect([line(found, 'income'), found.missing]).toEqual([counted, missing]);
  });
});

describe('what stays with the household', () => {
  const of = (expenses: number, dependants: readonly number[], rules = CN, region = 'cn-shanghai') =>
    line(
      judge(
        stated({
          region,
          dependants: dependants.map((sharePermille) => ({ sharePermille })),
          expenses: [
            { kind: 'food', monthly: expenses, essential: true, proof: null },
            { kind: 'other', monthly: 900_000, essential: false, proof: null },
          ],
        }),
        owes(1),
        [],
        rules,
      ),
      'essential',
    );

  it.each([
    ['the standard, where less is stated', of(159_499, []), 159_500],
    ['exactly that', of(159_500, []), 159_500],
    ['a cent more is stated', of(159_501, []), 159_501],
    ['in China each head counts whole', of(0, [500, 1]), 478_500],
    ['in Taiwan 1.2 times, by shares', of(0, [500], TW, 'tw-taipei'), 3_668_220],
    ['rounded up to the borrower’s good', of(0, [333], TW, 'tw-taipei'), 3_259_825],
    ['in the United States what is stated', of(1, [500], US, 'anywhere'), 1],
  ])('%s', (_what, found, expected) => {
    expect(found).toBe(expected);
  });

  const whyNot = (statement: Statement, rules = CN, openDay = ON, today = ON) =>
    whyNotJudged(statement, rules, { openDay, today });

  it.each([
    [
      'as of today, while yesterday is being closed',
      whyNot(stated({ asOf: addDays(ON, 1) }), CN, ON, addDays(ON, 1)),
      null,
    ],
    ['as of tomorrow', whyNot(stated({ asOf: addDays(ON, 1) })), 'stated-for-later'],
    ['thirty days old', whyNot(stated({ asOf: addDays(ON, -30) })), null],
    ['a day older', whyNot(stated({ asOf: addDays(ON, -31) })), 'statement-too-old'],
  ])('a statement %s', (_what, found, expected) => {
    expect(found).toBe(expected);
  });

  it('a region or a currency of which nobody knows is not judged by a guess', () => {
    expect(whyNot(stated({ region: 'cn-nowhere' }))).toBe('region-not-covered');
    expect(whyNot(stated({ currency: 'USD' }))).toBe('currency-differs');
    expect(whyNot(stated({ currency: 'USD', region: 'anywhere' }), US)).toBeNull();
  });
});

it.each([
  ['overdue', stated(), owes(200_000, 1), 'overdue', false],
  ['not yet overdue, the instalment cannot be borne', stated({ incomes: [] }), owes(200_000), 'cash-flow', true],
  [
    'another debt is bad',
    stated({ debts: [{ kind: 'card', monthly: 0, priority: false, bad: true }] }),
    owes(200_000),
    'other-debt-bad',
    false,
  ],
  ['none', stated(), owes(200_000), 'none', false],
])(
  'difficulty by C-12, and whether it goes beyond the means: %s',
  (_what, statement, owed, difficulty, beyondMeans) => {
    expect(judge(statement, owed)).toMatchObject({ difficulty, beyondMeans });
  },
);

it('holds as long as the policy says, and no longer than the documents that it rests on', () => {
  const until = (expiresOn: Proof['expiresOn']) => judge(stated(), owes(1), [proof('d-1', { expiresOn })]).validUntil;
  expect(until(null)).toBe(addDays(ON, CN.validDays));
  expect(until(addDays(ON, 3))).toBe(addDays(ON, 3));
  expect(until(addDays(ON, 300))).toBe(addDays(ON, CN.validDays));
  expect(judge(stated({ asOf: addDays(ON, -10) })).validUntil).toBe(addDays(ON, CN.validDays - 10));
});

it('behind a squeeze the household bears more again, from the day on which it is over; no other verdict counts on it', () => {
  const lost = (expectedMonths: number) =>
    judge(stated({ incomes: [income(0, { usual: 800_000 })], shock: { kind: 'job-loss', expectedMonths } }));
  expect([lost(6).verdict, lost(6).later]).toEqual(['short-term', { from: addMonths(ON, 6), minor: 280_250 }]);
  expect([lost(7).verdict, lost(7).later]).toEqual(['unaffordable', null]);
  const late = judge(stated(), owes(200_000, 1));
  expect([late.verdict, late.later]).toEqual(['short-term', { from: ON, minor: 280_250 }]);
});

it('each line names its rule, and the lines add up', () => {
  const found = judge(stated({ debts: [{ kind: 'mortgage', monthly: 40_000, priority: true, bad: false }] }));
  expect(found.lines.map(({ code, minor, by }) => `${code} ${minor} ${by.id}/${by.version}/${by.rule}`)).toEqual([
    'income.salary 800000 affordability-cn/1/income-verified',
    'income 800000 affordability-cn/1/income',
    'essential-stated 0 affordability-cn/1/essential-stated',
    'living-floor 159500 affordability-cn/1/living-floor',
    'essential 159500 affordability-cn/1/essential',
    'priority-debts 40000 affordability-cn/1/priority-debts',
    'disposable 600500 affordability-cn/1/disposable',
    'capacity 300250 affordability-cn/1/capacity',
    'stressed 260250 affordability-cn/1/stressed',
    'after-shock 260250 affordability-cn/1/after-shock',
    'liquid 0 affordability-cn/1/liquid',
    'contractual 200000 affordability-cn/1/contractual',
    'overdue 0 affordability-cn/1/overdue',
  ]);
  expect(found.verdictBy.rule).toBe('bears-all');
});

describe('whatever a household is like', () => {
  const amount = fc.integer({ min: 0, max: 100_000_000_000_000 });
  const household = fc.record({
    monthly: amount,
    food: amount,
    debt: amount,
    share: fc.integer({ min: 1, max: 1_000 }),
  });
  const of = ({
    monthly,
    food,
    debt,
    share: sharePermille,
  }: {
    monthly: number;
    food: number;
    debt: number;
    share: number;
  }) =>
    stated({
      incomes: [income(monthly)],
      dependants: [{ sharePermille }],
      expenses: [{ kind: 'food', monthly: food, essential: true, proof: null }],
      debts: [{ kind: 'mortgage', monthly: debt, priority: true, bad: false }],
    });

  it('nobody is asked for more than the share of what is left, and never for what keeps them alive', () => {
    fc.assert(
      fc.property(household, (one) => {
        const { capacity, stressed } = judge(of(one));
        const left = one.monthly - Math.max(one.food, floorOf(of(one), CN)) - one.debt;
        expect(capacity).toBe(share(Math.max(0, left), CN.permille));
        expect(stressed).toBeLessThanOrEqual(capacity);
        expect(Number.isSafeInteger(capacity) && stressed >= 0).toBe(true);
      }),
    );
  });

  it('who earns more bears no less; who must spend more bears no more', () => {
    fc.assert(
      fc.property(household, fc.integer({ min: 0, max: 1_000_000 }), (one, more) => {
        const { capacity } = judge(of(one));
        expect(judge(of({ ...one, monthly: one.monthly + more })).capacity).toBeGreaterThanOrEqual(capacity);
        expect(judge(of({ ...one, food: one.food + more })).capacity).toBeLessThanOrEqual(capacity);
        expect(judge(of({ ...one, debt: one.debt + more })).capacity).toBeLessThanOrEqual(capacity);
      }),
    );
  });
});
