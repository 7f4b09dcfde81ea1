import { addDays, calendarDate } from '@mora/kernel';
import type { ArrearsPart } from '../loan/parts/arrears.js';
import type { LedgerPart, PaymentKept } from '../loan/parts/ledger.js';
import type { Amounts } from '../words.js';
import { NOTHING, total } from './amounts.js';
import { scheduleOf } from './calculator.js';
import { LOAN, positionFor, RULES, rulesOf } from './fixtures.js';
import { positionOf } from './position.js';

const SCHEDULE = scheduleOf(LOAN, RULES);
const INSTALMENT = 1_032_797;
const ASOF = LOAN.asOf;

const ledger = (change: Partial<LedgerPart> = {}): LedgerPart => ({
  product: 'consumer-loan',
  currency: 'CNY',
  disbursedOn: LOAN.startsOn,
  principal: LOAN.principal,
  yearlyRate: '0.06',
  cutOver: false,
  schedule: { version: 3, instalments: SCHEDULE },
  first: { count: 12, endOn: calendarDate('2027-01-15') },
  payments: [],
  foldedMinor: 0,
  pauses: [],
  status: 'active',
  heldSince: null,
  ...change,
});

const QUIET: ArrearsPart = { episode: null, classes: {}, grade: null, cured: null, heldSince: null };

const late = (overdue: Partial<Amounts>, asOf = addDays(ASOF, -10)): ArrearsPart => ({
  ...QUIET,
  episode: {
    id: 'e-1',
    first: true,
    cutOver: false,
    startedOn: calendarDate('2026-04-15'),
    asOf,
    daysPastDue: 35,
    oldestUnpaidOn: calendarDate('2026-04-15'),
    overdue: { ...NOTHING, ...overdue },
    buckets: {},
  },
});

const paid = (minor: number, on: string, portions: Partial<Amounts> | null = null): PaymentKept => ({
  id: `${on}:${minor}`,
  minor,
  valueDate: calendarDate(on),
  portions: portions && { ...NOTHING, ...portions },
});

function position(change: Partial<LedgerPart> = {}, arrears = QUIET) {
  const answer = positionOf(ledger(change), arrears, RULES, ASOF);
  if (answer.kind === 'cannot') throw new Error(answer.because);
  return answer;
}

it('what was paid is used up over the oldest instalments, interest before principal', () => {
  const { open, arrears, principal } = position({ foldedMinor: INSTALMENT, payments: [paid(100_000, '2026-04-01')] });
  expect(open).toHaveLength(11);
  // Row 2 has 551.36 of interest: the rest of the 1,000.00 goes to its principal.
  expect(open[0]).toEqual({
    number: 2,
    dueOn: '2026-03-15',
    principal: 977_661 - 44_864,
    interest: 0,
    fee: 0,
    penalty: 0,
  });
  expect(total(arrears)).toBe(3 * INSTALMENT - 100_000);
  expect(principal).toBe(12_000_000 - 972_797 - 44_864);
});

it('the order of payments makes no difference, nor does how many they were', () => {
  const one = position({ foldedMinor: 1_500_000 });
  const many = position({ payments: [paid(700_000, '2026-05-01'), paid(800_000, '2026-03-01')] });
  expect(many).toEqual(one);
});

it('where the ledger says what a payment went to, it went there', () => {
  const { open, arrears } = position(
    { foldedMinor: 2 * INSTALMENT, payments: [paid(60_000, '2026-04-20', { principal: 50_000, penalty: 10_000 })] },
    late({ penalty: 4_000 }),
  );
  const [third] = SCHEDULE.slice(2);
  expect(open.map(({ number }) => number)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(total(open[0]!)).toBe(INSTALMENT - 50_000);
  expect(arrears.interest).toBe(third!.interest + SCHEDULE[3]!.interest);
  expect(arrears.penalty).toBe(4_000);
});

it.each([
  // when it was paid           left of the penalty
  ['on the day it was said', '2026-05-10', 4_000],
  ['after it was said', '2026-05-11', 1_000],
] as const)('a penalty that was paid %s', (_rule, on, left) => {
  const payments = [paid(3_000, on, { penalty: 3_000 })];
  const { arrears, overdue } = position({ foldedMinor: 2 * INSTALMENT, payments }, late({ penalty: 4_000, fee: 500 }));
  expect([arrears.penalty, overdue.penalty, arrears.fee]).toEqual([left, left, 500]);
});

it('a due date of the day itself is due; the next one is still to come', () => {
  const on = calendarDate('2026-05-15');
  const answer = positionFor({ asOf: on });
  expect(answer.interestFrom).toBe('2026-05-15');
  expect(answer.nextDueOn).toBe('2026-06-15');
  expect(total(answer.arrears)).toBe(2 * INSTALMENT);
  const before = positionFor({ asOf: addDays(on, -1) });
  expect([before.interestFrom, before.nextDueOn, total(before.arrears)]).toEqual(['2026-04-15', on, INSTALMENT]);
});

it.each([
  // asOf          interest from   next due
  ['2026-01-20', '2026-01-15', '2026-02-15'],
  ['2027-01-14', '2026-12-15', '2027-01-15'],
  ['2027-01-15', '2027-01-15', '2027-02-15'],
  ['2027-04-15', '2027-01-15', '2027-05-15'],
] as const)('dates on %s', (asOf, interestFrom, nextDueOn) => {
  expect(positionFor({ asOf: calendarDate(asOf), paid: 0 })).toMatchObject({
    interestFrom,
    nextDueOn,
    endOn: '2027-01-15',
    contractOn: '2026-01-15',
  });
});

it('a loan that is due on the 31st comes back to it', () => {
  const [startsOn, firstDueOn] = [calendarDate('2026-01-31'), calendarDate('2026-02-28')];
  expect(positionFor({ startsOn, firstDueOn })).toMatchObject({ dueDay: 31, nextDueOn: '2026-05-31' });
});

it.each([
  ['0.06', '0.06000000'],
  ['0.1080', '0.10800000'],
  ['0', '0.00000000'],
] as const)('a rate that no ledger says is read off the next instalment: %s', (rate, implied) => {
  const instalments = scheduleOf({ ...LOAN, rate, principal: 120_000_000_000 }, RULES);
  const { rate: found, rateSource } = position({ yearlyRate: null, schedule: { version: 1, instalments } });
  expect(Number(found)).toBeCloseTo(Number(implied), 8);
  expect(found).toMatch(/^\d\.\d{8}$/);
  expect(rateSource).toBe('implied');
});

it.each(['annuity', 'equal-principal', 'interest-only'] as const)('a schedule of %s is seen as one', (method) => {
  expect(positionFor({ method }).method).toBe(method);
});

it.each([
  ['closed', { status: 'closed' }],
  ['closed', { status: 'transferred' }],
  ['no-schedule', { schedule: null }],
  ['no-schedule', { first: null }],
  ['no-schedule', { currency: null }],
  ['no-schedule', { product: null }],
  ['nothing-open', { foldedMinor: 100_000_000 }],
  ['nothing-open', { schedule: { version: 1, instalments: [] } }],
] as const)('%s: no position where %j', (because, change) => {
  expect(positionOf(ledger(change), QUIET, RULES, ASOF)).toEqual({ kind: 'cannot', because });
});

it('an order of payments that nobody has written is no order', () => {
  const rules = { ...RULES, product: { ...RULES.product, allocation: 'unheard-of' } };
  expect(positionOf(ledger(), QUIET, rules, ASOF)).toEqual({ kind: 'cannot', because: 'order-not-covered' });
});

it('how it is lent is the product’s', () => {
  expect(positionFor({ product: 'credit-card', currency: 'TWD' }, rulesOf('credit-card', 'TWD'))).toMatchObject({
    kind: 'card',
    jurisdiction: 'TW',
    lender: 'licensed',
    currency: 'TWD',
    version: 1,
  });
});
