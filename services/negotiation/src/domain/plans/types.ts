import type { CalendarDate, Currency } from '@mora/kernel';
import type { PaymentKept } from '../loan/parts/ledger.js';
import type { Instalment, Kind, LegalRef, Minor, Restructure, Tier } from '../words.js';

/** An accepted offer: asked of the ledger, in force, and whether it is kept. */
export type Plan = Readonly<{
  planId: string;
  roundId: string | null;
  offerId: string | null;
  episodeId: string | null;
  kinds: readonly Kind[];
  currency: Currency;
  state:
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
  rows: readonly Instalment[];
  restructure: Restructure;
  tier: Tier;
  disclosureId: string | null;
  legal: LegalRef | null;
  settles: Minor | null;
  fund: Readonly<{ minor: Minor; proofDueOn: CalendarDate; proven: boolean }> | null;
  request: Readonly<{
    requestId: string;
    kind: 'reschedule' | 'settle' | 'fund' | 'close-settled' | 'none';
    tries: number;
    askedOn: CalendarDate;
    answerBy: CalendarDate;
  }> | null;
  acceptedOn: CalendarDate;
  activeFrom: CalendarDate | null;
  endedOn: CalendarDate | null;
  /** Payments that were known when it was accepted: they never count for it. */
  known: readonly string[];
  payments: readonly PaymentKept[];
  told: Readonly<{ kept: readonly number[]; atRisk: readonly number[]; firstMissed: boolean }>;
  cutOver: boolean;
}>;

/** At most one of them is awaiting, differs, rejected, timed-out, active or at-risk. */
export type PlansPart = Readonly<{ plans: readonly Plan[] }>;
