import { calendarDate } from '@mora/kernel';
import { POLICIES } from '../loan/fixtures.js';
import type { Hidden } from '../words.js';
import { type AffordabilityRules, affordabilityFor } from './rules.js';
import type { Proof, Statement } from './types.js';

export const ON = calendarDate('2026-03-02');

function shipped(jurisdiction: 'CN' | 'TW' | 'US'): AffordabilityRules {
  const rules = affordabilityFor(POLICIES.affordability, jurisdiction, ON);
  if (rules === null) throw new Error(`no rules of ${jurisdiction} are shipped`);
  return rules;
}

/** Those that are shipped for mainland China; a bank's own beside it. */
export const CN = shipped('CN');
export const TW = shipped('TW');
export const US = shipped('US');

export const hidden = <T>(value: T): Hidden<T> => ({ reveal: () => value });

export const income = (monthly: number, over: Partial<Statement['incomes'][number]> = {}) =>
  ({ kind: 'salary', monthly, regular: true, proof: null, ...over }) as const;

/** A household of one in Shanghai without debts. */
export const stated = (over: Partial<Statement> = {}): Statement => ({
  region: 'cn-shanghai',
  asOf: ON,
  dependants: [],
  incomes: [income(800_000)],
  expenses: [],
  debts: [],
  assets: [],
  shock: { kind: 'none', expectedMonths: null },
  currency: 'CNY',
  ...over,
});

export const proof = (docId: string, over: Partial<Proof> = {}): Proof => ({
  docId,
  kind: 'payslip',
  sha256: 'a'.repeat(64),
  type: 'pdf',
  state: 'given',
  givenBy: 'P-1',
  verifiedBy: null,
  expiresOn: null,
  ...over,
});
