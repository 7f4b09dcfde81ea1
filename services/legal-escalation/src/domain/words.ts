import type { CalendarDate } from '@mora/kernel';

export type Minor = number; // whole minor units, safe integer
export type Rate = string; // of one, a year, decimal text
export type Jurisdiction = 'CN' | 'TW';
export type Amounts = Readonly<{ principal: Minor; interest: Minor; fee: Minor; penalty: Minor }>;
export type Instalment = Amounts & Readonly<{ number: number; dueOn: CalendarDate }>;
export type PolicyRef = Readonly<{ id: string; version: number; rule: string }>;
/** A reference, never the paper. */
export type Proof = Readonly<{ kind: string; id: string; sha256: string | null }>;
export type ClaimKind = 'debt' | 'accelerated' | 'interest' | 'guarantee' | 'enforcement' | 'enforcement-interest';
export type ActKind =
  | 'demand'
  | 'acknowledged'
  | 'asked-for-time'
  | 'plan-agreed'
  | 'part-payment'
  | 'deduction'
  | 'suit'
  | 'payment-order'
  | 'preservation'
  | 'enforcement-application'
  | 'bankruptcy-claim'
  | 'set-off'
  | 'mediation'
  | 'police-report'
  | 'assignment-notice'
  | 'public-notice';
export type Obstacle = 'force-majeure' | 'no-guardian' | 'no-heir' | 'creditor-controlled' | 'other';
export type ProceedingKind =
  | 'payment-order'
  | 'small-claims'
  | 'simplified'
  | 'ordinary'
  | 'notarised'
  | 'collateral'
  | 'preservation'
  | 'tw-preservation'
  | 'tw-payment-order'
  | 'tw-mediation'
  | 'tw-small-claims'
  | 'tw-simplified'
  | 'tw-ordinary';
export type Strategy = ProceedingKind | 'settlement' | 'wait' | 'sale' | 'write-off';
export type Title = 'judgment' | 'payment-order' | 'mediation' | 'notarised' | 'collateral-ruling';
export type AssetKind = 'deposit' | 'wage' | 'real-estate' | 'vehicle' | 'movable' | 'security' | 'other-right';
export type MeasureKind =
  'freeze' | 'seal' | 'withhold' | 'auction' | 'property-report' | 'consumption-limit' | 'defaulter-list';
export type Outcome =
  | 'paid'
  | 'settled'
  | 'enforced'
  | 'unenforceable'
  | 'sold'
  | 'written-off'
  | 'withdrawn'
  | 'lost'
  | 'time-barred'
  | 'bankrupt';
export type HoldKind = 'dispute' | 'moratorium' | 'vulnerability' | 'deceased' | 'plan';
export type LegalRef = Readonly<{ requestId: string; caseId: string }>;
export type TimerSet = Readonly<{ key: string; kind: string; dueAt: number }>;
/** Computed dates say whether the calendar knew them. */
export type Due = Readonly<{ on: CalendarDate; provisional: boolean }>;
/** `today`: the date of `now` in the installation's zone; `endOf`: the last millisecond of a date there. Both pure, given by the reactor. */
export type LaneAt = Readonly<{
  now: number;
  openDay: CalendarDate;
  knownUpTo: Readonly<Record<string, CalendarDate>>;
  today: CalendarDate;
  endOf: (day: CalendarDate) => number;
}>;
