import { addDays, type CalendarDate } from '@mora/kernel';
import type { Gathered } from '../loan/gathered.js';
import type { LoanView } from '../loan/part.js';
import { type OpenDebt, openDebt } from '../loan/parts/open-debt.js';
import { orderFor } from '../products.js';
import type { Amounts, Minor } from '../words.js';
import type { DisposalPart } from './types.js';

export type Made = Gathered<DisposalPart>;

export const sumOf = ({ principal, interest, fee, penalty }: Amounts): Minor => principal + interest + fee + penalty;

/** What is open in all at the close of the day before. */
export const debtOf = ({ parts, policies }: LoanView, openDay: CalendarDate): OpenDebt =>
  openDebt(parts.ledger, addDays(openDay, -1), orderFor(policies, parts.ledger));

/** The case to which it belongs, or the last one that there was. */
export const caseOf = ({ parts }: LoanView): string | null =>
  parts.matter.matter?.caseId ?? parts.matter.closed.at(-1)?.caseId ?? null;
