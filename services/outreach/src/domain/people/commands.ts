import type { CalendarDate, Currency, PersonId } from '@mora/kernel';
import type { PromisedPart } from '../promises/commands.js';
import type { Channel, Collector, Consent, Flag, Role } from '../words.js';

/** Who works on the loan, to what end and by when (S53). What is null stays as it is. */
export type AssignCase = Readonly<{
  kind: 'assign-case';
  caseId: string;
  responsible: string | null;
  goal: string | null;
  dueOn: CalendarDate | null;
  by: string;
}>;

export type CloseCase = Readonly<{ kind: 'close-case'; caseId: string; because: string; by: string }>;

/** A person of the bank takes the loan out of the robots' hands (S33). */
export type Takeover = Readonly<{ kind: 'takeover'; caseId: string; responsible: string; because: string }>;

/** The loan goes to an outside firm, which stood so on the day of the request. */
export type Place = Readonly<{
  kind: 'place';
  placementId: string;
  agencyId: string;
  /** Reasons of the register against the firm; none where it is good. */
  objections: readonly string[];
  standing: NonNullable<Collector['agency']>;
  /** The day on which the borrower was told that this firm will write or call; null where Mora is to tell it first. */
  announcedOn: CalendarDate | null;
  /** How the firm is named in the outsourcing notice; null where the register cannot name it. */
  firm: Readonly<{ name: string; phone: string }> | null;
  until: CalendarDate | null;
  by: string;
}>;

/** Nobody outside is to have the loan, whatever the strategy proposes. */
export type DeclinePlacement = Readonly<{ kind: 'decline-placement'; proposalId: string; because: string; by: string }>;

export type Recall = Readonly<{ kind: 'recall'; because: string; by: string }>;

export type SurveyAnswer = Readonly<{
  kind: 'survey-answer';
  surveyId: string;
  score: number | null;
  codes: readonly string[];
}>;

/** What stood before Mora: taken as it was, and judged from then on. */
export type CutOver = Readonly<{
  kind: 'cut-over';
  personId: PersonId;
  role: Role;
  past: Readonly<
    | { what: 'opt-out'; channel: Channel | 'all' }
    | { what: 'flag'; flags: readonly Flag[] }
    | { what: 'consent'; consent: Consent }
    | {
        what: 'promise';
        promiseId: string;
        currency: Currency;
        madeOn: CalendarDate;
        parts: readonly PromisedPart[];
        method: string;
      }
  >;
}>;

/** What the parts `work`, `placement` and `survey` of a loan are told, and what stood at the cut-over. */
export type PeopleCommand =
  AssignCase | CloseCase | Takeover | Place | DeclinePlacement | Recall | SurveyAnswer | CutOver;
