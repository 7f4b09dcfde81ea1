import type { LoanId } from '@mora/kernel';
import type { Write } from '../loan/part.js';
import type { Act, Clock } from './types.js';

export type ClockRow = Readonly<{ loanId: LoanId; clock: Clock }>;
export type ActRow = Readonly<{ loanId: LoanId; act: Act; voided: boolean }>;

export const clockRow = (loanId: LoanId, clock: Clock): Write => ({
  table: 'legal_clock',
  row: { loanId, clock } satisfies ClockRow,
});

export const actRow = (loanId: LoanId, act: Act, voided = false): Write => ({
  table: 'legal_act',
  row: { loanId, act, voided } satisfies ActRow,
});
