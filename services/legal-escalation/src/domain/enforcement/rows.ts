import type { Currency, LoanId } from '@mora/kernel';
import type { LoanView, Write } from '../loan/part.js';
import type { Enforcement, Measure, Objection, Recovery } from './types.js';

type OfRound = Readonly<{ loanId: LoanId; caseId: string; enforcementId: string; currency: Currency | null }>;
export type MeasureRow = OfRound & Readonly<{ measure: Measure }>;
export type RecoveryRow = OfRound & Readonly<{ recovery: Recovery }>;
/** `lawyer`: who has the case; the calendars go by it. */
export type ObjectionRow = OfRound & Readonly<{ court: string; lawyer: string | null; objection: Objection }>;

const ofRound = ({ loanId, parts }: LoanView, { caseId, enforcementId }: Enforcement): OfRound => ({
  loanId,
  caseId,
  enforcementId,
  currency: parts.ledger.currency,
});

export const measureRow = (view: LoanView, round: Enforcement, measure: Measure): Write => ({
  table: 'measure',
  row: { ...ofRound(view, round), measure } satisfies MeasureRow,
});

export const recoveryRow = (view: LoanView, round: Enforcement, recovery: Recovery): Write => ({
  table: 'recovery',
  row: { ...ofRound(view, round), recovery } satisfies RecoveryRow,
});

export const objectionRow = (view: LoanView, round: Enforcement, objection: Objection): Write => ({
  table: 'objection',
  row: {
    ...ofRound(view, round),
    court: round.court,
    lawyer: view.parts.matter.matter?.lawyer ?? null,
    objection,
  } satisfies ObjectionRow,
});
