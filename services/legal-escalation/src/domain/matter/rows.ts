import type { CalendarDate, LoanId } from '@mora/kernel';
import type { Sheet } from '../claim/types.js';
import type { LoanView, Write } from '../loan/part.js';
import type { Outcome } from '../words.js';
import type { Matter } from './types.js';

type Evaluation = NonNullable<Matter['evaluation']>;

export type CaseRow = Readonly<{
  loanId: LoanId;
  caseId: string;
  stage: Matter['stage'];
  lawyer: string | null;
  openedOn: CalendarDate;
  strategy: string | null;
  closed: Readonly<{ outcome: Outcome; on: CalendarDate }> | null;
}>;
export type EvaluationRow = Readonly<{ loanId: LoanId; caseId: string; evaluation: Evaluation; opinion: object }>;
export type SheetRow = Readonly<{ loanId: LoanId; caseId: string; sheet: Sheet; sha256: string }>;

export const caseRow = (
  { loanId }: Pick<LoanView, 'loanId'>,
  { caseId, stage, lawyer, openedOn, evaluation }: Matter,
  closed: CaseRow['closed'] = null,
): Write => ({
  table: 'legal_case',
  row: {
    loanId,
    caseId,
    stage,
    lawyer,
    openedOn,
    strategy: evaluation?.strategy ?? null,
    closed,
  } satisfies CaseRow,
});

/** What was weighed, beside what was decided: the checklist as it stood, and why milder ways do not do. */
export const evaluationRow = (
  { loanId }: Pick<LoanView, 'loanId'>,
  { caseId, checklist }: Matter,
  evaluation: Evaluation,
): Write => {
  const { expectedRecovery, expectedCost, lessHarmful, because, claimed } = evaluation;
  const opinion = { expectedRecovery, expectedCost, lessHarmful, because, claimed, checklist };
  return { table: 'evaluation', row: { loanId, caseId, evaluation, opinion } satisfies EvaluationRow };
};

export const sheetRow = (
  { loanId }: Pick<LoanView, 'loanId'>,
  { caseId }: Matter,
  sheet: Sheet,
  sha256: string,
): Write => ({ table: 'claim_sheet', row: { loanId, caseId, sheet, sha256 } satisfies SheetRow });
