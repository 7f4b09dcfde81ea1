import { calendarDate } from '@mora/kernel';
import { compareFractions, fraction } from '../fraction.js';
import { loadLoanPolicies } from '../shipped/index.js';
import { capOf, type CapRule, type CapRules } from './caps.js';
import { lprOn } from './lpr.js';

const day = calendarDate;
const { lpr, caps } = loadLoanPolicies();
const rulesOf = (jurisdiction: string) => caps.find((rules) => rules.jurisdiction === jurisdiction)!;

describe('the loan prime rate', () => {
  it('is the one published last', () => {
    const answer = lprOn(lpr, '1Y', day('2026-07-19'));
    expect(answer).toEqual({ covered: true, rate: fraction('0.0300'), publishedOn: '2025-05-20' });
  });

  it.each([
    ['before the first publication', '1Y', '2019-08-19'],
    ['after the last that is known', '1Y', '2026-07-20'],
    ['of a tenor that nobody publishes', '3Y', '2025-05-20'],
  ] as const)('%s is not covered, and never guessed', (_rule, tenor, on) => {
    expect(lprOn(lpr, tenor, day(on))).toEqual({ covered: false, reason: 'lpr-not-covered', on });
  });
});

it.each([
  // rule                                                lender      contract      cap
  ['four times the rate of the day of the contract', 'CN', 'private', '2024-10-20', '0.134'],
  ['and of the next day, when it was lowered', 'CN', 'private', '2024-10-21', '0.124'],
  ['24 % for a licensed lender', 'CN', 'licensed', '2024-10-21', '0.24'],
  ['16 % in Taiwan', 'TW', 'licensed', '2024-10-21', '0.16'],
] as const)('%s', (_rule, jurisdiction, lender, on, expected) => {
  const cap = capOf(rulesOf(jurisdiction), lpr, { lender, product: 'loan', contractOn: day(on) });
  expect(cap.covered && cap.rate !== null && compareFractions(cap.rate, fraction(expected))).toBe(0);
});

describe('of several caps', () => {
  const contractOn = day('2025-06-01');
  const rule = (name: string, limit: CapRule['limit'], products = ['*']): CapRule => ({
    name,
    lenders: ['*'],
    products,
    contractsFrom: day('2025-01-01'),
    contractsUntil: day('2025-12-31'),
    limit,
    counts: ['interest'],
    cutOrder: ['interest'],
  });
  const high = rule('high', { kind: 'rate', rate: fraction('0.36') });
  const low = rule('low', { kind: 'lpr', tenor: '1Y', multiple: fraction('4') });
  const none = rule('none', { kind: 'none' }, ['overdraft']);
  const asked = (rules: readonly CapRule[], product = 'loan', on = contractOn) => {
    const all: CapRules = { id: 'test', version: 1, jurisdiction: 'CN', yearDays: 365, rules };
    const answer = capOf(all, lpr, { lender: 'any', product, contractOn: on });
    return answer.covered ? answer.rule.name : answer.reason;
  };

  it.each([
    ['the lowest binds', [high, low], 'loan', 'low'],
    ['in whatever order they stand', [low, high], 'loan', 'low'],
    ['a cap binds more than none', [none, high], 'overdraft', 'high'],
    ['also the other way about', [high, none], 'overdraft', 'high'],
    ['none binds where somebody said so', [none], 'overdraft', 'none'],
    ['nothing is known of other products', [none], 'loan', 'cap-not-covered'],
  ] as const)('%s', (_rule, rules, product, expected) => {
    expect(asked(rules, product)).toBe(expected);
  });

  it.each([
    ['2024-12-31', 'cap-not-covered'],
    ['2025-01-01', 'high'],
    ['2025-12-31', 'high'],
    ['2026-01-01', 'cap-not-covered'],
  ] as const)('a contract of %s: %s', (on, expected) => {
    expect(asked([high], 'loan', day(on))).toBe(expected);
  });

  it('none can be told where one of them is not known', () => {
    const late = { ...low, contractsUntil: null };
    expect(asked([{ ...high, contractsUntil: null }, late], 'loan', day('2026-07-20'))).toBe('lpr-not-covered');
  });
});
