import type { CalendarDate, HolidayBook, LoanId, PersonId } from '@mora/kernel';
import type { PeopleRules } from '../people/rules.js';
import type { Strategies } from '../strategy/table.js';
import type { DecisionAt, Flag, TimerSet } from '../words.js';
import type { LoanEvent } from './event.js';
import type { LoanState } from './state.js';

export type PartName = keyof LoanState['parts'];

/**
 * What leaves with an event: `type` is the name between `mora.outreach.` and `.v1`, `data` is what its contract asks
 * for. Those for the lane of a person (wanted, withdrawn, reported, facts, touched) name the person in `to`.
 */
export type Said = Readonly<{ type: string; data: object; to?: PersonId }>;

/** Rows to be written in the same transaction; persistence/ has one set-based writer a table. */
export type TableName =
  | 'step_log'
  | 'notice'
  | 'contact_task'
  | 'promise'
  | 'say'
  | 'work_case'
  | 'contact_log'
  | 'survey'
  | 'notify'
  | 'placement'
  | 'placement_proposal'
  | 'agency_complaint';
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
  /** What the parts that stand before this one are to make of it, once it has been taken. */
  follows?: readonly LoanEvent[];
  /** Withdraws what the strategy wants, with this reason. */
  stop?: string | null;
  refuse?: Readonly<{ because: string; detail?: string }>;
}>;

/** What a part tells the lanes of the persons. Only the parts with a slice of their own have it. */
export type SliceContent = Readonly<{
  flags: readonly Flag[];
  facts: Readonly<Record<string, string | boolean | null>>;
}>;

/** One piece of a loan's state: pure, owned by one package. */
export interface Part<P> {
  readonly name: PartName;
  readonly start: P;
  on(part: P, event: LoanEvent, view: LoanView, at: LoanAt): Step<P>;
  /** The flags and facts of the part on a day; said to the persons when they change. */
  tells?(part: P, on: CalendarDate): SliceContent;
}

/** `today` is the date of `now` in the installation's zone; the lane may be behind it. */
export type LoanAt = DecisionAt;

/** The loan before this event; parts that stand before the one that looks have taken it already. */
export type LoanView = Readonly<{
  loanId: LoanId;
  parts: LoanState['parts'];
  /** Of the loan, and of the persons who owe it. */
  flags: readonly Flag[];
  /** Whether something has stopped the strategy since the last close. */
  stopped: boolean;
  /** The version of every slice that has been said. */
  versions: Readonly<Record<string, number>>;
  policies: LoanPolicies;
  eventId: string;
}>;

/** What loans are decided by; filled from the policies of the service. */
export type LoanPolicies = Readonly<{
  strategies: Strategies;
  people: PeopleRules;
  holidays: HolidayBook;
  /** So many days may another service be silent before what is open there counts as not known. */
  informingSilenceDays: number;
}>;
