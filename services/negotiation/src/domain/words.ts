import type { CalendarDate } from '@mora/kernel';

export type Minor = number; // whole minor units, safe integer; doors refuse more
export type Rate = string; // of one, a year, decimal text: '0.1080'
export type Kind =
  | 'extension'
  | 'reduced-instalment'
  | 'arrears-plan'
  | 'spread'
  | 'split'
  | 'grace'
  | 'interest-only'
  | 'partial-principal'
  | 'rate-cut'
  | 'capitalise'
  | 're-age'
  | 'settlement'
  | 'card-plan'
  | 'hardship-fund'
  | 'tw-agreed'
  | 'tw-debt-clearance';
export type Tier = 'T1' | 'T2' | 'T3' | 'T4';
export type Amounts = Readonly<{ principal: Minor; interest: Minor; fee: Minor; penalty: Minor }>;
export type Instalment = Amounts & Readonly<{ number: number; dueOn: CalendarDate }>;
export type Terms =
  | Readonly<{ kind: 'extension'; months: number }>
  | Readonly<{ kind: 'reduced-instalment' | 're-age' | 'spread'; instalments: number }>
  | Readonly<{ kind: 'arrears-plan'; months: number }>
  | Readonly<{ kind: 'split'; parts: readonly Readonly<{ dueOn: CalendarDate; minor: Minor }>[] }>
  | Readonly<{ kind: 'grace'; months: number; interest: 'capitalised' | 'spread' | 'waived' }>
  | Readonly<{ kind: 'interest-only'; months: number; then: 'longer' | 'same-end' }>
  | Readonly<{ kind: 'partial-principal'; months: number; permille: number }> // S66: that share of the principal of each month, no interest
  | Readonly<{ kind: 'rate-cut'; rate: Rate; months: number | null }>
  | Readonly<{ kind: 'capitalise'; components: readonly ('interest' | 'fee' | 'penalty')[]; agreedInWriting: boolean }>
  | Readonly<{ kind: 'settlement'; pay: Minor; parts: number; everyMonths: number }>
  | Readonly<{ kind: 'card-plan' | 'tw-agreed' | 'tw-debt-clearance'; instalments: number; rate: Rate }>
  | Readonly<{
      kind: 'hardship-fund';
      fund: Minor;
      purpose: 'serious-illness' | 'natural-disaster';
      instalments: number;
      proofDays: number;
    }>;
/** Terms are applied from left to right; at most four, each kind once. */
export type Sheet = Readonly<{
  terms: readonly Terms[];
  waive: Omit<Amounts, 'principal'>;
  firstDueOn: CalendarDate;
  beside: boolean;
}>;
export type Difficulty = 'overdue' | 'cash-flow' | 'other-debt-bad' | 'no-market-credit' | 'other' | 'none';
export type RestructureForm =
  | 'extension'
  | 'deferred-plan'
  | 'grace-period'
  | 'interest-capitalised'
  | 'rate-cut'
  | 'amount-reduced'
  | 'collateral-weakened'
  | 'refinanced'
  | 'other';
export type Restructure = Readonly<{
  forms: readonly RestructureForm[];
  difficulty: Difficulty;
  inDifficulty: boolean;
  firstDueOn: CalendarDate;
  classBefore: string | null;
}>;
export type Verdict = 'not-in-difficulty' | 'short-term' | 'long-term' | 'unaffordable';
export type Affords = 'yes' | 'stressed-only' | 'no';
export type FailReason =
  'rejected' | 'expired' | 'no-show' | 'documents-missing' | 'unaffordable' | 'first-instalment-missed' | 'plan-broken';
export type HoldKind = 'bank-delay' | 'dispute' | 'vulnerability' | 'moratorium' | 'deceased' | 'ledger-differs';
export type Outcome =
  FailReason | 'agreed' | 'cured' | 'ended' | 'bank-delay' | 'moratorium' | 'withdrawn' | 'superseded' | 'imported';
export type PolicyRef = Readonly<{ id: string; version: number; rule: string }>;
export type LegalRef = Readonly<{ requestId: string; caseId: string }>;
/** Domain sees these shapes of the runtime without importing it. */
export type Hidden<T> = Readonly<{ reveal: () => T }>;
export type TimerSet = Readonly<{ key: string; kind: string; dueAt: number }>;
/** `today`: the date of `now` in the installation's zone; `endOf`: the last millisecond of a date there. Both pure, given by the reactor. */
export type LaneAt = Readonly<{
  now: number;
  openDay: CalendarDate;
  knownUpTo: Readonly<Record<string, CalendarDate>>;
  today: CalendarDate;
  endOf: (day: CalendarDate) => number;
}>;
