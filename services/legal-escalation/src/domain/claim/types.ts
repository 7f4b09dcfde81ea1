import type { CalendarDate, Currency, LoanId } from '@mora/kernel';
import type { ProductRow } from '../products.js';
import type { Amounts, Minor, PolicyRef, Rate } from '../words.js';
import type { ClaimTables, Counted } from './maths.js';

export type LineCode =
  keyof Amounts | 'computed-penalty' | 'computed-compound' | 'cap-waived' | 'cost' | 'delay-doubled';

/** One sum of a claim, and how anybody gets to it again. What is waived stands below nought. */
export type Line = Readonly<{
  code: LineCode;
  /** Of what is waived, as it is above a cap: of what. */
  component?: Counted;
  minor: Minor;
  /** Booked by the ledger, or computed here because no ledger books it. */
  from: 'ledger' | 'computed';
  formula: string;
  dueOn: CalendarDate | null;
  /** Instalments by number and charges by id that it is made of. */
  rows: readonly string[];
  rule: PolicyRef | null;
}>;

/** What goes on growing after the day of the claim, until it is paid. */
export type RunsOn = Readonly<{ code: 'interest' | 'penalty'; rate: Rate; base: Minor; from: CalendarDate }>;

export type Sheet = Readonly<{
  sheetId: string;
  asOf: CalendarDate;
  currency: Currency;
  booked: Amounts;
  lines: readonly Line[];
  total: Minor;
  runsOn: readonly RunsOn[];
  /** Where the mirrored ledger and classification do not agree; nothing may be filed on such a sheet. */
  differs: readonly string[];
  /** The close of which the two were compared; null where something was booked since that may explain a difference. */
  checkedOn: CalendarDate | null;
}>;

export type Cannot = Readonly<{
  kind: 'cannot';
  because: 'no-schedule' | 'cap-not-covered' | 'rate-not-covered' | 'closed';
}>;

export type ClaimRules = Readonly<{ row: ProductRow; policy: Omit<PolicyRef, 'rule'>; tables: ClaimTables }>;
/** What has been paid under a title, and for what. */
export type PaidUnder = Readonly<{ on: CalendarDate; judgment: Minor; costs: Minor; doubled: Minor }>;
export type Stay = Readonly<{ from: CalendarDate; to: CalendarDate | null }>;
export type ClaimInput = Readonly<{
  loanId: LoanId;
  /** A day that is closed. */
  asOf: CalendarDate;
  /** The whole principal is claimed, not only what is overdue. */
  accelerated: boolean;
  /** What the bank has advanced beside what a title awards. */
  costs: Minor;
  stays: readonly Stay[];
}>;
