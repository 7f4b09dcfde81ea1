import type { CalendarDate, Effective } from '@mora/kernel';
import type { Channel, Purpose, Role } from '../words.js';
import type { StrategyInput } from './input.js';

/** From and to, the end not in it; null is open. */
export type Range = readonly [from: number | null, to: number | null];

type KeysOf<T> = { [K in keyof StrategyInput]: StrategyInput[K] extends T ? K : never }[keyof StrategyInput];
export type FlagColumn = KeysOf<boolean | null>;
export type NumberColumn = KeysOf<number | null>;
export type WordColumn = KeysOf<string | null>;

/** One or several steps: any of them will do. */
export type DoneWhen = Readonly<{ has?: readonly string[]; not?: readonly string[] }>;

/** All that is named must hold; what is not named does not matter. */
export type When = Readonly<
  Partial<Record<FlagColumn, boolean>> &
    Partial<Record<NumberColumn, Range>> &
    Partial<Record<WordColumn, readonly string[]>> & { done?: DoneWhen }
>;

export type Row = Readonly<{ rule: string; when: When; do: string | null }>;

/** What is done, to whom and by which ways. */
export type TreatmentStep = Readonly<{
  purpose: Extract<Purpose, 'collection' | 'reminder' | 'statutory-notice'>;
  roles: readonly Role[];
  channels: readonly Channel[];
  byPreference: boolean;
  template: string | null;
  priority: number;
  at: string | null;
  lapsesAfterDays: number;
  day: 'next' | 'first-working-day';
  /** How far up the ladder it stands, gentle first; null for what is beside it. */
  rung: number | null;
  /** A loan that comes over so many days overdue has had it, for all that is known. */
  takenAsDoneFrom: number | null;
  /** The loan is proposed for an outside firm; nobody is contacted by it. */
  place: boolean;
  /** The task is for whoever answers for the loan; where nobody does, for whoever takes it, from then on (S23). */
  named?: boolean;
}>;

export type Experiment = Readonly<{
  id: string;
  salt: string;
  arms: readonly Readonly<{ arm: string; perMille: number; table: string }>[];
}>;

/** One version of the strategy, in force from its date. */
export type Strategy = Readonly<{
  id: string;
  version: number;
  effectiveFrom: CalendarDate;
  source: string;
  mark: string;
  /** Whose buckets and classes the rows name. */
  bucketTable: string;
  classScheme: string;
  /** Whose working days count where nobody knows where the person lives. */
  calendar: string;
  experiment: Experiment | null;
  /** Read by every loan where there is no experiment. */
  table: string;
  steps: Readonly<Record<string, TreatmentStep>>;
  tables: Readonly<Record<string, readonly Row[]>>;
  goldenCases: readonly GoldenCase[];
}>;

export type Strategies = Effective<Strategy>;

export type GoldenCase = Readonly<{
  name: string;
  table: string;
  input: Partial<StrategyInput>;
  expect: string | null;
  /** The row that must have decided, where several lead to the same step. */
  rule?: string;
}>;
