import type { CalendarDate, Currency, PersonId } from '@mora/kernel';
import type { Difficulty, Minor, PolicyRef, Verdict } from '../words.js';

/** What a borrower says of income, expenses, debts and assets. It exists in memory and in the vault alone. */
export type Statement = Readonly<{
  region: string;
  asOf: CalendarDate;
  dependants: readonly Readonly<{ sharePermille: number }>[];
  incomes: readonly Readonly<{
    kind: 'salary' | 'pension' | 'self-employed' | 'benefit' | 'other';
    /** As it is now. */
    monthly: Minor;
    /** What it was before the shock, and will be again behind it; left out where nothing has changed. */
    usual?: Minor;
    regular: boolean;
    /** The document that proves it; null for any of a fitting kind. */
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
  /** Who has given it; never who verifies it. */
  givenBy: string;
  verifiedBy: string | null;
  expiresOn: CalendarDate | null;
  /** The open day on which it came, by the lane. */
  givenOn?: CalendarDate;
}>;

/** One step of the calculation, and the rule that it follows. */
export type Line = Readonly<{ code: string; minor: Minor; by: PolicyRef }>;

/** What the loan asks for: the next instalment, and what is overdue beside it. */
export type Owed = Readonly<{ contractual: Minor; overdue: Minor }>;

/** What a household can bear, line by line. It exists in memory and in the vault alone. */
export type Assessment = Readonly<{
  verdict: Verdict;
  verdictBy: PolicyRef;
  difficulty: Difficulty;
  beyondMeans: boolean;
  /** The largest instalment that can be borne in a month as things are. */
  capacity: Minor;
  /** The same with less income, as the policy stresses it. */
  stressed: Minor;
  liquid: Minor;
  /** Null where no end of the difficulty is near enough to be counted on. */
  later: Later | null;
  lines: readonly Line[];
  /** Kinds of proof that are wanting. */
  missing: readonly string[];
  validUntil: CalendarDate;
}>;

/** What later commands need of an assessment; opened from the vault for one command, and never kept. */
export type FigureSet = Readonly<{
  assessmentId: string;
  capacity: Minor;
  stressed: Minor;
  liquid: Minor;
  later?: Later | null;
}>;

/** What can be borne again once a short squeeze is over, in the stressed case too. */
export type Later = Readonly<{ from: CalendarDate; minor: Minor }>;

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
    /** Who has taken down what it rests on: `borrower` where they have stated it themselves; left out where it was not kept. */
    takenBy?: string;
    /** What the borrower has declared last; not said where nothing was declared. */
    willing?: boolean;
    /** When the borrower asked, in which negotiation, for that of the statute on debt clearance. */
    clearance?: Readonly<{ roundId: string; on: CalendarDate }>;
    state: 'current' | 'stale';
  }> | null;
  proofs: readonly Proof[];
  /** By when the bank must have judged what was given; null where nothing waits for it. */
  verifyBy: CalendarDate | null;
  /** Kinds of proof that are asked for. */
  wanted: readonly string[];
  wantedBy: CalendarDate | null;
  /** How many days were left when a hold stopped the term; null while it runs, or there is none. */
  restDays: number | null;
  /** How many terms there have been: part of a timer's name, so that none is ever set again. */
  resumes: number;
}>;
