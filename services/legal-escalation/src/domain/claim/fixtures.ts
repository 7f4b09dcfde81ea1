import { addDays, calendarDate, type CalendarDate, type LoanId } from '@mora/kernel';
import { loadLoanPolicies } from '@mora/loan-maths/shipped';
import type { ArrearsPart } from '../loan/parts/arrears.js';
import { arrearsPart } from '../loan/parts/arrears.js';
import { type LedgerPart, ledgerPart } from '../loan/parts/ledger.js';
import { openDebt } from '../loan/parts/open-debt.js';
import type { ProductRow } from '../products.js';
import type { JudgmentTitle } from '../proceedings/types.js';
import type { Amounts } from '../words.js';
import type { ClaimInput, ClaimRules } from './types.js';

export const START = calendarDate('2026-01-05');
export const day = (n: number): CalendarDate => addDays(START, n);
export const NOTHING: Amounts = { principal: 0, interest: 0, fee: 0, penalty: 0 };

const ROW: ProductRow = {
  rule: 'cn-consumer',
  products: ['consumer'],
  currencies: ['CNY'],
  kind: 'instalment',
  jurisdiction: 'CN',
  lender: 'licensed',
  dayCount: 'MONTHLY_12',
  penaltyDayCount: 'ACT_360',
  periodMonths: 1,
  caps: 'cn-caps',
  penaltyUplift: '0.5',
  penalty: 'computed',
  order: ['fee', 'interest', 'penalty', 'principal'],
  allocation: 'cn-allocation',
  source: 'a spec',
  mark: 'D',
};

const { caps, lpr, delayRates } = loadLoanPolicies();

export const rulesOf = (over: Partial<ProductRow> = {}): ClaimRules => ({
  row: { ...ROW, ...over },
  policy: { id: 'legal-products', version: 1 },
  tables: { caps, lpr, delayRates },
});

export const inputOf = (asOf: CalendarDate, over: Partial<ClaimInput> = {}): ClaimInput => ({
  loanId: 'demo:L-1' as LoanId,
  asOf,
  accelerated: false,
  costs: 0,
  stays: [],
  ...over,
});

/** Three instalments of 10,000.00 and 500.00, due on days 0, 30 and 60; disbursed a year before, at 6 %. */
export const ledgerOf = (over: Partial<LedgerPart> = {}): LedgerPart => ({
  ...ledgerPart.start,
  product: 'consumer',
  currency: 'CNY',
  disbursedOn: day(-365),
  principal: 3_000_000,
  yearlyRate: '0.06',
  schedule: {
    version: 1,
    bookedOn: day(-365),
    instalments: [0, 30, 60].map((n, at) => ({
      number: at + 1,
      dueOn: day(n),
      ...NOTHING,
      principal: 1_000_000,
      interest: 50_000,
    })),
  },
  ...over,
});

/** What classification would have said at a close. */
export function arrearsOf(ledger: LedgerPart, asOf: CalendarDate, overdue?: Amounts): ArrearsPart {
  const debt = openDebt(ledger, asOf, ROW.order);
  const { oldestUnpaidOn, due } = debt;
  return {
    ...arrearsPart.start,
    episode: {
      id: 'e-1',
      first: true,
      cutOver: false,
      startedOn: day(1),
      asOf,
      daysPastDue: 1,
      oldestUnpaidOn,
      overdue: overdue ?? due,
      buckets: {},
    },
  };
}

export const titleOf = (over: Partial<JudgmentTitle> = {}): JudgmentTitle => ({
  judgmentId: 'j-1',
  proceedingId: 'p-1',
  title: 'judgment',
  on: day(100),
  amount: 10_000_000,
  general: 0,
  costs: 115_000,
  parts: [{ amount: 10_000_000, performBy: day(110) }],
  appealUntil: null,
  finalOn: day(105),
  enforceUntil: null,
  by: 'l-1',
  ...over,
});
