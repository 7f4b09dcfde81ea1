import type { CalendarDate, Effective } from '@mora/kernel';
import type { PromiseRules } from '../promises/rules.js';

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
    complaints: Readonly<{
      days: number;
      perThousandPlaced: number;
      /** Fewer never suspend: one complaint about the only loan is no pattern. */
      atLeast: number;
    }>;
  }>;

export type SurveyKind = 'revisit' | 'satisfaction';
export type SurveyCause = 'cured' | 'complaint-closed' | 'plan-completed';

export type SurveyRow = Readonly<{ after: SurveyCause; days: number; kind: SurveyKind; answerWithinDays: number }>;

/** When somebody is asked how it went (S51). */
export type SurveyRules = Versioned & Readonly<{ surveys: readonly SurveyRow[] }>;

/** Everything that people, agencies and promises are decided by; each in force from its own date. */
export type PeopleRules = Readonly<{
  promises: Effective<PromiseRules>;
  work: Effective<WorkRules>;
  agencies: Effective<AgencyRules>;
  surveys: Effective<SurveyRules>;
}>;
