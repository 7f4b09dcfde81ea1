import type { CalendarDate, Currency, PersonId } from '@mora/kernel';
import type { Difficulty, Minor, Verdict } from '../words.js';

/** What a borrower says of income, expenses, debts and assets. It exists in memory and in the vault alone. */
export type Statement = Readonly<{
  region: string;
  asOf: CalendarDate;
  dependants: readonly Readonly<{ sharePermille: number }>[];
  incomes: readonly Readonly<{
    kind: 'salary' | 'pension' | 'self-employed' | 'benefit' | 'other';
    monthly: Minor;
    regular: boolean;
    proof: string | null;
  }>[];
  expenses: readonly Readonly<{
    kind: 'housing' | 'food' | 'health' | 'education' | 'transport' | 'insurance' | 'tax' | 'other';
    monthly: Minor;
    essential: boolean;
    proof: string | null;
  }>[];
  debts: readonly Readonly<{ kind: string; monthly: Minor; priority: boolean; bad: boolean }>[];
  assets: readonly Readonly<{
    kind: 'cash' | 'deposit' | 'vehicle' | 'home' | 'other';
    value: Minor;
    liquid: boolean;
    exempt: boolean;
  }>[];
  shock: Readonly<{
    kind: 'income-drop' | 'illness' | 'disaster' | 'job-loss' | 'failed-investment' | 'other' | 'none';
    expectedMonths: number | null;
  }>;
  currency: Currency;
}>;

/** A document by reference: its bytes stay with the bank. */
export type Proof = Readonly<{
  docId: string;
  kind: string;
  sha256: string;
  type: 'pdf' | 'image' | 'text';
  state: 'given' | 'verified' | 'refused';
  verifiedBy: string | null;
  expiresOn: CalendarDate | null;
}>;

/** What later commands need of an assessment; opened from the vault for one command, and never kept. */
export type FigureSet = Readonly<{ assessmentId: string; capacity: Minor; stressed: Minor; liquid: Minor }>;

/** How the last assessment ended, without an amount. */
export type AssessmentPart = Readonly<{
  current: Readonly<{
    assessmentId: string;
    personId: PersonId;
    verdict: Verdict;
    validUntil: CalendarDate;
    region: string;
    difficulty: Difficulty;
    beyondMeans: boolean;
    state: 'current' | 'stale';
  }> | null;
  proofs: readonly Proof[];
  /** Kinds of proof that are asked for. */
  wanted: readonly string[];
  wantedBy: CalendarDate | null;
  resumes: number;
}>;
