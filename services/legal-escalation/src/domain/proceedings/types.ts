import type { CalendarDate, PersonId } from '@mora/kernel';
import type { AskedInterest } from '../claim/granted.js';
import type { Act } from '../clock/types.js';
import type { Due, Minor, PolicyRef, ProceedingKind, Rate, Title } from '../words.js';

export type HearingState = 'set' | 'held' | 'adjourned' | 'debtor-absent' | 'bank-absent';

export type Hearing = Readonly<{
  hearingId: string;
  /** An instant, and its date in the zone of the bank. */
  at: number;
  on: CalendarDate;
  state: HearingState;
  /** How often it has been changed: calendars go by it. */
  sequence: number;
}>;

export type Proceeding = Readonly<{
  proceedingId: string;
  /** The first of a chain: what an objection turns into a suit is the same act before the law. */
  root: string;
  caseId: string;
  kind: ProceedingKind;
  court: string;
  policy: PolicyRef;
  step: string;
  /** The day on which each step was last entered: the law counts some periods from an earlier one. */
  entered: Readonly<Record<string, CalendarDate>>;
  since: CalendarDate;
  due: Due | null;
  sheetId: string;
  amount: Minor;
  /** What of the amount is interest, and what runs beside it; not there where the claim has not said. */
  asked?: AskedInterest;
  fee: Minor;
  against: Act['against'];
  /** Only what was due by then is sued for: the rest of the debt has its own period still. */
  partial?: true;
  /** Who is sued, where it is a guarantor alone. */
  guarantorId?: PersonId;
  filedOn: CalendarDate;
  /** Who has gone to court: a title that the law makes by itself has nobody else. */
  filedBy: string;
  /** The clock inside whose period it was filed. */
  limitBy: string;
  state: 'open' | 'title' | 'lost' | 'withdrawn' | 'ended';
  hearings: readonly Hearing[];
  /** Steps of which it has been said that they are over. */
  lapsed: readonly string[];
  /** The step from which the law itself has moved it, and until when something else could have happened there. */
  moved: Readonly<{ from: string; until: CalendarDate }> | null;
  /** Whether something holds the loan while the court goes on. */
  held: boolean;
}>;

/** Interest that runs on what is owed of a sum, the first day counting and that of the payment not, in the court's own words. */
export type RunningInterest = Readonly<{
  rate: Rate;
  dayCount: 'ACT_360' | 'ACT_365F';
  /** What of the judgment bears it; all else of it is paid first. */
  principal: Minor;
  from: CalendarDate;
}>;

export type JudgmentTitle = Readonly<{
  judgmentId: string;
  proceedingId: string;
  title: Title;
  on: CalendarDate;
  amount: Minor;
  general: Minor;
  costs: Minor;
  /** What runs until it is paid, beside what is granted as a sum; not there where nothing does. */
  interest?: RunningInterest;
  parts: readonly Readonly<{ amount: Minor; performBy: CalendarDate }>[];
  /** Null until it is served, and where nobody can appeal. */
  appealUntil: Due | null;
  finalOn: CalendarDate | null;
  enforceUntil: Due | null;
  /** Who has recorded it; null where the law has made it by itself. */
  by: string | null;
}>;

export type ProceedingsPart = Readonly<{ proceedings: readonly Proceeding[]; titles: readonly JudgmentTitle[] }>; // one open proceeding a matter, besides one 'preservation'
