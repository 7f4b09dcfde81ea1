import type { CalendarDate, Currency, HolidayBook, LoanId, PersonId } from '@mora/kernel';
import type { Step } from '../loan/part.js';
import type { PaymentBooked } from '../promises/credit.js';
import type { Flag } from '../words.js';
import type { PeopleRules } from './rules.js';

/** What these parts may look at of the loan, besides their own state. */
export type Seen = Readonly<{
  loanId: LoanId;
  /** The id of what is decided: ids that are minted here come from it. */
  eventId: string;
  flags: readonly Flag[];
  rules: PeopleRules;
  holidays: HolidayBook;
  currency: Currency | null;
  /** Every payment that stands; what was taken back is not there. */
  payments: readonly PaymentBooked[];
  /** Instalments that are still to fall due. */
  dues: readonly Readonly<{ dueOn: CalendarDate; minor: number }>[];
  overdueMinor: number;
  isOverdue: boolean;
  bucket: string | null;
  grade: string | null;
  /** Where a person lives, if that is known. */
  jurisdictionOf: (person: PersonId) => string | null;
  /** Who owes the loan on a day. */
  borrowersOn: (day: CalendarDate) => readonly PersonId[];
}>;

export const unchanged = <P>(part: P): Step<P> => ({ part });

export const refused = <P>(part: P, because: string, detail: string): Step<P> => ({
  part,
  refuse: { because, detail },
});
