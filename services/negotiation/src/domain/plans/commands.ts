import type { CalendarDate } from '@mora/kernel';
import type { Evidence, Via } from '../loan/part.js';
import type { Kind, Minor, Outcome, Tier } from '../words.js';

/** What stood before Mora: a plan that runs, or a negotiation that has ended. */
export type CutOverPast = Readonly<
  | {
      what: 'plan';
      planId: string;
      kinds: readonly Kind[];
      activeFrom: CalendarDate;
      rows: readonly Readonly<{ dueOn: CalendarDate; minor: Minor }>[];
      paidBefore: Minor;
    }
  | { what: 'failed-round' | 'closed-round'; roundId: string; outcome: Outcome; closedOn: CalendarDate }
>;

/** What is done with plans, and what ledgers answer by hand. */
export type PlanCommand = Readonly<
  | {
      kind: 'answer-request';
      requestId: string;
      outcome: 'accepted' | 'rejected';
      reason: string | null;
      reference: string | null;
      by: string;
    }
  | {
      kind: 'settle-difference';
      planId: string;
      take: 'ledger' | 'ask-again';
      disclosureId: string | null;
      because: string;
      by: string;
      /** How high the authority of who says so is, where the ledger's schedule shall stand. */
      tier?: Tier;
    }
  | {
      kind: 'acknowledge-difference';
      planId: string;
      disclosureId: string;
      by: string;
      via: Via;
      evidence?: Evidence;
    }
  | { kind: 'cancel-plan'; planId: string; because: string; by: string }
  /** `sha256` is of the document that shows what the fund was used for. */
  | { kind: 'fund-proof'; planId: string; sha256: string; accepted: boolean; by: string }
  | { kind: 'fund-decision'; planId: string; decision: 'let-be' | 'end'; because: string; by: string; tier: Tier }
  | { kind: 'cut-over'; past: CutOverPast; by: string }
>;
