import type { CalendarDate } from '@mora/kernel';
import type { Due } from '../words.js';

/** One settlement, from the asking to its end. Negotiation makes it; it is kept there as a plan. */
export type Settlement = Readonly<{
  settlementId: string;
  caseId: string;
  requestId: string;
  state: 'asked' | 'agreed' | 'performing' | 'defaulted' | 'performed' | 'failed' | 'resumed' | 'given-up';
  planId: string | null;
  /** Whether a title binds, as it was when the plan began or has become since. */
  at: 'before-judgment' | 'after-judgment';
  /** Until then negotiation should have made something of it. */
  answerBy: CalendarDate;
  /** Since when it stands as it does. */
  on: CalendarDate;
  /** From when on its plan binds. */
  from: CalendarDate | null;
  /** The last day of its plan, as negotiation has said. */
  lastOn: CalendarDate | null;
  /** Until then the title can be taken up again. */
  resumeUntil: Due | null;
}>;

/** A settlement that legal escalation has asked negotiation for, while a case is open. */
export type SettlementPart = Readonly<{
  current: Settlement | null;
  past: number;
  /** The titles of which a settlement was performed; not there where none was. */
  settled?: readonly Readonly<{ settlementId: string; judgmentIds: readonly string[] }>[];
}>;
