import type { CalendarDate, Effective } from '@mora/kernel';
import type { PromiseRules } from '../promises/rules.js';
import type { Channel } from '../words.js';

export type Versioned = Readonly<{ id: string; version: number; effectiveFrom: CalendarDate }>;

/** Why a loan is put before a human being. */
export type CaseCause =
  | 'call'
  | 'visit'
  | 'dispute'
  | 'complaint'
  | 'hardship'
  | 'question'
  | 'vulnerability'
  | 'takeover'
  | 'promise-broken'
  | 'notice-unknown'
  | 'placement'
  | 'survey';

export type QueueRule = Readonly<{ queue: string; goal: string; dueInDays: number }>;

/** From and to in minor units, the end not in it; null is open. */
export type Span = readonly [from: number | null, to: number | null];

export type PriorityRow = Readonly<{
  when: Readonly<{
    queue?: readonly string[];
    grade?: readonly string[];
    bucket?: readonly string[];
    amountMinor?: Span;
  }>;
  priority: number;
}>;

/** Queues, how urgent a case is, and how long an answer may take; policy data of the bank. */
export type WorkRules = Versioned &
  Readonly<{
    lockMinutes: number;
    questionWorkingDays: number;
    /** So many days what is written back about a question or a dispute may be on its way. */
    answerNoticeDays: number;
    /** So long after somebody said that paying is hard no robot writes or calls. */
    hardshipDays: number;
    calendar: string;
    causes: Readonly<Record<CaseCause, QueueRule>>;
    /** From the top; the first that matches. The last one matches everything. */
    priorities: readonly PriorityRow[];
  }>;

/** What an outside firm must have before a loan is given to it, and to keep it (S45 to S48, P-CN-5). */
export type AgencyRules = Versioned &
  Readonly<{
    documents: readonly string[];
    evaluationMonths: number;
    /** A contract that ends sooner than this needs an evaluation of these last days. */
    evaluationBeforeEndDays: number;
    /** From so many days before the end on an evaluation is one of the end. */
    evaluationBeforeEndOpensDays: number;
    complaints: Readonly<{
      days: number;
      perThousandPlaced: number;
      /** Fewer never suspend: one complaint about the only loan is no pattern. */
      atLeast: number;
    }>;
    /** Contacts that it made beyond what was allowed. Each also counts as a complaint. */
    breaches: Readonly<{ days: number; suspendAt: number }>;
    /** How a borrower is told of the firm before it has the loan; the first row that names where the borrower lives. */
    announcement: readonly AnnouncementRule[];
    /** Who takes up what the strategy proposes: somebody of the bank, or this policy by itself. */
    proposals: 'human' | 'policy';
  }>;

export type AnnouncementRule = Readonly<{
  /** The first two letters of where somebody lives; `*` is everywhere. */
  jurisdictions: readonly string[];
  channels: readonly Channel[];
  proof: 'sent' | 'delivered';
  /** So many days later the firm has the loan; the notice must be out before. */
  daysAhead: number;
}>;

export type SurveyKind = 'revisit' | 'satisfaction';
export type SurveyCause = 'cured' | 'complaint-closed' | 'plan-completed';

export type SurveyRow = Readonly<{ after: SurveyCause; days: number; kind: SurveyKind; answerWithinDays: number }>;

/** When somebody is asked how it went (S51). */
export type SurveyRules = Versioned &
  Readonly<{
    /** By which words, and by which ways, in the order of the bank. */
    asking: Readonly<{ template: string; channels: readonly Channel[] }>;
    surveys: readonly SurveyRow[];
  }>;

/** Everything that people, agencies and promises are decided by; each in force from its own date. */
export type PeopleRules = Readonly<{
  promises: Effective<PromiseRules>;
  work: Effective<WorkRules>;
  agencies: Effective<AgencyRules>;
  surveys: Effective<SurveyRules>;
}>;
