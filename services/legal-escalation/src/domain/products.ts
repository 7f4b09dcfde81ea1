import type { Currency } from '@mora/kernel';
import type { AllocationOrder } from './loan/parts/open-debt.js';
import type { LedgerPart } from './loan/parts/ledger.js';
import type { LegalPolicies } from './policies.js';
import type { LimitationRules } from './clock/rules.js';
import type { Mark, Versioned } from './versioned.js';
import type { Jurisdiction } from './words.js';

/** How one kind of loan is seen by the law. */
export type ProductRow = Readonly<{
  rule: string;
  products: readonly string[];
  currencies: readonly Currency[];
  kind: 'instalment' | 'card';
  jurisdiction: Jurisdiction;
  lender: 'licensed' | 'micro' | 'private';
  dayCount: 'ACT_360' | 'ACT_365F' | 'THIRTY_360' | 'MONTHLY_12';
  penaltyDayCount: 'ACT_360' | 'ACT_365F' | 'THIRTY_360' | 'MONTHLY_12';
  periodMonths: number;
  /** The caps that bind it, by their name among the loan-maths policies; null where none is entered. */
  caps: string | null;
  /** Of one, on top of the contract's rate. */
  penaltyUplift: string;
  /** Whether the ledger posts the penalty, or a claim has to compute it. */
  penalty: 'posted' | 'computed';
  /** What a payment covers first of one due, where the ledger does not say. */
  order: AllocationOrder;
  /** The name of the same among the loan-maths policies. */
  allocation: string;
  source: string;
  mark: Mark;
}>;

export type ProductRows = Versioned & Readonly<{ rows: readonly ProductRow[] }>;

type Lent = Pick<LedgerPart, 'product' | 'currency'>;

/** The row of a loan; null where the ledger has not said what it is, or the bank has entered no such product. */
export const rowFor = ({ rows }: ProductRows, { product, currency }: Lent): ProductRow | null =>
  rows.find((row) => row.products.some((one) => one === product) && row.currencies.some((one) => one === currency)) ??
  null;

/** By which law the claims of a loan lapse. */
export function rulesFor(policies: Pick<LegalPolicies, 'products' | 'limitation'>, lent: Lent): LimitationRules | null {
  const row = rowFor(policies.products, lent);
  return row === null ? null : policies.limitation[row.jurisdiction];
}

const USUAL: AllocationOrder = ['fee', 'interest', 'penalty', 'principal'];

/** In which order payments of a loan cover what is due. */
export const orderFor = (policies: Pick<LegalPolicies, 'products'>, lent: Lent): AllocationOrder =>
  rowFor(policies.products, lent)?.order ?? USUAL;
