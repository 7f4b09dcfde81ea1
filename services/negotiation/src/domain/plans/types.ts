import type { CalendarDate, Currency } from '@mora/kernel';
import type { PaymentKept } from '../loan/parts/ledger.js';
import type { Amounts, Instalment, Kind, LegalRef, Minor, Rate, Restructure, Tier } from '../words.js';
import type { BreachRules } from './rules.js';

/** What the ledger is asked to do. */
export type AskKind = 'reschedule' | 'settle' | 'fund' | 'close-settled';

/** Every ask ends, one way or the other. */
export type Ask = Readonly<{
  requestId: string;
  kind: AskKind;
  tries: number;
  askedOn: CalendarDate;
  /** At the close of this day it is given up. */
  answerBy: CalendarDate;
  state: 'open' | 'booked' | 'rejected' | 'timed-out' | 'withdrawn';
}>;

export type PlanState =
  | 'awaiting'
  | 'rejected'
  | 'timed-out'
  | 'differs'
  | 'booked-late'
  | 'active'
  | 'at-risk'
  | 'completed'
  | 'broken'
  | 'withdrawn'
  | 'ended';

/** What a hardship fund was used for has to be proven. */
export type Fund = Readonly<{
  minor: Minor;
  proofDueOn: CalendarDate;
  proof: 'wanted' | 'missing' | 'accepted' | 'refused';
  /** At the close of this day it is over where nothing is proven; left out by plans of before. */
  endsOn?: CalendarDate;
  /** Who has proposed it, and who has looked at it a second time: neither judges its proof. */
  proposer?: string;
  reviewer?: string | null;
}>;

/** What was published of a plan, so that nothing is said twice. */
export type PlanTold = Readonly<{
  kept: readonly Readonly<{ number: number; paidOn: CalendarDate }>[];
  atRisk: readonly number[];
  firstMissed: boolean;
  /** On the day on which a completed plan ran on: when it had ended before. */
  reopened?: Readonly<{ on: CalendarDate; from: CalendarDate }>;
}>;

/** An accepted offer: asked of the ledger, in force, and whether it is kept. */
export type Plan = Readonly<{
  planId: string;
  roundId: string | null;
  offerId: string | null;
  episodeId: string | null;
  kinds: readonly Kind[];
  currency: Currency;
  state: PlanState;
  /** As they were disclosed, asked for, and are paid; of a fund, those of its own credit line. */
  rows: readonly Instalment[];
  /** Null for a plan that was there before Mora. */
  restructure: Restructure | null;
  tier: Tier | null;
  /** Who has proposed the offer; left out where there was none. */
  proposer?: string;
  disclosureId: string | null;
  legal: LegalRef | null;
  settles: Minor | null;
  fund: Fund | null;
  /** What an ask says besides the rows. */
  terms: Readonly<{ yearlyRate: Rate | null; capitalised: Minor; waived: Amounts; replaces: number | null }>;
  request: Ask | null;
  /** What is open by the schedule that the ledger has booked instead. */
  booked: readonly Instalment[] | null;
  /** That the borrower has acknowledged it, who has taken that down, and who has approved it since. */
  difference?: Readonly<{ disclosureId: string; by: string; votes: readonly string[] }> | null;
  /** Those by which it was agreed; a later version of the policy does not change it. */
  rules: BreachRules;
  acceptedOn: CalendarDate;
  activeFrom: CalendarDate | null;
  endedOn: CalendarDate | null;
  /** Since when the ledger has not booked it as agreed, and people have to see to it. */
  unsettledSince?: CalendarDate;
  /** Why it is over, where it was neither paid nor broken. */
  over?: 'loan-ended' | 'fund-unproven' | 'fund-decided';
  /** Of one that is broken, whether that counts as a failure, as it was told last. */
  counted?: boolean;
  /** Payments that were known when it was accepted: they never count for it. */
  known: readonly string[];
  payments: readonly PaymentKept[];
  told: PlanTold;
  cutOver: boolean;
  /** The day that was open when it came over from before Mora: what was booked earlier is in its one sum. */
  importedOn?: CalendarDate;
}>;

/** At most one of them is awaiting, differs, rejected, timed-out, active or at-risk; the latest is the last. */
export type PlansPart = Readonly<{ plans: readonly Plan[] }>;
