import type { CalendarDate, LoanId } from '@mora/kernel';
import type { Act } from '../clock/types.js';
import type { ExecutionEnd } from '../enforcement/types.js';
import type { LegalPolicies } from '../policies.js';
import type { JudgmentTitle, Proceeding } from '../proceedings/types.js';
import type { LaneAt, Minor, Outcome, ProceedingKind, TimerSet } from '../words.js';
import type { LoanEvent } from './event.js';
import type { PaymentKept } from './parts/ledger.js';
import type { LoanState } from './state.js';

export type PartName = keyof LoanState['parts'];

/**
 * What leaves with an event: `type` is the name between `mora.legal.` and `.v1`, `data` is what its contract asks for.
 * With `ask` it is a type of `mora.ledger-requests.v1`, named without `mora.ledger-request.` and `.v1`.
 */
export type Said = Readonly<{ type: string; data: object; ask?: true }>;

/** Rows to be written in the same transaction; persistence/ has one set-based writer a table. */
export type TableName =
  | 'legal_clock'
  | 'legal_act'
  | 'legal_case'
  | 'evaluation'
  | 'claim_sheet'
  | 'proceeding'
  | 'proceeding_step'
  | 'hearing'
  | 'measure'
  | 'recovery'
  | 'objection'
  | 'package_loan'
  | 'work_item'
  | 'timeline';
export type Write = Readonly<{ table: TableName; row: object }>;

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
  /** Any part to the clock, which folds anew at once. By commands only: facts wait for the close. */
  | { kind: 'act'; act: Act }
  | { kind: 'gate'; passed: boolean; gateId: string }
  | { kind: 'case-over'; caseId: string; outcome: Outcome }
  | { kind: 'filed'; proceeding: Proceeding }
  | {
      kind: 'proceeding-over';
      proceedingId: string;
      how: 'title' | 'lost' | 'withdrawn' | 'ended';
      next: ProceedingKind | null;
    }
  | { kind: 'title'; judgment: JudgmentTitle }
  | { kind: 'title-final'; judgment: JudgmentTitle }
  /** What had become final is none: it was objected to, or appealed against, in time. */
  | { kind: 'title-void'; judgmentId: string }
  | { kind: 'enforcing'; enforcementId: string; judgmentId: string }
  /** `left` is what is owed under the title still: a part of it may be due later. */
  | { kind: 'execution-ended'; enforcementId: string; how: ExecutionEnd; left: Minor }
  | { kind: 'stay'; because: 'settlement' | 'death' | 'court'; on: CalendarDate }
  /** The settlement with which a case and its enforcing have ended was not kept to its end after all. */
  | { kind: 'unsettled'; caseId: string; on: CalendarDate }
  | { kind: 'resume'; on: CalendarDate; performed: readonly PaymentKept[] }
  | { kind: 'gone'; how: 'sold' | 'written-off' | 'paid' }
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
  policies: LegalPolicies;
  eventId: string;
}>;
