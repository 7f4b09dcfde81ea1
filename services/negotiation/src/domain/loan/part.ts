import type { CalendarDate, LoanId } from '@mora/kernel';
import type { Offer } from '../offers/types.js';
import type { Plan } from '../plans/types.js';
import type { NegotiationPolicies } from '../policies.js';
import type { LaneAt, LegalRef, Outcome, TimerSet, Verdict } from '../words.js';
import type { LoanEvent } from './event.js';
import type { LoanState } from './state.js';

export type PartName = keyof LoanState['parts'];

/**
 * What leaves with an event: `type` is the name between `mora.negotiation.` and `.v1`, `data` is what its contract asks
 * for. With `ask` it is a type of `mora.ledger-requests.v1`, named without `mora.ledger-request.` and `.v1`.
 */
export type Said = Readonly<{ type: string; data: object; ask?: true }>;

/** Rows to be written in the same transaction; persistence/ has one set-based writer a table. */
export type TableName =
  'round' | 'offer' | 'disclosure' | 'plan' | 'ledger_request' | 'work_item' | 'timeline' | 'sealed' | 'document';
export type Write = Readonly<{ table: TableName; row: object }>;

/** By which way the borrower spoke. */
export type Via = 'staff' | 'portal' | 'letter' | 'cut-over';
/** What proves that the borrower said it, where somebody of the bank says so. */
export type Evidence = Readonly<{ kind: string; id: string; sha256?: string }>;
export type NotBooked = 'rejected' | 'timed-out' | 'booked-otherwise' | 'withdrawn';

/** What one part makes of one event. */
export type Step<P> = Readonly<{
  /** The same object as was handed in where nothing changed. */
  part: P;
  said?: readonly Said[];
  writes?: readonly Write[];
  timers?: readonly TimerSet[];
  clear?: readonly string[];
  /** Look at the loan again at the close of this day; at a close it replaces what this part asked for before. */
  reviewOn?: CalendarDate;
  tell?: readonly Inner[];
  refuse?: Readonly<{ because: string; detail?: string }>;
}>;

/**
 * What one part tells all others: delivered after every part has taken the event, in the order of telling, to each part
 * in the order of the fields.
 */
export type Inner = Readonly<
  | { kind: 'offer-taken'; offer: Offer; planId: string; via: Via; by: string; evidence?: Evidence }
  | { kind: 'offers-made' | 'assessed'; verdict: Verdict | null }
  | { kind: 'offers-gone'; because: 'all-rejected' | 'all-expired' | 'nothing-affordable' }
  | { kind: 'documents-missing'; on: CalendarDate }
  | { kind: 'round-opened'; roundId: string; legal: LegalRef | null }
  /** What legal escalation asked for cannot be opened, and is waited for no more. */
  | { kind: 'legal-refused'; refs: readonly LegalRef[] }
  | { kind: 'paused' }
  | { kind: 'resumed'; leastDays: number }
  /** The ledger is asked for it once more. */
  | { kind: 'plan-asked'; plan: Plan }
  | { kind: 'plan-active'; plan: Plan }
  /** `final`: the bank has let it lie for too long, and the negotiation ends by that. */
  | { kind: 'plan-not-booked'; plan: Plan; because: NotBooked; final?: true }
  /** `counted`: whether a plan that broke is a failure of the borrower's; `excused`: it is none after all. */
  | {
      kind: 'plan-over';
      plan: Plan;
      how: 'completed' | 'broken' | 'ended' | 'reopened' | 'first-missed' | 'first-mended' | 'excused';
      counted?: boolean;
    }
  | { kind: 'round-over'; roundId: string; outcome: Outcome; on: CalendarDate; legal: LegalRef | null }
>;

/** One piece of a loan's state: pure, owned by one package. */
export interface Part<P> {
  readonly name: PartName;
  readonly start: P;
  on(part: P, event: LoanEvent, view: LoanView, at: LaneAt): Step<P>;
  hear?(part: P, inner: Inner, view: LoanView, at: LaneAt): Step<P>;
}

/** The loan as it is while an event goes round: parts before the one that looks have taken it already. */
export type LoanView = Readonly<{
  loanId: LoanId;
  parts: LoanState['parts'];
  policies: NegotiationPolicies;
  eventId: string;
}>;
