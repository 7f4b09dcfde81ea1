import type { CalendarDate, Currency, LoanId } from '@mora/kernel';
import type { LoanView, Write } from '../loan/part.js';
import type { Proof } from '../words.js';
import type { Hearing, Proceeding } from './types.js';

export type ProceedingRow = Readonly<{
  loanId: LoanId;
  lawyer: string | null;
  currency: Currency | null;
  proceeding: Proceeding;
}>;

export type StepRow = Readonly<{
  loanId: LoanId;
  proceedingId: string;
  from: string | null;
  to: string;
  on: CalendarDate;
  proof: Pick<Proof, 'kind' | 'id'>;
  dueOn: CalendarDate | null;
  by: string | null;
}>;

export type HearingRow = Readonly<{ loanId: LoanId; lawyer: string | null; proceeding: Proceeding; hearing: Hearing }>;

const lawyerOf = ({ parts }: LoanView): string | null => parts.matter.matter?.lawyer ?? null;

export const proceedingRow = (view: LoanView, proceeding: Proceeding): Write => ({
  table: 'proceeding',
  row: {
    loanId: view.loanId,
    lawyer: lawyerOf(view),
    currency: view.parts.ledger.currency,
    proceeding,
  } satisfies ProceedingRow,
});

export const stepRow = (
  { loanId }: LoanView,
  from: string | null,
  { proceedingId, step: to, since: on, due }: Proceeding,
  { proof, by }: Readonly<{ proof: Pick<Proof, 'kind' | 'id'>; by: string | null }>,
): Write => ({
  table: 'proceeding_step',
  row: { loanId, proceedingId, from, to, on, proof, dueOn: due?.on ?? null, by } satisfies StepRow,
});

export const hearingRow = (view: LoanView, proceeding: Proceeding, hearing: Hearing): Write => ({
  table: 'hearing',
  row: { loanId: view.loanId, lawyer: lawyerOf(view), proceeding, hearing } satisfies HearingRow,
});
